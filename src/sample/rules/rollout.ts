import { isActive, type Deployment, type DeploymentReason, type Process } from '../model.ts';
import type { State } from '../state.ts';
import { runningCount, scale, startup } from './instances.ts';

/** How long it takes to tidy up, in milliseconds; new instances take their `startup` before. */
const durations = { finish: 2000, finishContinued: 3000, cancel: 2000 } as const;

/** How many instances the new and the old processes shall have in each step of a canary. */
export function stepsOf({
  originalInstances,
  steps,
}: Pick<Deployment, 'originalInstances' | 'steps'>) {
  if (steps === null) return [{ canary: 1, original: originalInstances }];
  return steps.map((weight) => {
    const canary = Math.max(1, Math.round((originalInstances * weight) / 100));
    return { canary, original: weight === 100 ? 0 : originalInstances - canary + 1 };
  });
}

/** Brings every deployment to where it is by now. */
export function settleDeployments(state: State): void {
  for (const deployment of state.activeDeployments) {
    while (advance(state, deployment));
    if (!isActive(deployment)) state.activeDeployments.delete(deployment);
  }
}

/** Starts as many new instances as may start together, if there are not enough yet. */
export function startWave(state: State, deployment: Deployment, at: number): void {
  const made = madeBy(state, deployment);
  const { goal } = goalOf(deployment);
  deployment.since = at;
  if (!made || made.starts.length >= goal) return;
  scale(made, Math.min(made.starts.length + deployment.maxInFlight, goal), at);
  made.updatedAt = cut(at);
  deployment.lastSuccessfulHealthcheck = cut(at);
  deployment.updatedAt = cut(at);
}

/** Gives the deployment another status. */
export function enter(deployment: Deployment, reason: DeploymentReason, at: number): void {
  deployment.reason = reason;
  deployment.since = at;
  deployment.lastStatusChange = cut(at);
  deployment.updatedAt = cut(at);
}

/** Takes the next step if it is time for it, and says whether it was. */
function advance(state: State, deployment: Deployment): boolean {
  switch (deployment.reason) {
    case 'DEPLOYING':
      return advanceRollout(state, deployment);
    case 'CANCELING':
      return takeBack(state, deployment);
    case 'PAUSED':
    case 'DEPLOYED':
    case 'CANCELED':
    case 'SUPERSEDED':
      return false;
  }
}

function advanceRollout(state: State, deployment: Deployment): boolean {
  const made = madeBy(state, deployment);
  if (!made) return false;
  const latest = Math.max(...made.starts);
  if (latest < deployment.since) return finish(state, deployment, made);
  const at = latest + state.lasting(startup);
  // A stopped app starts nothing, and is waited for.
  if (deployment.app.state === 'STOPPED' || state.exactNow() < at) return false;
  if (state.crashes(deployment.droplet.guid, latest)) {
    deployment.error = 'An unexpected error has occurred.';
    return false;
  }
  deployment.error = null;
  const { goal, isCanary, total } = goalOf(deployment);
  scaleDown(state, deployment, Math.max(0, total - made.starts.length), at);
  if (made.starts.length < goal || !isCanary) {
    startWave(state, deployment, at);
  } else {
    enter(deployment, 'PAUSED', at);
    deployment.lastSuccessfulHealthcheck = deployment.lastStatusChange;
  }
  return true;
}

function finish(state: State, deployment: Deployment, made: Process): boolean {
  const { app, isContinued, revision } = deployment;
  const end =
    deployment.since + state.lasting(isContinued ? durations.finishContinued : durations.finish);
  if (state.exactNow() < end) return false;
  enter(deployment, 'DEPLOYED', end);
  for (const process of state.history(app).processes.slice()) {
    if (process === made) continue;
    if (process.type === made.type) {
      state.removeProcess(process);
    } else {
      process.version = state.newGuid();
      process.updatedAt = cut(end);
      process.revisionGuid = revision?.guid ?? null;
      process.dropletGuid = deployment.droplet.guid;
      process.starts = process.starts.map(() => end);
    }
  }
  return true;
}

/** Ends the new process; one that ran before gets all its instances back. */
function takeBack(state: State, deployment: Deployment): boolean {
  const end = deployment.since + state.lasting(durations.cancel);
  if (state.exactNow() < end) return false;
  enter(deployment, 'CANCELED', end);
  const before = othersOf(state, deployment);
  const superseded = new Set(
    state
      .history(deployment.app)
      .deployments.filter(({ reason }) => reason === 'SUPERSEDED')
      .map(({ newProcess }) => newProcess.guid),
  );
  const kept =
    before.findLast((one) => superseded.has(one.guid) && runningCount(state, one) > 0) ?? before[0];
  const made = madeBy(state, deployment);
  if (kept) scale(kept, deployment.originalInstances, end);
  for (const one of [...before, ...(made ? [made] : [])]) {
    if (one !== kept) state.removeProcess(one);
  }
  return true;
}

/** Leaves that many instances of what ran before, and takes from the oldest first. */
function scaleDown(state: State, deployment: Deployment, wanted: number, at: number): void {
  const before = othersOf(state, deployment);
  let tooMany = before.reduce((sum, { starts }) => sum + starts.length, 0) - wanted;
  for (const [index, process] of before.entries()) {
    if (tooMany <= 0) return;
    const left = Math.max(0, process.starts.length - tooMany);
    tooMany -= process.starts.length - left;
    // The oldest stays until the end, even without an instance.
    if (left === 0 && index > 0) state.removeProcess(process);
    else scale(process, left, at);
    process.updatedAt = cut(at);
  }
}

/** How many instances the new process shall have for now, and how many there shall be with the old ones. */
function goalOf(deployment: Deployment) {
  const { isContinued, originalInstances, step, strategy, webInstances } = deployment;
  const plan = stepsOf(deployment)[step - 1];
  if (strategy === 'canary' && !isContinued && plan) {
    return { goal: plan.canary, total: plan.canary + plan.original, isCanary: true };
  }
  const all = webInstances ?? originalInstances;
  return { goal: all, total: all, isCanary: false };
}

function madeBy(state: State, { newProcess }: Deployment): Process | undefined {
  return state.find('processes', newProcess.guid);
}

/** The processes of the same kind that were there before, oldest first. */
function othersOf(state: State, { app, newProcess }: Deployment): readonly Process[] {
  return state
    .history(app)
    .processes.filter(({ guid, type }) => type === newProcess.type && guid !== newProcess.guid);
}

function cut(milliseconds: number): number {
  return Math.floor(milliseconds / 1000) * 1000;
}
