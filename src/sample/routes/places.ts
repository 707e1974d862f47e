import { notFound } from '../http/apiError.ts';
import { ok, type Answer } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import type { Collection } from '../http/collection.ts';
import { among } from '../http/filter.ts';
import { checkSingleQuery } from '../http/listQuery.ts';
import { answerPage } from '../http/page.ts';
import { signedIn, type Route } from '../http/router.ts';
import type { Organization, Space } from '../model.ts';
import { presentOrganization, presentSpace } from '../present/place.ts';

/** Compared as the database does, which does not tell upper from lower case. */
export function named(names: readonly string[]): (item: { readonly name: string }) => boolean {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  return ({ name }) => wanted.has(name.toLowerCase());
}

const organizations: Collection<Organization> = {
  parameters: ['names', 'isolation_segment_guid'],
  guidsSince: 57,
  orderBySince: 30,
  early: [],
  korifi: ['names', 'order_by'],
  labelsSince: 62,
  order: { name: ({ name }) => name },
  // The sample has no isolation segments: none has an organization.
  filters: { names: named, isolation_segment_guid: () => () => false },
};

const spaces: Collection<Space> = {
  parameters: ['names', 'organization_guids', 'include'],
  guidsSince: 57,
  orderBySince: 30,
  early: [],
  korifi: ['names', 'guids', 'organization_guids', 'order_by', 'include'],
  since: { include: 66, organization_guids: 15 },
  labelsSince: 62,
  order: { name: ({ name }) => name },
  filters: {
    names: named,
    organization_guids: among(({ organization }) => organization.guid),
  },
  includes: { org: 66, organization: 66 },
};

/** Organizations and spaces of the v3 API. */
export const placeRoutes: readonly Route[] = [
  signedIn('GET', '/v3/organizations', listOrganizations),
  signedIn('GET', '/v3/organizations/:guid', singleOrganization),
  signedIn('GET', '/v3/spaces', listSpaces),
  signedIn('GET', '/v3/spaces/:guid', singleSpace),
];

function listOrganizations(call: Call): Answer {
  const { api, state } = call;
  return answerPage(call, organizations, state.data.organizations, (organization) =>
    presentOrganization(state, api, organization),
  );
}

function singleOrganization({ api, parameter, state }: Call): Answer {
  const organization = state.organization(parameter('guid'));
  if (!organization) throw notFound('Organization');
  return ok(presentOrganization(state, api, organization));
}

function listSpaces(call: Call): Answer {
  const { api, state } = call;
  return answerPage(call, spaces, state.data.spaces, (space) => presentSpace(state, api, space), {
    included: (shown, { filters }) =>
      filters.has('include')
        ? {
            organizations: [...new Set(shown.map(({ organization }) => organization))].map((one) =>
              presentOrganization(state, api, one),
            ),
          }
        : undefined,
  });
}

function singleSpace({ api, parameter, query, state }: Call): Answer {
  checkSingleQuery(state, query, { include: 66 }, spaces.includes);
  const space = state.space(parameter('guid'));
  if (!space) throw notFound('Space');
  return ok(presentSpace(state, api, space));
}
