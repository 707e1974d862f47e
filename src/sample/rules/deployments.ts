import type { JsonObject } from '../../cloudfoundry/json.ts';
import { unprocessable } from '../http/apiError.ts';
import {
  isActive,
  type App,
  type Deployment,
  type DeploymentReason,
  type Droplet,
  type Process,
} from '../model.ts';
import type { State } from '../state.ts';
import type { User } from '../users.ts';
import { setCurrent } from './assign.ts';
import { record } from './events.ts';
import { restartProcesses } from './processes.ts';
import { revise } from './revisions.ts';

/** How long each step takes, in milliseconds. */
const durations = { rolling: 4000, canary: 2000, continued: 3000, cancel: 2000 } as const;

interface DeploymentOrder {
  readonly droplet: Droplet;
  readonly strategy: Deployment['strategy'];
  readonly maxInFlight: number;
  /** Set when an older revision is deployed again. */
  readonly rollbackTo: number | undefined;
  readonly request: JsonObject;
}

/** Assigns the droplet and starts to replace the app's web process; what was being deployed is superseded. */
export function createDeployment(
  state: State,
  user: User,
  app: App,
  order: DeploymentOrder,
): Deployment {
  const { droplet, rollbackTo, strategy } = order;
  const previousDropletGuid = app.currentDropletGuid;
  setCurrent(state, user, app, droplet);
  const revision = revise(
    state,
    app,
    rollbackTo === undefined ? undefined : `Rolled back to revision ${rollbackTo}.`,
  );
  const wasStopped = app.state === 'STOPPED';
  const now = state.now();
  for (const active of state.history(app).deployments.filter(isActive)) {
    enter(active, 'SUPERSEDED', state.exactNow());
  }
  const process = wasStopped
    ? startNow(state, app)
    : startBeside(state, app, revision?.guid ?? null);
  const deployment: Deployment = {
    guid: state.newGuid(),
    createdAt: now,
    updatedAt: now,
    metadata: { labels: {}, annotations: {} },
    app,
    reason: wasStopped ? 'DEPLOYED' : 'DEPLOYING',
    strategy,
    maxInFlight: order.maxInFlight,
    droplet,
    previousDropletGuid,
    newProcess: { guid: process.guid, type: process.type },
    revision: revision ? { guid: revision.guid, version: revision.version } : null,
    lastSuccessfulHealthcheck: now,
    lastStatusChange: now,
    since: state.exactNow(),
    isContinued: false,
  };
  state.add('deployments', deployment);
  state.activeDeployments.add(deployment);
  record(state, app, user, 'audit.app.deployment.create', {
    deployment_guid: deployment.guid,
    droplet_guid: droplet.guid,
    type: rollbackTo === undefined ? null : 'rollback',
    revision_guid: revision?.guid ?? null,
    request: order.request,
    strategy,
  });
  return deployment;
}

/** Goes back to the droplet before. @throws ApiError 422 where there is nothing left to cancel */
export function cancelDeployment(state: State, user: User, deployment: Deployment): void {
  const { app, droplet, guid, previousDropletGuid } = deployment;
  if (!isActive(deployment)) throw unprocessable(`Cannot cancel ${statusText(deployment)}`);
  const previous = state.history(app).droplets.find((one) => one.guid === previousDropletGuid);
  if (previous) setCurrent(state, user, app, previous);
  record(state, app, user, 'audit.app.deployment.cancel', {
    deployment_guid: guid,
    droplet_guid: droplet.guid,
  });
  enter(deployment, 'CANCELING', state.exactNow());
}

/** Lets a paused canary go on. @throws ApiError 422 where it is not paused */
export function continueDeployment(state: State, user: User, deployment: Deployment): void {
  if (deployment.reason !== 'PAUSED') {
    throw unprocessable(`Cannot continue ${statusText(deployment)}`);
  }
  record(state, deployment.app, user, 'audit.app.deployment.continue', {
    deployment_guid: deployment.guid,
    droplet_guid: deployment.droplet.guid,
  });
  deployment.isContinued = true;
  enter(deployment, 'DEPLOYING', state.exactNow());
}

/** The status as two words; a deployment is either under way or over. */
export function statusValue(deployment: Deployment): 'ACTIVE' | 'FINALIZED' {
  return isActive(deployment) ? 'ACTIVE' : 'FINALIZED';
}

function statusText(deployment: Deployment): string {
  return `a deployment with status: ${statusValue(deployment)} and reason: ${deployment.reason}`;
}

/** Brings every deployment to where it is by now. */
export function settleDeployments(state: State): void {
  for (const deployment of state.activeDeployments) {
    settle(state, deployment);
    if (!isActive(deployment)) state.activeDeployments.delete(deployment);
  }
}

function settle(state: State, deployment: Deployment): void {
  const { isContinued, reason, strategy } = deployment;
  const now = state.exactNow();
  if (reason === 'DEPLOYING' && strategy === 'canary' && !isContinued) {
    if (now < deployment.since + durations.canary) return;
    enter(deployment, 'PAUSED', deployment.since + durations.canary);
    deployment.lastSuccessfulHealthcheck = deployment.lastStatusChange;
  } else if (reason === 'DEPLOYING') {
    const end = deployment.since + (isContinued ? durations.continued : durations.rolling);
    if (now < end) return;
    enter(deployment, 'DEPLOYED', end);
    replaceProcesses(state, deployment);
  } else if (reason === 'CANCELING') {
    if (now < deployment.since + durations.cancel) return;
    enter(deployment, 'CANCELED', deployment.since + durations.cancel);
    const made = state.find('processes', deployment.newProcess.guid);
    if (made) state.removeProcess(made);
  }
}

function enter(deployment: Deployment, reason: DeploymentReason, at: number): void {
  deployment.reason = reason;
  deployment.since = at;
  deployment.lastStatusChange = Math.floor(at / 1000) * 1000;
  deployment.updatedAt = deployment.lastStatusChange;
}

/** The new web process stays, with as many instances as there were; the others get the new revision. */
function replaceProcesses(state: State, { app, newProcess, revision }: Deployment): void {
  for (const process of state.history(app).processes.slice()) {
    if (process.guid === newProcess.guid) continue;
    if (process.type === newProcess.type) {
      const made = state.find('processes', newProcess.guid);
      if (made) made.instances = Math.max(made.instances, process.instances);
      state.removeProcess(process);
    } else {
      process.version = state.newGuid();
      process.updatedAt = state.now();
      process.revisionGuid = revision?.guid ?? null;
    }
  }
}

/** A stopped app needs no replacing: it starts with what it has. */
function startNow(state: State, app: App): Process {
  app.state = 'STARTED';
  restartProcesses(state, app);
  return webProcess(state, app);
}

function startBeside(state: State, app: App, revisionGuid: string | null): Process {
  const now = state.now();
  const process: Process = {
    ...webProcess(state, app),
    guid: state.newGuid(),
    createdAt: now,
    updatedAt: now,
    instances: 1,
    version: state.newGuid(),
    revisionGuid,
    startedAt: now,
  };
  state.add('processes', process);
  return process;
}

function webProcess(state: State, app: App): Process {
  const web = state.history(app).processes.findLast(({ type }) => type === 'web');
  if (!web) throw unprocessable('Unable to create a deployment: the app has no web process.');
  return web;
}
