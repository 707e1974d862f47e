import type { JsonObject } from '../../cloudfoundry/json.ts';
import type { Organization, Space } from '../model.ts';
import type { State } from '../state.ts';
import { link, metadata, time, toOne } from './common.ts';

export function presentOrganization(
  state: State,
  api: string,
  organization: Organization,
): JsonObject {
  const { version } = state;
  const { guid, quotaGuid } = organization;
  const self = `${api}/v3/organizations/${guid}`;
  return {
    guid,
    created_at: time(organization.createdAt),
    updated_at: time(organization.updatedAt),
    name: organization.name,
    ...(version.since(77) && { suspended: state.isSuspended(organization) }),
    ...(version.since(70) && { relationships: { quota: toOne(quotaGuid) } }),
    ...(version.since(62) && { metadata: metadata(organization.metadata) }),
    links: {
      self: link(self),
      domains: link(`${self}/domains`),
      default_domain: link(`${self}/domains/default`),
      quota: link(`${api}/v3/organization_quotas/${quotaGuid}`),
    },
  };
}

export function presentSpace(state: State, api: string, space: Space): JsonObject {
  const { version } = state;
  const { guid, organization } = space;
  const self = `${api}/v3/spaces/${guid}`;
  return {
    guid,
    created_at: time(space.createdAt),
    updated_at: time(space.updatedAt),
    name: space.name,
    ...(version.since(225) && { suspended: state.isSuspended(space) }),
    ...(version.since(35) && {
      relationships: { organization: toOne(organization.guid), quota: { data: null } },
    }),
    ...(version.since(62) && { metadata: metadata(space.metadata) }),
    links: {
      self: link(self),
      organization: link(`${api}/v3/organizations/${organization.guid}`),
      features: link(`${self}/features`),
      apply_manifest: link(`${self}/actions/apply_manifest`, 'POST'),
    },
  };
}
