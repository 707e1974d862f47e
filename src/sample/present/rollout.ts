import type { JsonObject } from '../../cloudfoundry/json.ts';
import { isActive, type AuditEvent, type Deployment, type Revision } from '../model.ts';
import { statusValue } from '../rules/deployments.ts';
import type { State } from '../state.ts';
import { link, metadata, time, toOne } from './common.ts';

export function presentRevision(state: State, api: string, revision: Revision): JsonObject {
  const { version } = state;
  const droplet = state.find('droplets', revision.dropletGuid);
  const { app, guid, processTypes } = revision;
  const self = `${api}/v3/revisions/${guid}`;
  return {
    guid,
    version: revision.version,
    droplet: { guid: revision.dropletGuid },
    processes: Object.fromEntries(processTypes.map((type) => [type, { command: null }])),
    sidecars: [],
    description: revision.description,
    relationships: { app: toOne(app.guid) },
    created_at: time(revision.createdAt),
    updated_at: time(revision.updatedAt),
    links: {
      self: link(self),
      app: link(`${api}/v3/apps/${app.guid}`),
      environment_variables: link(`${self}/environment_variables`),
    },
    metadata: metadata(revision.metadata),
    ...(version.since(85) && { deployable: droplet?.state === 'STAGED' }),
  };
}

export function presentDeployment(state: State, api: string, deployment: Deployment): JsonObject {
  const { app, guid, newProcess, previousDropletGuid, reason, revision, strategy } = deployment;
  const { version } = state;
  const self = `${api}/v3/deployments/${guid}`;
  return {
    guid,
    created_at: time(deployment.createdAt),
    updated_at: time(deployment.updatedAt),
    ...(version.since(75) ? { status: status(state, deployment) } : { state: reason }),
    ...(version.since(57) && { strategy }),
    ...(version.since(174) && { options: options(deployment) }),
    droplet: { guid: deployment.droplet.guid },
    previous_droplet: { guid: previousDropletGuid },
    new_processes: [{ guid: newProcess.guid, type: newProcess.type }],
    ...(version.since(63) && {
      revision: revision && { guid: revision.guid, version: revision.version },
    }),
    relationships: { app: toOne(app.guid) },
    ...(version.since(65) && { metadata: metadata(deployment.metadata) }),
    links: {
      self: link(self),
      app: link(`${api}/v3/apps/${app.guid}`),
      ...(isActive(deployment) &&
        version.since(93) &&
        !state.isKorifi && { cancel: link(`${self}/actions/cancel`, 'POST') }),
      ...(reason === 'PAUSED' &&
        !state.isKorifi && { continue: link(`${self}/actions/continue`, 'POST') }),
    },
  };
}

function options({ maxInFlight, steps, webInstances }: Deployment): JsonObject {
  return {
    max_in_flight: maxInFlight,
    ...(webInstances !== null && { web_instances: webInstances }),
    ...(steps && { canary: { steps: steps.map((weight) => ({ instance_weight: weight })) } }),
  };
}

function status(state: State, deployment: Deployment): JsonObject {
  return {
    value: statusValue(deployment, state),
    reason: deployment.reason,
    details: {
      last_successful_healthcheck: time(deployment.lastSuccessfulHealthcheck),
      last_status_change: time(deployment.lastStatusChange),
      ...(deployment.error !== null && { error: deployment.error }),
    },
    ...(deployment.strategy === 'canary' && {
      canary: { steps: { current: deployment.step, total: deployment.steps?.length ?? 1 } },
    }),
  };
}

export function presentEvent(api: string, event: AuditEvent): JsonObject {
  const { actor, app, guid } = event;
  // Nobody ordered it.
  const isCrash = event.type === 'audit.app.process.crash';
  return {
    guid,
    created_at: time(event.createdAt),
    updated_at: time(event.updatedAt),
    type: event.type,
    actor: { guid: actor.guid, type: isCrash ? 'process' : 'user', name: actor.name },
    target: { guid: app.guid, type: 'app', name: app.name },
    data: event.data,
    space: { guid: app.space.guid },
    organization: { guid: app.space.organization.guid },
    links: { self: link(`${api}/v3/audit_events/${guid}`) },
  };
}
