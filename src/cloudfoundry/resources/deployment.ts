import { bounded } from '../bounds.ts';
import {
  asGuid,
  asList,
  asNumber,
  asObject,
  asString,
  type Json,
  type JsonObject,
} from '../json.ts';
import { toResource, type Resource } from './resource.ts';

/** One rollout of a droplet. @see https://v3-apidocs.cloudfoundry.org/#deployments */
export interface Deployment extends Resource {
  readonly isActive: boolean;
  /** `DEPLOYING`, `DEPLOYED`, `CANCELED`, `SUPERSEDED` …; as sent. */
  readonly reason: string;
  /** Why instances don't start, if the API says. */
  readonly error: string | null;
  readonly lastStatusChange: string | null;
  /** `rolling`, `canary`, or a value that a later API adds. */
  readonly strategy: string;
  /** The current `step` of the `steps` of a canary deployment, counted from 1. */
  readonly canary: { readonly step: number; readonly steps: number } | null;
  readonly dropletGuid: string | null;
  readonly previousDropletGuid: string | null;
  /** The processes that replace those of the same type. */
  readonly newProcesses: readonly { readonly guid: string; readonly type: string }[];
  /** How many instances are replaced at once; null before API 3.174. */
  readonly maxInFlight: number | null;
  readonly revision: { readonly guid: string; readonly version: number | null } | null;
}

/**
 * The words for a finished deployment, in `state` (before API 3.75) and in `status.value`
 * (`FINALIZED` since 3.75). With any other word, it is running: up to 3.80 `DEPLOYING`, `CANCELING`
 * and, from 3.71 to 3.74, `FAILING`; since 3.81 `ACTIVE`.
 */
const finalWords = new Set(['FINALIZED', 'DEPLOYED', 'CANCELED', 'FAILED', 'SUPERSEDED']);

/** Reads a deployment: `status{value,reason}` since API 3.75, `state` before. */
export function toDeployment(json: JsonObject): Deployment {
  const resource = toResource(json);
  const status = asObject(json['status']);
  const details = asObject(status['details']);
  const state = asString(json['state']);
  const value = asString(status['value']);
  return {
    ...resource,
    isActive: !finalWords.has(value ?? state ?? 'FINALIZED'),
    reason: asString(status['reason']) ?? state ?? value ?? 'UNKNOWN',
    error: asString(details['error']),
    lastStatusChange: asString(details['last_status_change']) ?? resource.updatedAt,
    strategy: asString(json['strategy']) ?? 'rolling',
    canary: toCanary(asObject(asObject(status['canary'])['steps'])),
    dropletGuid: asGuid(asObject(json['droplet'])['guid']),
    previousDropletGuid: asGuid(asObject(json['previous_droplet'])['guid']),
    newProcesses: bounded(asList(json['new_processes'])).flatMap(toProcessReference),
    maxInFlight: asNumber(asObject(json['options'])['max_in_flight']),
    revision: toRevisionReference(asObject(json['revision'])),
  };
}

function toCanary(steps: JsonObject): Deployment['canary'] {
  const step = asNumber(steps['current']);
  const total = asNumber(steps['total']);
  return step === null || total === null ? null : { step, steps: total };
}

function toProcessReference(value: Json): Deployment['newProcesses'] {
  const { guid, type } = asObject(value);
  return typeof guid === 'string' ? [{ guid, type: asString(type) ?? '' }] : [];
}

function toRevisionReference(revision: JsonObject): Deployment['revision'] {
  const guid = asGuid(revision['guid']);
  return guid === null ? null : { guid, version: asNumber(revision['version']) };
}
