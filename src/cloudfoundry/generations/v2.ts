import { asGuid, asObject, asString, type JsonObject } from '../json.ts';
import type { Organization } from '../resources/organization.ts';
import { toName, type Resource } from '../resources/resource.ts';
import type { Space } from '../resources/space.ts';

/** The v2 API returns at most this many per page, and refuses requests for more. */
export const maxV2PageSize = 100;

/** @see https://v2-apidocs.cloudfoundry.org/organizations/list_all_organizations.html */
export function toV2Organization(json: JsonObject): Organization {
  const entity = asObject(json['entity']);
  // Under v2's own name, which no v3 link can have.
  const resource = toV2Resource(json, { spaces_url: asString(entity['spaces_url']) });
  return {
    ...resource,
    name: toName(entity['name'], resource.guid),
    suspended: entity['status'] === 'suspended',
  };
}

/** @see https://v2-apidocs.cloudfoundry.org/spaces/list_all_spaces.html */
export function toV2Space(json: JsonObject): Space {
  const entity = asObject(json['entity']);
  const resource = toV2Resource(json, {});
  return {
    ...resource,
    name: toName(entity['name'], resource.guid),
    suspended: false,
    organizationGuid: asGuid(entity['organization_guid']),
  };
}

function toV2Resource(json: JsonObject, urls: Readonly<Record<string, string | null>>): Resource {
  const metadata = asObject(json['metadata']);
  const links = Object.entries({ self: asString(metadata['url']), ...urls }).flatMap(
    ([name, href]) => (href === null ? [] : [[name, { href, method: 'GET' }] as const]),
  );
  return {
    guid: asGuid(metadata['guid']) ?? '',
    createdAt: asString(metadata['created_at']),
    updatedAt: asString(metadata['updated_at']),
    metadata: { labels: {}, annotations: {} },
    links: Object.fromEntries(links),
  };
}
