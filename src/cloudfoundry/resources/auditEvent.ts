import { boundedWord } from '../bounds.ts';
import { asGuid, asObject, asString, type JsonObject } from '../json.ts';
import { toResource, type Resource } from './resource.ts';

/** Who did what to which object. Foundations forget events, by default after 31 days. @see https://v3-apidocs.cloudfoundry.org/#audit-events */
export interface AuditEvent extends Resource {
  readonly type: string;
  readonly actor: { readonly guid: string; readonly type: string; readonly name: string } | null;
  /** The droplet that the event is about, where its data names one. */
  readonly dropletGuid: string | null;
  /** The deployment that was started or canceled. */
  readonly deploymentGuid: string | null;
}

export function toAuditEvent(json: JsonObject): AuditEvent {
  const data = asObject(json['data']);
  return {
    ...toResource(json),
    type: asString(json['type']) ?? '',
    actor: toActor(asObject(json['actor'])),
    // Assignments carry the request's droplet, creations and uploads the droplet itself.
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
