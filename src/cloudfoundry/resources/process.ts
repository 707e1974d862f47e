import { asNumber, asString, type JsonObject } from '../json.ts';
import { toResource, type Resource } from './resource.ts';

/** @see https://v3-apidocs.cloudfoundry.org/#processes */
export interface Process extends Resource {
  readonly type: string;
  readonly instances: number | null;
  readonly memoryInMb: number | null;
  readonly diskInMb: number | null;
}

export function toProcess(json: JsonObject): Process {
  return {
    ...toResource(json),
    type: asString(json['type']) ?? '',
    instances: asNumber(json['instances']),
    memoryInMb: asNumber(json['memory_in_mb']),
    diskInMb: asNumber(json['disk_in_mb']),
  };
}
