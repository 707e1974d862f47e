import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import type { Deployment } from '../cloudfoundry/resources/deployment.ts';
import type { Instance } from '../cloudfoundry/resources/instance.ts';
import type { Process } from '../cloudfoundry/resources/process.ts';
import { orNull } from './refetch.ts';

/** An instance that isn't running as it should. */
export interface InstanceProblem {
  readonly type: string;
  readonly index: number;
  /** `CRASHED`, `DOWN` …; as sent. */
  readonly state: string;
  /** The reason in the runtime's words, if it gives one. */
  readonly details: string | null;
}

/** Instance counts for the process that is being replaced. */
interface InstanceCount {
  /**
   * Instances with the new droplet, and how many of them are running. Null if the API doesn't say.
   */
  readonly new: number;
  readonly running: number | null;
  readonly old: number;
  /** The final number of instances, as far as we can tell. */
  readonly total: number;
}

/** The progress of a deployment. */
export interface RolloutProgress {
  readonly deployment: Deployment;
  /** Null if the API doesn't show the app's processes or doesn't name the new ones. */
  readonly instances: InstanceCount | null;
  /** Of new instances only. */
  readonly problems: readonly InstanceProblem[];
  /**
   * Why the API couldn't be reached last time, so that the data above is older. Null
   * if it was reached.
   */
  readonly trouble: unknown;
}

/** Fetches a deployment's instances. @param before the last progress, whose total is kept */
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

/** The instances of a process that crashed, or that aren't running and have a reason. */
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
  // The API creates this many before it removes old ones. Only the first look needs this: later, an
  // old one may be slow to stop.
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
