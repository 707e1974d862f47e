import type { JsonObject } from '../../cloudfoundry/json.ts';
import { notFound } from '../http/apiError.ts';
import { ok, type Answer } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import type { Collection } from '../http/collection.ts';
import { among } from '../http/filter.ts';
import { checkSingleQuery, type ListQuery } from '../http/listQuery.ts';
import { answerPage } from '../http/page.ts';
import { listOf } from '../http/query.ts';
import { signedIn, type Route } from '../http/router.ts';
import type { App } from '../model.ts';
import { presentApp } from '../present/app.ts';
import { presentOrganization, presentSpace } from '../present/place.ts';
import { named } from './places.ts';

export const appCollection: Collection<App> = {
  parameters: [
    'names',
    'organization_guids',
    'space_guids',
    'stacks',
    'include',
    'lifecycle_type',
    'order_direction',
  ],
  until: { order_direction: 64 },
  early: ['names', 'guids', 'organization_guids', 'space_guids'],
  korifi: ['names', 'guids', 'space_guids', 'order_by', 'label_selector'],
  since: { include: 44, lifecycle_type: 77, stacks: 66 },
  orderSince: { name: 4, state: 87 },
  labelsSince: 62,
  order: { name: ({ name }) => name, state: ({ state }) => state },
  filters: {
    names: named,
    organization_guids: among(({ space }) => space.organization.guid),
    space_guids: among(({ space }) => space.guid),
    stacks: among(({ lifecycle }) => lifecycle.stack ?? ''),
    lifecycle_type: among(({ lifecycle }) => lifecycle.type),
  },
  includes: { space: 44, org: 78, 'space.organization': 78 },
};

export const appRoutes: readonly Route[] = [
  signedIn('GET', '/v3/apps', list),
  signedIn('GET', '/v3/apps/:guid', single),
];

/** The app that the path names. @throws ApiError 404 */
export function appOfCall({ parameter, state }: Call): App {
  const app = state.app(parameter('guid'));
  if (!app) throw notFound('App');
  return app;
}

function list(call: Call): Answer {
  const { api, state } = call;
  return answerPage(call, appCollection, state.data.apps, (app) => presentApp(state, api, app), {
    included: (shown, { filters }) => included(call, shown, filters.get('include')),
  });
}

function single(call: Call): Answer {
  checkSingleQuery(call.state, call.query, { include: 44 }, appCollection.includes);
  const app = appOfCall(call);
  const extra = included(call, [app], call.query.get('include'));
  return ok({ ...presentApp(call.state, call.api, app), ...(extra && { included: extra }) });
}

/** The spaces, and the organizations, of the apps, each once. */
function included(
  { api, state }: Call,
  apps: readonly App[],
  include: ReturnType<ListQuery['filters']['get']>,
): JsonObject | undefined {
  if (typeof include !== 'string') return undefined;
  const names = listOf(include);
  const spaces = [...new Set(apps.map(({ space }) => space))];
  const withOrganizations = names.includes('org') || names.includes('space.organization');
  const organizations = [...new Set(spaces.map(({ organization }) => organization))];
  return {
    spaces: spaces.map((space) => presentSpace(state, api, space)),
    ...(withOrganizations && {
      organizations: organizations.map((one) => presentOrganization(state, api, one)),
    }),
  };
}
