import { setTimeout } from 'node:timers/promises';
import { deleteRequest } from '../cloudfoundry/change.ts';
import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import { CloudControllerError, isNotFound, RefusedLinkError } from '../cloudfoundry/errors.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import type { Job } from '../cloudfoundry/resources/job.ts';
import type { Link } from '../cloudfoundry/resources/resource.ts';
import { freshDroplet } from './refetch.ts';
import type { Guarded } from './guard.ts';
import { sendOnce } from './sending.ts';
import { verify, type Verified } from './verified.ts';

/** What became of a droplet's deletion; the answer is whether the droplet is gone. */
export type Deletion =
  | Verified<boolean>
  /** The API accepted the deletion but could not do it. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** The API was still working on it when we stopped asking. */
  | { readonly kind: 'underWay' };

type Client = Pick<CloudFoundryClient, 'discovery' | 'droplet' | 'job' | 'send'>;

export interface DeletionDelays {
  /** Milliseconds before each request for the job. */
  readonly job: readonly number[];
  /** Milliseconds before each request for the droplet if there is no job to ask about. */
  readonly droplet: readonly number[];
}

/**
 * A minute and a half for the job, which may be queued; ten seconds for a request that
 * may have been lost.
 */
const usualDelays: DeletionDelays = {
  job: [500, 1000, 1500, ...Array<number>(43).fill(2000)],
  droplet: [0, 500, 1500, 3000, 5000],
};

/** This many failed requests in a row: an API that doesn't answer takes a minute each time. */
const patience = 4;

/** Checks again just before deleting a droplet: one that is or may be current is never deleted. */
export async function guardDeletion(
  client: Pick<CloudFoundryClient, 'currentDroplet'>,
  app: App,
  droplet: Droplet,
): Promise<Extract<Guarded, { kind: 'unchanged' | 'isCurrent' | 'currentUnknown' }>> {
  const current = await client.currentDroplet(app);
  if (current.kind === 'unknown') return { kind: 'currentUnknown' };
  const isCurrent = current.kind === 'assigned' && current.guid === droplet.guid;
  return isCurrent ? { kind: 'isCurrent', droplet } : { kind: 'unchanged' };
}

/**
 * Deletes a droplet and waits until it is gone.
 * @throws CloudControllerError when the API refuses (4xx), and errors that prove that
 * nothing was sent.
 */
export async function deleteDroplet(
  client: Client,
  droplet: Droplet,
  delays: DeletionDelays = usualDelays,
): Promise<Deletion> {
  const sent = await sendOnce(client, deleteRequest(droplet, client.discovery));
  const job = sent.kind === 'accepted' ? sent.accepted.job : null;
  const end = job && (await followJob(client, job, delays.job));
  if (end) return end;
  const verified = await verify(sent, () => isDeleted(client, droplet), Boolean, delays.droplet);
  const isAccepted = verified.kind === 'notDone' && sent.kind === 'accepted';
  return isAccepted ? { kind: 'underWay' } : verified;
}

/** Returns null if the job can't be asked about: then ask about the droplet itself. */
async function followJob(
  client: Client,
  link: Link,
  delays: readonly number[],
): Promise<Deletion | null> {
  let last: Deletion | null = null;
  let failures = 0;
  for (const delay of delays) {
    if (delay > 0) await setTimeout(delay);
    try {
      const job = await client.job(link);
      if (job.state === 'COMPLETE') return { kind: 'done', answer: true, despite: null };
      if (job.state === 'FAILED') return { kind: 'failed', reason: whyFailed(job) };
      last = { kind: 'underWay' };
      failures = 0;
    } catch (error) {
      last = null;
      // A job that is hidden or whose link leads elsewhere will stay that way.
      if (error instanceof RefusedLinkError) return null;
      if (error instanceof CloudControllerError && error.status < 500) return null;
      failures += 1;
      if (failures === patience) return null;
    }
  }
  return last;
}

function whyFailed({ errors }: Job): string {
  const said = errors.map(({ detail }) => detail).filter((detail) => detail !== '');
  return said.length > 0 ? said.join(' ') : 'the API gave no reason';
}

async function isDeleted(client: Client, droplet: Droplet): Promise<boolean> {
  try {
    await freshDroplet(client, droplet);
    return false;
  } catch (error) {
    if (isNotFound(error)) return true;
    throw error;
  }
}
