import { asGuid, asNumber, asString, type JsonObject } from '../json.ts';

/** One instance of a process, as the runtime sees it. @see https://v3-apidocs.cloudfoundry.org/#get-stats-for-a-process */
export interface Instance {
  readonly index: number;
  /** `RUNNING`, `STARTING`, `CRASHED`, `STOPPING`, `DOWN`; as sent. */
  readonly state: string;
  /** Changes with each start; null if the API doesn't say. */
  readonly guid: string | null;
  /** Seconds. */
  readonly uptime: number | null;
  /** Why it isn't running, in the runtime's words. */
  readonly details: string | null;
}

export function toInstance(json: JsonObject): Instance {
  return {
    index: asNumber(json['index']) ?? 0,
    state: asString(json['state']) ?? 'UNKNOWN',
    guid: asGuid(json['instance_guid']),
    uptime: asNumber(json['uptime']),
    details: asString(json['details']),
  };
}
