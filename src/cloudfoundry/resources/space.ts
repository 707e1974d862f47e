import type { JsonObject } from '../json.ts';
import { guidOfLink, relatedGuid, toName, toResource, type Resource } from './resource.ts';

/** @see https://v3-apidocs.cloudfoundry.org/#spaces */
export interface Space extends Resource {
  readonly name: string;
  readonly suspended: boolean;
  readonly organizationGuid: string | null;
}

export function toSpace(json: JsonObject): Space {
  const resource = toResource(json);
  return {
    ...resource,
    name: toName(json['name'], resource.guid),
    suspended: json['suspended'] === true,
    // Before 3.35, only the link names the organization.
    organizationGuid:
      relatedGuid(json, 'organization') ?? guidOfLink(resource.links['organization']),
  };
}
