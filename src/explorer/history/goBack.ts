import type { HistoryView } from './appHistory.ts';
import type { HistoryEntry } from './entries.ts';
import { currentAt, type Stretch } from './stretches.ts';

/** The droplet that an entry is about; null if it names none. */
export function dropletOf(entry: HistoryEntry): string | null {
  switch (entry.kind) {
    case 'droplet':
      return entry.droplet.guid;
    case 'build':
      return entry.build.dropletGuid;
    case 'package':
      return null;
    case 'assignment':
      return entry.event.dropletGuid;
    case 'deployment':
      return entry.deployment.dropletGuid;
    case 'revision':
      return entry.revision.dropletGuid;
  }
}

/**
 * Which droplet was current from this entry on; null if unknown. Within the same second, staging
 * comes before what makes a droplet current.
 */
export function currentFrom(
  { kind, time }: HistoryEntry,
  stretches: readonly Stretch[],
): string | null {
  if (time === null) return null;
  switch (kind) {
    case 'assignment':
    case 'deployment':
    case 'revision':
      return currentAt(stretches, time);
    case 'droplet':
    case 'build':
    case 'package':
      return currentAt(stretches, time - 1);
  }
}

/**
 * Like `currentFrom`; an entry that makes a droplet current names it, even if it isn't
 * known for how long.
 */
export function currentThen(entry: HistoryEntry, stretches: readonly Stretch[]): string | null {
  const from = currentFrom(entry, stretches);
  if (from !== null || entry.time === null) return from;
  switch (entry.kind) {
    case 'assignment':
    case 'deployment':
    case 'revision':
      return dropletOf(entry);
    case 'droplet':
    case 'build':
    case 'package':
      return null;
  }
}

/** What is known of a history's droplets: enough to tell which of them can be shown or assigned. */
export class KnownDroplets {
  readonly #states: ReadonlyMap<string, string>;
  readonly #hasAll: boolean;

  constructor({ entries, hasAllDroplets }: HistoryView) {
    this.#hasAll = hasAllDroplets;
    this.#states = new Map(
      entries.flatMap((entry) =>
        entry.kind === 'droplet' ? [[entry.droplet.guid, entry.droplet.state] as const] : [],
      ),
    );
  }

  /** The state according to the API; null if the droplet wasn't read. */
  state(guid: string): string | null {
    return this.#states.get(guid) ?? null;
  }

  /** Whether the droplet is known to no longer exist. */
  isGone(guid: string): boolean {
    return this.#hasAll && !this.#states.has(guid);
  }

  /**
   * The droplet that was current then, if it isn't current now and may still be
   * assigned; otherwise null.
   */
  goBackTo(entry: HistoryEntry, { stretches, current }: HistoryView): string | null {
    const guid = currentThen(entry, stretches);
    if (guid === null || (current.kind === 'assigned' && current.guid === guid)) return null;
    const state = this.state(guid);
    return this.isGone(guid) || (state !== null && state !== 'STAGED') ? null : guid;
  }
}
