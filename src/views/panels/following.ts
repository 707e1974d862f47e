import { isDeepStrictEqual } from 'node:util';
import type { App, CurrentDroplet } from '../../cloudfoundry/resources/app.ts';
import type { Explorer } from '../../explorer/explorer.ts';
import { foundationOf, type AppRow, type Foundation } from '../../explorer/rows.ts';

/** The tree's data about a panel's app. */
export interface Sight {
  readonly foundation: Foundation;
  readonly app: App;
  /** A new object whenever it has been requested again. */
  readonly current: CurrentDroplet;
}

/** How an open panel reacts to a change in the tree. */
type Consequence = 'close' | 'load' | 'draw' | 'nothing';

/** The tree's current data about an app; null once its foundation has left the tree. */
export function sightOf(
  explorer: Pick<Explorer, 'foundations' | 'inTree'>,
  row: AppRow,
): Sight | null {
  const foundation = foundationOf(row);
  if (!explorer.foundations.includes(foundation)) return null;
  // A row that has left the tree, for example because of a filter, keeps its last data.
  const { current } = explorer.inTree(row) ?? row;
  return { foundation: foundation.foundation, app: row.app, current };
}

/**
 * Decides how to react to a change. If another droplet became current, reload everything;
 * other changes to an app are in its row, and only redrawn. A rollout's progress, pages and
 * filters change nothing.
 * @param shown the current droplet that the panel shows or is loading for; unknown if there is none
 */
export function consequenceOf(before: Sight, now: Sight, shown: CurrentDroplet): Consequence {
  // What another user saw or revealed isn't for this one.
  if (now.foundation.user !== before.foundation.user) return 'close';
  if (isNews(before.current, now.current, shown)) return 'load';
  const isAlike =
    isDeepStrictEqual(before.app, now.app) && isDeepStrictEqual(before.foundation, now.foundation);
  return isAlike ? 'nothing' : 'draw';
}

/**
 * Whether a request has found another droplet to be current. Only requests since then count: a
 * panel often knows better than a row that was listed long ago, and would otherwise reload with
 * every change in the tree.
 */
function isNews(before: CurrentDroplet, now: CurrentDroplet, shown: CurrentDroplet): boolean {
  if (now === before || now.kind === 'unknown') return false;
  const known = shown.kind === 'unknown' ? before : shown;
  return known.kind !== 'unknown' && !isDeepStrictEqual(known, now);
}
