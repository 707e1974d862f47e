import { boundedWord } from '../bounds.ts';
import { asGuid, asObject, asString, type JsonObject } from '../json.ts';
import { toResource, type Resource } from './resource.ts';

/**
 * Who did what to which object. Foundations delete events, by default after 31 days.
 * @see https://v3-apidocs.cloudfoundry.org/#audit-events
 */
export interface AuditEvent extends Resource {
  readonly type: string;
  readonly actor: { readonly guid: string; readonly type: string; readonly name: string } | null;
  /** The droplet that the event is about, if its data names one. */
  readonly dropletGuid: string | null;
  /** The deployment that was started or canceled. */
  readonly deploymentGuid: string | null;
}

/** The second is the name that the first had until September 2016. */
export const assignmentTypes: readonly string[] = [
  'audit.app.droplet.mapped',
  'audit.app.droplet_mapped',
];
const deploymentCreated = 'audit.app.deployment.create';
const deploymentCanceled = 'audit.app.deployment.cancel';
export const deploymentTypes: readonly string[] = [deploymentCreated, deploymentCanceled];

/** Whether someone assigned a droplet. */
export function isAssignment({ type }: AuditEvent): boolean {
  return assignmentTypes.includes(type);
}

/** Whether someone started or canceled a deployment; null for anything else. */
export function deploymentEventOf({ type }: AuditEvent): 'created' | 'canceled' | null {
  if (type === deploymentCreated) return 'created';
  return type === deploymentCanceled ? 'canceled' : null;
}

export function toAuditEvent(json: JsonObject): AuditEvent {
  const data = asObject(json['data']);
  return {
    ...toResource(json),
    type: asString(json['type']) ?? '',
    actor: toActor(asObject(json['actor'])),
    // Assignments contain the request's droplet; creations and uploads contain the droplet itself.
    dropletGuid: asGuid(asObject(data['request'])['droplet_guid']) ?? asGuid(data['droplet_guid']),
    deploymentGuid: asGuid(data['deployment_guid']),
  };
}

function toActor(actor: JsonObject): AuditEvent['actor'] {
  const guid = asGuid(actor['guid']) ?? '';
  const named = boundedWord(asString(actor['name']) ?? '');
  const name = named === '' ? guid : named;
  return name === '' ? null : { guid, type: asString(actor['type']) ?? '', name };
}
