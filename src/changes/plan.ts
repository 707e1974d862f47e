import type { AssignmentRequest } from '../cloudfoundry/assignmentRequest.ts';
import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import type { App, CurrentDroplet } from '../cloudfoundry/resources/app.ts';
import type { Deployment } from '../cloudfoundry/resources/deployment.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import type { Permissions } from '../cloudfoundry/resources/permissions.ts';
import type { Process } from '../cloudfoundry/resources/process.ts';
import type { Sidecar } from '../cloudfoundry/resources/sidecar.ts';
import { assignability, type Assignability } from './assignability.ts';
import { commandChanges, type CommandChange } from './commandChanges.ts';
import { processChanges, type ProcessChanges } from './processChanges.ts';
import type { Place } from '../cloudfoundry/place.ts';
import { warningsOf, type Warning } from './warnings.ts';

/** Everything that an assignment would do, for the user to review first. */
export interface AssignmentPlan {
  readonly app: App;
  readonly candidate: Droplet;
  /** What is current now: its guid, and the whole droplet if it could be fetched. */
  readonly current: CurrentDroplet;
  readonly currentDroplet: Droplet | null;
  readonly request: AssignmentRequest;
  /** Which object advertised the request's link. */
  readonly advertisedBy: 'droplet' | 'app';
  readonly takesEffect: 'onNextStart' | 'onNextRestart' | 'atOnce';
  /** Before 3.46 the API refuses while the app is running: stop, assign, start. */
  readonly mustStopFirst: boolean;
  /** Null if the API doesn't say. */
  readonly processes: ProcessChanges | null;
  /** For every process type that one of the two droplets names. */
  readonly commands: readonly CommandChange[];
  /**
   * The app's current sidecars; those of buildpacks are replaced by the candidate's. Null if the
   * API doesn't say.
   */
  readonly sidecars: readonly Sidecar[] | null;
  /** Unfinished deployments, newest first. Null if the API doesn't say. */
  readonly activeDeployments: readonly Deployment[] | null;
  /** What the user's role may see. Null if the API doesn't say. */
  readonly permissions: Permissions | null;
  readonly warnings: readonly Warning[];
}

/** Why no plan can be made. */
export type Unassignable = Exclude<Assignability, { kind: 'assignable' }>;

export type Planned =
  | { readonly kind: 'plan'; readonly plan: AssignmentPlan }
  | { readonly kind: 'unassignable'; readonly reason: Unassignable };

/** The data for a plan. Null means that it couldn't be fetched. */
interface Fetched {
  readonly app: App;
  readonly candidate: Droplet;
  readonly current: CurrentDroplet;
  readonly currentDroplet: Droplet | null;
  readonly processes: readonly Process[] | null;
  /** The newest deployments, finished or not. */
  readonly deployments: readonly Deployment[] | null;
  readonly permissions: Permissions | null;
  readonly sidecars: readonly Sidecar[] | null;
  /** The app's organization and space, for their labels. */
  readonly place: Place | null;
}

/** Makes a plan from fetched data, without any request. */
export function planFrom(
  fetched: Fetched,
  { can, scope }: Pick<CloudFoundryClient, 'can' | 'scope'>,
): Planned {
  const { app, candidate, current, currentDroplet, permissions, processes, sidecars } = fetched;
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
    takesEffect: can.restartsAssigned ? 'atOnce' : isRunning ? 'onNextRestart' : 'onNextStart',
    mustStopFirst: isRunning && !can.assignWhileRunning,
    processes: processes && processChanges(candidate, processes),
    commands: commandChanges(currentDroplet, candidate),
    sidecars,
    activeDeployments: fetched.deployments?.filter(({ isActive }) => isActive) ?? null,
    permissions,
    warnings: warningsOf(fetched),
  };
  return { kind: 'plan', plan };
}
