import { asObject, asString, type JsonObject } from '../json.ts';
import { toChecksum, type Checksum } from './checksum.ts';
import { toResource, type Resource } from './resource.ts';

/** The source that is staged into a droplet. @see https://v3-apidocs.cloudfoundry.org/#packages */
export interface Package extends Resource {
  /** `bits` or `docker`. */
  readonly type: string;
  readonly state: string;
  readonly error: string | null;
  /** Only for a docker package. */
  readonly image: string | null;
  readonly checksum: Checksum | null;
}

/**
 * Reads a package of any generation: `checksum`, or earlier `data.hash`, or earlier still `hash`.
 */
export function toPackage(json: JsonObject): Package {
  const data = asObject(json['data']);
  return {
    ...toResource(json),
    type: asString(json['type']) ?? 'bits',
    state: asString(json['state']) ?? 'UNKNOWN',
    error: asString(data['error']) ?? asString(json['error']),
    image: asString(data['image']),
    checksum: toChecksum(data['checksum'] ?? data['hash'] ?? json['hash'], 'sha1'),
  };
}
