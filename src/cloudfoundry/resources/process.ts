import { asNumber, asString, type JsonObject } from '../json.ts';
import { toResource, type Resource } from './resource.ts';

/** What an app runs of one type (`web`, `worker`). @see https://v3-apidocs.cloudfoundry.org/#processes */
export interface Process extends Resource {
  readonly type: string;
  readonly instances: number | null;
}

export function toProcess(json: JsonObject): Process {
  return {
    ...toResource(json),
    type: asString(json['type']) ?? '',
    instances: asNumber(json['instances']),
  };
}
