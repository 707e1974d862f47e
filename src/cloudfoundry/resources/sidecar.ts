import { bounded } from '../bounds.ts';
import { asNumber, asString, asStrings, type JsonObject } from '../json.ts';
import { toName, toResource, type Resource } from './resource.ts';

/**
 * A process that runs alongside those of these types, in the same containers.
 * @see https://v3-apidocs.cloudfoundry.org/#sidecars
 */
export interface Sidecar extends Resource {
  readonly name: string;
  readonly processTypes: readonly string[];
  readonly memoryInMb: number | null;
  /**
   * Buildpack sidecars come and go with the droplet; user sidecars stay. Null if the
   * API doesn't say.
   */
  readonly origin: string | null;
}

export function toSidecar(json: JsonObject): Sidecar {
  const resource = toResource(json);
  return {
    ...resource,
    name: toName(json['name'], resource.guid),
    processTypes: bounded(asStrings(json['process_types'])),
    memoryInMb: asNumber(json['memory_in_mb']),
    origin: asString(json['origin']),
  };
}
