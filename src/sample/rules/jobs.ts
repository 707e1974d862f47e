import type { Droplet, Job, Person } from '../model.ts';
import type { State } from '../state.ts';
import type { User } from '../users.ts';
import { record } from './events.ts';

/** How long a deletion takes, in milliseconds. */
const deletion = 2000;

/** Starts to delete the droplet. */
export function startDeletion(state: State, user: User, droplet: Droplet): Job {
  const now = state.now();
  const job: Job = {
    guid: state.newGuid(),
    createdAt: now,
    updatedAt: now,
    droplet,
    orderedBy: user,
    state: 'PROCESSING',
    error: null,
    since: state.exactNow(),
  };
  state.jobs.set(job.guid, job);
  return job;
}

/** Brings every job to where it is by now. */
export function settleJobs(state: State): void {
  for (const job of state.jobs.values()) {
    if (job.state !== 'PROCESSING') continue;
    const end = job.since + state.lasting(deletion);
    if (state.exactNow() < end) continue;
    job.updatedAt = Math.floor(end / 1000) * 1000;
    job.error = state.jobsFail ? 'An unknown error occurred.' : refusal(state, job.droplet);
    job.state = job.error === null ? 'COMPLETE' : 'FAILED';
    if (job.error === null) deleteDroplet(state, job.orderedBy, job.droplet);
  }
}

/** Why a droplet cannot be deleted, or null where it can: since the end of 2024 the current one cannot. */
export function refusal(state: State, { app, guid }: Droplet): string | null {
  return app.currentDropletGuid === guid && state.version.since(179)
    ? `The droplet is currently used by app with guid "${app.guid}".`
    : null;
}

/** Takes the droplet away, with a note of who did. */
export function deleteDroplet(state: State, actor: Person, droplet: Droplet): void {
  if (!state.find('droplets', droplet.guid)) return;
  if (droplet.app.currentDropletGuid === droplet.guid) droplet.app.currentDropletGuid = null;
  record(state, droplet.app, actor, 'audit.app.droplet.delete', {
    droplet_guid: droplet.guid,
  });
  state.removeDroplet(droplet);
}
