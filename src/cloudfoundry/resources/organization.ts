import type { JsonObject } from '../json.ts';
import { toName, toResource, type Resource } from './resource.ts';

/** @see https://v3-apidocs.cloudfoundry.org/#organizations */
export interface Organization extends Resource {
  readonly name: string;
  readonly suspended: boolean;
}

export function toOrganization(json: JsonObject): Organization {
  const resource = toResource(json);
  return {
    ...resource,
    name: toName(json['name'], resource.guid),
    suspended: json['suspended'] === true,
  };
}
