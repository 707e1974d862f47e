import type { JsonObject } from '../../cloudfoundry/json.ts';
import { unprocessable } from '../http/apiError.ts';
import { isActive, type App, type Deployment, type Droplet, type Process } from '../model.ts';
import type { State } from '../state.ts';
import type { User } from '../users.ts';
import { setCurrent } from './assign.ts';
import type { DeploymentManner } from './deploymentOrder.ts';
import { record } from './events.ts';
import { scale } from './instances.ts';
import { restartProcesses } from './processes.ts';
import { revise } from './revisions.ts';
import { enter, startWave, stepsOf } from './rollout.ts';

interface DeploymentOrder extends DeploymentManner {
  readonly droplet: Droplet;
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
  const active = state.history(app).deployments.filter(isActive);
  const originalInstances =
    active.at(-1)?.originalInstances ?? webProcesses(state, app)[0].starts.length;
  for (const one of active) enter(one, 'SUPERSEDED', state.exactNow());
  // Once the deployment is later than its newest instance, it counts as having replaced all.
  const since = state.exactNow();
  const process = wasStopped
    ? startNow(state, app, order.webInstances)
    : startBeside(
        state,
        app,
        revision?.guid ?? null,
        Array.from({ length: firstInstances(order, originalInstances) }, () => since),
      );
  const deployment: Deployment = {
    guid: state.newGuid(),
    createdAt: now,
    updatedAt: now,
    metadata: { labels: {}, annotations: {} },
    app,
    reason: wasStopped ? 'DEPLOYED' : 'DEPLOYING',
    strategy,
    maxInFlight: order.maxInFlight,
    webInstances: order.webInstances,
    steps: order.steps,
    step: 1,
    originalInstances,
    droplet,
    previousDropletGuid,
    newProcess: { guid: process.guid, type: process.type },
    revision: revision ? { guid: revision.guid, version: revision.version } : null,
    lastSuccessfulHealthcheck: now,
    lastStatusChange: now,
    since,
    isContinued: false,
    error: null,
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
  if (deployment.step < stepsOf(deployment).length) deployment.step += 1;
  else deployment.isContinued = true;
  enter(deployment, 'DEPLOYING', state.exactNow());
  startWave(state, deployment, deployment.since);
}

/** The status as two words; a deployment is either under way or over. */
export function statusValue(deployment: Deployment, { version }: Pick<State, 'version'>): string {
  if (!isActive(deployment)) return 'FINALIZED';
  // From 3.75 to 3.80 the value was what it is doing.
  return version.since(81) ? 'ACTIVE' : deployment.reason;
}

function statusText(deployment: Deployment): string {
  const value = isActive(deployment) ? 'ACTIVE' : 'FINALIZED';
  return `a deployment with status: ${value} and reason: ${deployment.reason}`;
}

/** How many instances of the new process start at once. */
function firstInstances(order: DeploymentOrder, originalInstances: number): number {
  const { maxInFlight, steps, strategy, webInstances } = order;
  const wanted =
    strategy === 'canary'
      ? (stepsOf({ originalInstances, steps })[0]?.canary ?? 1)
      : (webInstances ?? originalInstances);
  return Math.min(maxInFlight, wanted);
}

/** A stopped app needs no replacing: it starts with what it has. */
function startNow(state: State, app: App, instances: number | null): Process {
  const web = webProcesses(state, app).at(-1) ?? webProcesses(state, app)[0];
  if (instances !== null) scale(web, instances, state.exactNow());
  app.state = 'STARTED';
  app.updatedAt = state.now();
  restartProcesses(state, app);
  return web;
}

function startBeside(
  state: State,
  app: App,
  revisionGuid: string | null,
  starts: number[],
): Process {
  const now = state.now();
  const [oldest, ...later] = webProcesses(state, app);
  const process: Process = {
    ...(later.at(-1) ?? oldest),
    guid: state.newGuid(),
    createdAt: now,
    updatedAt: now,
    version: state.newGuid(),
    revisionGuid,
    dropletGuid: app.currentDropletGuid,
    starts,
  };
  state.add('processes', process);
  return process;
}

/** The app's web processes, oldest first: while a deployment is under way there are several. */
function webProcesses(state: State, app: App): readonly [Process, ...Process[]] {
  const [oldest, ...later] = state.history(app).processes.filter(({ type }) => type === 'web');
  if (oldest) return [oldest, ...later];
  throw unprocessable('Unable to create a deployment: the app has no web process.');
}
