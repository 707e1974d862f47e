import { setTimeout } from 'node:timers/promises';
import { restartRequest } from '../cloudfoundry/change.ts';
import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import {
  CloudControllerError,
  NotCloudFoundryError,
  RefusedLinkError,
} from '../cloudfoundry/errors.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import type { Instance } from '../cloudfoundry/resources/instance.ts';
import type { Process } from '../cloudfoundry/resources/process.ts';
import { problemsOf, type InstanceProblem } from './rolloutProgress.ts';
import { sendOnce, type Sent } from './sending.ts';
import type { Verified } from './verified.ts';

/** How many of an app's instances are new and running. */
export interface RestartProgress {
  readonly running: number;
  readonly instances: number;
}

/**
 * What became of an app's instances after a restart request. It isn't done while all running
 * instances are old ones, and it is also unverified if the API doesn't show the instances.
 */
export type RestartOutcome =
  | Verified<RestartProgress>
  /** New instances don't start. */
  | { readonly kind: 'crashing'; readonly problems: readonly InstanceProblem[] }
  /** New instances were still starting when we stopped asking. */
  | { readonly kind: 'starting'; readonly progress: RestartProgress };

interface RestartOptions {
  readonly onDidProgress?: (progress: RestartProgress) => void;
  /** Milliseconds before each request. */
  readonly delays?: readonly number[];
}

/** Requests for a minute and a half. */
const defaultDelays: readonly number[] = [0, 500, 1000, ...Array<number>(44).fill(2000)];

/**
 * If this many requests find only old instances after the answer was lost, the restart
 * request was lost, too.
 */
const patience = 4;

/**
 * Restarts an app with one request, then watches its instances until all are new and running.
 * @param signal stops watching, not the restart.
 * @throws CloudControllerError when the API refuses (4xx), and errors that prove that
 * nothing was sent.
 */
export async function restartApp(
  client: CloudFoundryClient,
  app: App,
  { onDidProgress, delays = defaultDelays }: RestartOptions = {},
  signal?: AbortSignal,
): Promise<RestartOutcome> {
  const before = { guids: await guidsOf(client, app, signal), sentAt: Date.now() };
  const sent = asAnswered(await sendOnce(client, restartRequest(app, client.discovery)), app);
  let last = unverified(sent, null);
  let looks = 0;
  for (const delay of delays) {
    if (delay > 0) await setTimeout(delay, undefined, { signal });
    try {
      const seen = await lookAt(client, app, signal);
      last = judge(seen, before, sent);
      if (last.kind === 'starting') onDidProgress?.(last.progress);
    } catch (error) {
      signal?.throwIfAborted();
      last = unverified(sent, error);
    }
    looks += 1;
    if (last.kind === 'done' || last.kind === 'crashing') return last;
    if (last.kind === 'notDone' && sent.kind === 'open' && looks >= patience) return last;
  }
  return last;
}

/**
 * Only an answer that is the app itself means that the restart was accepted
 * (https://v3-apidocs.cloudfoundry.org/#restart-an-app, and 3.228, observed). A portal's page, an
 * empty answer or anything else proves nothing: then only the instances tell.
 */
function asAnswered(sent: Sent, app: App): Sent {
  if (sent.kind === 'open' || sent.accepted.json?.['guid'] === app.guid) return sent;
  const href = app.links['self']?.href ?? '';
  const message = 'the response to the restart request wasn’t the app';
  return { kind: 'open', error: new NotCloudFoundryError(href, 200, message) };
}

interface Seen {
  /** The intended number of instances. The API may briefly show fewer. */
  readonly wanted: number;
  readonly shown: readonly { readonly process: Process; readonly instance: Instance }[];
}

/** @throws what the client throws, since only the instances can prove the outcome */
async function lookAt(
  client: CloudFoundryClient,
  app: App,
  signal: AbortSignal | undefined,
): Promise<Seen> {
  const link = app.links['processes'];
  if (!link) {
    throw new RefusedLinkError('processes', 'The API advertises no link to the processes.');
  }
  const processes = await client.processes(link, signal);
  const shown = await Promise.all(
    processes
      .filter(({ instances }) => instances !== 0)
      .map(async (process) =>
        (await client.instances(process, signal)).map((instance) => ({ process, instance })),
      ),
  );
  const wanted = processes.reduce((total, { instances }) => total + (instances ?? 0), 0);
  return { wanted, shown: shown.flat() };
}

/**
 * The instances running before the restart; empty if hidden, since they will be hidden
 * afterwards, too.
 */
async function guidsOf(
  client: CloudFoundryClient,
  app: App,
  signal: AbortSignal | undefined,
): Promise<ReadonlySet<string>> {
  try {
    const { shown } = await lookAt(client, app, signal);
    return new Set(shown.flatMap(({ instance }) => instance.guid ?? []));
  } catch (error) {
    if (isHidden(error)) return new Set();
    throw error;
  }
}

function isHidden(error: unknown): boolean {
  if (error instanceof RefusedLinkError) return true;
  return error instanceof CloudControllerError && [403, 404].includes(error.status);
}

interface Before {
  /** Guids of the instances that were running. */
  readonly guids: ReadonlySet<string>;
  /** When the request was sent, in milliseconds since 1970. */
  readonly sentAt: number;
}

function judge({ shown, wanted }: Seen, before: Before, sent: Sent): RestartOutcome {
  const fresh = shown.filter(({ instance }) => isNew(instance, before) ?? sent.kind === 'accepted');
  const problems = fresh.flatMap(({ process, instance }) => problemsOf(process, [instance]));
  if (problems.length > 0) return { kind: 'crashing', problems };
  const instances = Math.max(wanted, shown.length);
  const notDone = (despite: unknown): RestartOutcome => ({
    kind: 'notDone',
    answer: { running: 0, instances },
    despite,
  });
  const areOld =
    shown.length > 0 && shown.every(({ instance }) => isNew(instance, before) === false);
  if (fresh.length === 0 && sent.kind === 'open') {
    return areOld ? notDone(sent.error) : unverified(sent, sent.error);
  }
  if (areOld && shown.every(({ instance }) => instance.state === 'RUNNING')) {
    return notDone(null);
  }
  const running = fresh.filter(({ instance }) => instance.state === 'RUNNING').length;
  const progress = { running, instances };
  return running === instances
    ? { kind: 'done', answer: progress, despite: sent.kind === 'open' ? sent.error : null }
    : { kind: 'starting', progress };
}

/** Judged by its guid; if the API names none, by its uptime; null if there is neither. */
function isNew({ guid, state, uptime }: Instance, { guids, sentAt }: Before): boolean | null {
  if (guid !== null) return !guids.has(guid);
  if (state === 'DOWN') return false;
  return uptime === null ? null : uptime <= Math.ceil((Date.now() - sentAt) / 1000);
}

function unverified(sent: Sent, error: unknown): RestartOutcome {
  return { kind: 'unverified', wasAccepted: sent.kind === 'accepted', error };
}
