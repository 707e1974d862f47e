import { redactableText } from '../generations/redactable.ts';
import { asNumber, asString, type JsonObject } from '../json.ts';
import { toResource, type Redactable, type Resource } from './resource.ts';

/**
 * The process of one type (`web`, `worker`) that an app runs.
 * @see https://v3-apidocs.cloudfoundry.org/#processes
 */
export interface Process extends Resource {
  readonly type: string;
  readonly instances: number | null;
  /** Secret. Lists hide it from everyone. */
  readonly command: Redactable<string>;
}

export function toProcess(json: JsonObject): Process {
  return {
    ...toResource(json),
    type: asString(json['type']) ?? '',
    instances: asNumber(json['instances']),
    command: redactableText(json['command']),
  };
}
