import { asGuid, asNumber, asObject, asString, type JsonObject } from '../json.ts';
import { toResource, type Resource } from './resource.ts';

/**
 * What an app ran at some time: a droplet with commands and environment.
 * @see https://v3-apidocs.cloudfoundry.org/#revisions
 */
export interface Revision extends Resource {
  readonly version: number | null;
  /** May name a droplet that no longer exists. */
  readonly dropletGuid: string | null;
  readonly description: string | null;
  /** Null before API 3.85. */
  readonly isDeployable: boolean | null;
}

export function toRevision(json: JsonObject): Revision {
  const deployable = json['deployable'];
  return {
    ...toResource(json),
    version: asNumber(json['version']),
    dropletGuid: asGuid(asObject(json['droplet'])['guid']),
    description: asString(json['description']),
    isDeployable: typeof deployable === 'boolean' ? deployable : null,
  };
}
