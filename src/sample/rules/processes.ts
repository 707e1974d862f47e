import type { App, Droplet } from '../model.ts';
import type { State } from '../state.ts';
import type { User } from '../users.ts';
import { record } from './events.ts';

/** Creates the processes that the droplet has and the app does not; those that serve no requests get no instance. */
export function addMissingProcesses(state: State, user: User, app: App, droplet: Droplet): void {
  const now = state.now();
  const existing = new Set(state.history(app).processes.map(({ type }) => type));
  for (const type of Object.keys(droplet.processTypes ?? {})) {
    if (existing.has(type)) continue;
    const guid = state.newGuid();
    state.add('processes', {
      guid,
      createdAt: now,
      updatedAt: now,
      metadata: { labels: {}, annotations: {} },
      app,
      type,
      command: null,
      version: state.newGuid(),
      revisionGuid: null,
      dropletGuid: droplet.guid,
      starts: type === 'web' ? [state.exactNow()] : [],
    });
    record(state, app, user, 'audit.app.process.create', {
      process_guid: guid,
      process_type: type,
    });
  }
}

/** Starts all processes anew, with the app's current droplet and newest revision. */
export function restartProcesses(state: State, app: App): void {
  const { processes, revisions } = state.history(app);
  const now = state.now();
  for (const process of processes) {
    process.version = state.newGuid();
    process.starts = process.starts.map(() => state.exactNow());
    process.dropletGuid = app.currentDropletGuid;
    process.updatedAt = now;
    process.revisionGuid = revisions.at(-1)?.guid ?? null;
  }
}
