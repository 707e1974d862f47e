import { toErrorDetails, type ApiErrorDetail } from '../errors.ts';
import { asString, type JsonObject } from '../json.ts';
import { toResource, type Resource } from './resource.ts';

/** The progress of an accepted change (202). @see https://v3-apidocs.cloudfoundry.org/#jobs */
export interface Job extends Resource {
  /** `PROCESSING`, `POLLING`, `COMPLETE`, `FAILED`; as sent. */
  readonly state: string;
  /** Why it failed. */
  readonly errors: readonly ApiErrorDetail[];
}

export function toJob(json: JsonObject): Job {
  return {
    ...toResource(json),
    state: asString(json['state']) ?? 'UNKNOWN',
    errors: toErrorDetails(json['errors']),
  };
}
