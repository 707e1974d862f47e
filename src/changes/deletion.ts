import { setTimeout } from 'node:timers/promises';
import { deleteRequest } from '../cloudfoundry/change.ts';
import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import { CloudControllerError, RefusedLinkError } from '../cloudfoundry/errors.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import type { Job } from '../cloudfoundry/resources/job.ts';
import type { Link } from '../cloudfoundry/resources/resource.ts';
import { freshDroplet } from './refetch.ts';
import { askUntil, sendOnce } from './sending.ts';

/** What became of a droplet that was to be deleted. */
export type Deletion =
  | { readonly kind: 'deleted' }
  /** Nothing was sent: it is its app's current droplet, or the API does not say which one is. */
  | { readonly kind: 'isCurrent' }
  | { readonly kind: 'currentUnknown' }
  /** The API accepted it, and could not do it. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** The API was still at it when we stopped looking. */
  | { readonly kind: 'underWay' }
  /** The answer got lost, and the droplet is still there. */
  | { readonly kind: 'stillThere'; readonly despite: unknown }
  | { readonly kind: 'unverified'; readonly wasAccepted: boolean; readonly error: unknown };

type Client = Pick<CloudFoundryClient, 'currentDroplet' | 'discovery' | 'droplet' | 'job' | 'send'>;

export interface DeletionDelays {
  /** Before each look at the job, in milliseconds. */
  readonly job: readonly number[];
  /** Before each look at the droplet where there is no job to look at. */
  readonly droplet: readonly number[];
}

/** A minute and a half for the job, which waits for others; and ten seconds for what may have been sent. */
const usualDelays: DeletionDelays = {
  job: [500, 1000, 1500, ...Array<number>(43).fill(2000)],
  droplet: [0, 500, 1500, 3000, 5000],
};

/** So many looks in a row that fail: an API that does not answer takes a minute each time. */
const patience = 4;

/**
 * Deletes a droplet unless it is the current one, which is asked just before, and follows it until it is gone.
 * @throws CloudControllerError when the API refuses (4xx), and errors that prove that nothing was sent.
 */
export async function deleteDroplet(
  client: Client,
  app: App,
  droplet: Droplet,
  delays: DeletionDelays = usualDelays,
): Promise<Deletion> {
  const current = await client.currentDroplet(app);
  if (current.kind === 'unknown') return { kind: 'currentUnknown' };
  if (current.kind === 'assigned' && current.guid === droplet.guid) return { kind: 'isCurrent' };
  const sent = await sendOnce(client, deleteRequest(droplet, client.discovery));
  const job = sent.kind === 'accepted' ? sent.accepted.job : null;
  const end = job && (await followJob(client, job, delays.job));
  if (end) return end;
  const asked = await askUntil(() => isGone(client, droplet), Boolean, delays.droplet);
  if (asked.kind === 'failed') {
    return { kind: 'unverified', wasAccepted: sent.kind === 'accepted', error: asked.error };
  }
  if (asked.answer) return { kind: 'deleted' };
  return sent.kind === 'open' ? { kind: 'stillThere', despite: sent.error } : { kind: 'underWay' };
}

/** Null where nobody can tell us of the job: then the droplet itself must. */
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
      if (job.state === 'COMPLETE') return { kind: 'deleted' };
      if (job.state === 'FAILED') return { kind: 'failed', reason: reasonOf(job) };
      last = { kind: 'underWay' };
      failures = 0;
    } catch (error) {
      last = null;
      // What is not shown now, or leads elsewhere, will be no better later.
      if (error instanceof RefusedLinkError) return null;
      if (error instanceof CloudControllerError && error.status < 500) return null;
      failures += 1;
      if (failures === patience) return null;
    }
  }
  return last;
}

function reasonOf({ errors }: Job): string {
  const said = errors.map(({ detail }) => detail).filter((detail) => detail !== '');
  return said.length > 0 ? said.join(' ') : 'the API gave no reason';
}

async function isGone(client: Client, droplet: Droplet): Promise<boolean> {
  try {
    await freshDroplet(client, droplet);
    return false;
  } catch (error) {
    if (error instanceof CloudControllerError && error.isNotFound) return true;
    throw error;
  }
}
