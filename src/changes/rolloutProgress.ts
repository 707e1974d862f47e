import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import type { Deployment } from '../cloudfoundry/resources/deployment.ts';
import type { Instance } from '../cloudfoundry/resources/instance.ts';
import type { Process } from '../cloudfoundry/resources/process.ts';
import { orNull } from './refetch.ts';

/** An instance that does not run as it should. */
export interface InstanceProblem {
  readonly type: string;
  readonly index: number;
  /** `CRASHED`, `DOWN` …; as sent. */
  readonly state: string;
  /** In the words of the runtime, where it says why. */
  readonly details: string | null;
}

/** How many instances there are of the process that is replaced. */
interface InstanceCount {
  /** With the new droplet, and of these those that run. Null where the API does not tell. */
  readonly new: number;
  readonly running: number | null;
  readonly old: number;
  /** How many there are to be in the end, as far as can be seen. */
  readonly total: number;
}

/** How far a deployment is. */
export interface RolloutProgress {
  readonly deployment: Deployment;
  /** Null where the API does not show the app's processes, or does not name the new ones. */
  readonly instances: InstanceCount | null;
  /** Of new instances only. */
  readonly problems: readonly InstanceProblem[];
  /** Why the API could not be asked at last; what is above is then older. Null where it could. */
  readonly trouble: unknown;
}

/** Looks at the instances of a deployment. @param before the last progress, whose total is not forgotten */
export async function lookAtRollout(
  client: CloudFoundryClient,
  app: App,
  deployment: Deployment,
  before: RolloutProgress | null,
  signal?: AbortSignal,
): Promise<RolloutProgress> {
  const link = app.links['processes'];
  const processes = link ? await orNull(client.processes(link, signal)) : null;
  const fresh = (processes ?? []).filter((process) => isNew(process, deployment));
  const stats = await Promise.all(
    fresh.map(async (process) => ({
      process,
      instances: await orNull(client.instances(process, signal)),
    })),
  );
  return {
    deployment,
    instances:
      processes && deployment.newProcesses.length > 0
        ? count(processes, deployment, stats, before?.instances ?? null)
        : null,
    problems: stats.flatMap(({ process, instances }) => problemsOf(process, instances ?? [])),
    trouble: null,
  };
}

/** Instances of a process that are neither running nor on the way to it. */
export function problemsOf(
  { type }: Process,
  instances: readonly Instance[],
): readonly InstanceProblem[] {
  return instances
    .filter(
      ({ details, state }) => state === 'CRASHED' || (state !== 'RUNNING' && details !== null),
    )
    .map(({ details, index, state }) => ({ type, index, state, details }));
}

interface Stats {
  readonly process: Process;
  readonly instances: readonly Instance[] | null;
}

function count(
  processes: readonly Process[],
  deployment: Deployment,
  stats: readonly Stats[],
  before: InstanceCount | null,
): InstanceCount {
  const types = new Set(deployment.newProcesses.map(({ type }) => type));
  const made = sum(stats.map(({ process }) => process.instances ?? 0));
  const isKnown = stats.every(({ instances }) => instances !== null);
  const running = stats.flatMap(({ instances }) => instances ?? []).filter(isRunning).length;
  const old = sum(
    processes
      .filter((process) => types.has(process.type) && !isNew(process, deployment))
      .map(({ instances }) => instances ?? 0),
  );
  // So many are made before old ones are taken away. Only the first look needs that: later an old one may be slow to go.
  const ahead = deployment.maxInFlight ?? 1;
  const total = Math.max(before?.total ?? made + old - ahead, made, old);
  return { new: made, running: isKnown ? running : null, old, total };
}

function isNew({ guid }: Process, { newProcesses }: Deployment): boolean {
  return newProcesses.some((process) => process.guid === guid);
}

function isRunning({ state }: Instance): boolean {
  return state === 'RUNNING';
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
