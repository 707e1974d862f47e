import type { AssignmentRequest } from '../cloudfoundry/change.ts';
import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import type { Discovery } from '../cloudfoundry/discovery.ts';
import { CloudControllerError, NotCloudFoundryError } from '../cloudfoundry/errors.ts';
import type { App, CurrentDroplet } from '../cloudfoundry/resources/app.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import type { Process } from '../cloudfoundry/resources/process.ts';
import type { Resource } from '../cloudfoundry/resources/resource.ts';
import { isBefore } from '../cloudfoundry/version.ts';
import { assignability, type Assignability } from './assignability.ts';
import { processChanges, type ProcessChanges } from './processChanges.ts';

/** Everything that an assignment would do, before anybody agreed to it. */
export interface AssignmentPlan {
  readonly app: App;
  readonly candidate: Droplet;
  /** What is current now, by guid; and whole where it can be had. */
  readonly current: CurrentDroplet;
  readonly currentDroplet: Droplet | null;
  readonly request: AssignmentRequest;
  /** Which object advertised the request's link. */
  readonly advertisedBy: 'droplet' | 'app';
  readonly takesEffect: 'onNextStart' | 'onNextRestart' | 'atOnce';
  /** Before 3.46 the API refuses while the app runs. */
  readonly mustStopFirst: boolean;
  /** Null where the API does not tell. */
  readonly processes: ProcessChanges | null;
}

/** Why there is nothing to plan. */
export type Unassignable = Exclude<Assignability, { kind: 'assignable' }>;

export type Planned =
  | { readonly kind: 'plan'; readonly plan: AssignmentPlan }
  | { readonly kind: 'unassignable'; readonly reason: Unassignable };

/** What a plan is made of. */
interface Fetched {
  readonly app: App;
  readonly candidate: Droplet;
  readonly current: CurrentDroplet;
  /** Null where it cannot be had, as are the processes. */
  readonly currentDroplet: Droplet | null;
  readonly processes: readonly Process[] | null;
}

/**
 * Fetches app, candidate and current droplet afresh and judges by these: lists are old, and hide parts.
 * @throws what the client throws; a candidate that was deleted meanwhile is a CloudControllerError 404.
 */
export async function planAssignment(
  client: CloudFoundryClient,
  app: App,
  candidate: Droplet,
  signal?: AbortSignal,
): Promise<Planned> {
  const fresh = await refetch(client, app, candidate, signal);
  const [currentDroplet, processes] = await Promise.all([
    client.currentDropletWhole(fresh.app, signal),
    processesOf(client, fresh.app, signal),
  ]);
  const current = currentOf(fresh.app, currentDroplet);
  return planFrom({ ...fresh, current, currentDroplet, processes }, client.discovery);
}

/** Judges what has been fetched, without asking anything. */
export function planFrom(
  { app, candidate, current, currentDroplet, processes }: Fetched,
  { era, version, restartsOnAssign, scope }: Discovery,
): Planned {
  const judged = assignability(candidate, app, current, scope);
  if (judged.kind !== 'assignable') return { kind: 'unassignable', reason: judged };
  const isRunning = app.state === 'STARTED';
  const plan: AssignmentPlan = {
    app,
    candidate,
    current,
    currentDroplet,
    request: judged.request,
    advertisedBy: judged.advertisedBy,
    takesEffect: restartsOnAssign ? 'atOnce' : isRunning ? 'onNextRestart' : 'onNextStart',
    mustStopFirst: isRunning && (era === 'info' || isBefore(version, '3.46.0')),
    processes: processes && processChanges(candidate, processes),
  };
  return { kind: 'plan', plan };
}

/** Null where the API does not let us see them: the preview does without. */
async function processesOf(
  client: CloudFoundryClient,
  app: App,
  signal: AbortSignal | undefined,
): Promise<readonly Process[] | null> {
  const link = app.links['processes'];
  if (!link) return null;
  try {
    return await client.processes(link, signal);
  } catch (error) {
    if (error instanceof CloudControllerError || error instanceof NotCloudFoundryError) return null;
    throw error;
  }
}

/** What the app says itself where it does, as the check before the write will ask the same way. */
function currentOf(app: App, droplet: Droplet | null): CurrentDroplet {
  if (app.currentDroplet.kind !== 'unknown') return app.currentDroplet;
  if (droplet) return { kind: 'assigned', guid: droplet.guid };
  const isAsked = app.links['current_droplet'] ?? app.links['droplet'];
  return isAsked ? { kind: 'none' } : { kind: 'unknown' };
}

/** App and candidate as they are now, fetched side by side. @throws NotCloudFoundryError when others are answered. */
export async function refetch(
  client: CloudFoundryClient,
  app: App,
  candidate: Droplet,
  signal?: AbortSignal,
): Promise<{ readonly app: App; readonly candidate: Droplet }> {
  const [freshApp, freshCandidate] = await Promise.all([
    app.links['self'] ? client.app(app.links['self'], signal) : app,
    candidate.links['self'] ? client.droplet(candidate.links['self'], signal) : candidate,
  ]);
  return { app: sameAs(app, freshApp), candidate: sameAs(candidate, freshCandidate) };
}

/** A cache gone wrong must not change which app or droplet the user has chosen. */
function sameAs<T extends Resource>(asked: T, answered: T): T {
  if (asked.guid === answered.guid) return answered;
  const href = asked.links['self']?.href ?? '';
  const message = `asked for ${asked.guid}, the API answered with ${answered.guid}`;
  throw new NotCloudFoundryError(href, 200, message);
}
