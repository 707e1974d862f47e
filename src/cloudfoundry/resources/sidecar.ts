import { bounded } from '../bounds.ts';
import { asNumber, asString, asStrings, type JsonObject } from '../json.ts';
import { toName, toResource, type Resource } from './resource.ts';

/** What runs beside the processes of these types, in the same containers. @see https://v3-apidocs.cloudfoundry.org/#sidecars */
export interface Sidecar extends Resource {
  readonly name: string;
  readonly processTypes: readonly string[];
  readonly memoryInMb: number | null;
  /** Those of buildpacks come and go with the droplet, those of users stay. Null where the API does not tell. */
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
