import { bounded } from '../bounds.ts';
import { asGuid, asNumber, asObject, asString, asStrings, type JsonObject } from '../json.ts';
import { toResource, type Resource } from './resource.ts';

/** One staging. @see https://v3-apidocs.cloudfoundry.org/#builds */
export interface Build extends Resource {
  readonly state: string;
  readonly error: string | null;
  readonly stagingMemoryInMb: number | null;
  readonly stagingDiskInMb: number | null;
  /** -1 is unlimited. */
  readonly stagingLogRateLimitInBytesPerSecond: number | null;
  readonly requested: { readonly buildpacks: readonly string[]; readonly stack: string | null };
  readonly packageGuid: string | null;
  readonly dropletGuid: string | null;
  readonly createdBy: string | null;
}

export function toBuild(json: JsonObject): Build {
  const data = asObject(asObject(json['lifecycle'])['data']);
  const by = asObject(json['created_by']);
  return {
    ...toResource(json),
    state: asString(json['state']) ?? 'UNKNOWN',
    error: asString(json['error']),
    stagingMemoryInMb: asNumber(json['staging_memory_in_mb']),
    stagingDiskInMb: asNumber(json['staging_disk_in_mb']),
    stagingLogRateLimitInBytesPerSecond: asNumber(json['staging_log_rate_limit_bytes_per_second']),
    requested: {
      buildpacks: bounded(asStrings(data['buildpacks'])),
      stack: asString(data['stack']),
    },
    packageGuid: asGuid(asObject(json['package'])['guid']),
    dropletGuid: asGuid(asObject(json['droplet'])['guid']),
    createdBy: asString(by['name']) ?? asString(by['email']) ?? asGuid(by['guid']),
  };
}
