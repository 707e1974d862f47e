import type { JsonObject } from '../../cloudfoundry/json.ts';
import type { Entity, Organization, Space } from '../model.ts';
import { time } from './common.ts';

/** An organization of the v2 API. */
export function presentV2Organization(organization: Organization): JsonObject {
  const { name, quotaGuid } = organization;
  const url = `/v2/organizations/${organization.guid}`;
  return {
    metadata: v2Metadata(url, organization),
    entity: {
      name,
      billing_enabled: false,
      quota_definition_guid: quotaGuid,
      status: 'active',
      quota_definition_url: `/v2/quota_definitions/${quotaGuid}`,
      ...urls(url, [
        'spaces',
        'domains',
        'private_domains',
        'users',
        'managers',
        'billing_managers',
        'auditors',
        'app_events',
        'space_quota_definitions',
      ]),
    },
  };
}

/** A space of the v2 API. */
export function presentV2Space(space: Space): JsonObject {
  const url = `/v2/spaces/${space.guid}`;
  return {
    metadata: v2Metadata(url, space),
    entity: {
      name: space.name,
      organization_guid: space.organization.guid,
      space_quota_definition_guid: null,
      allow_ssh: true,
      organization_url: `/v2/organizations/${space.organization.guid}`,
      ...urls(url, [
        'developers',
        'managers',
        'auditors',
        'apps',
        'routes',
        'domains',
        'service_instances',
        'app_events',
        'events',
        'security_groups',
        'staging_security_groups',
      ]),
    },
  };
}

function v2Metadata(url: string, { createdAt, guid, updatedAt }: Entity): JsonObject {
  return {
    guid,
    url,
    created_at: time(createdAt),
    updated_at: updatedAt === createdAt ? null : time(updatedAt),
  };
}

function urls(url: string, names: readonly string[]): JsonObject {
  return Object.fromEntries(names.map((name) => [`${name}_url`, `${url}/${name}`]));
}
