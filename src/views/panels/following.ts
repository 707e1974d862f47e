import { isDeepStrictEqual } from 'node:util';
import type { App, CurrentDroplet } from '../../cloudfoundry/resources/app.ts';
import type { Explorer } from '../../explorer/explorer.ts';
import { foundationOf, type AppRow, type Foundation } from '../../explorer/rows.ts';

/** What the tree tells of the app that a panel is about. */
export interface Sight {
  readonly foundation: Foundation;
  readonly app: App;
  /** Another object whenever somebody has asked for it again. */
  readonly current: CurrentDroplet;
}

/** What a change in the tree means to an open panel. */
type Consequence = 'close' | 'load' | 'draw' | 'nothing';

/** What is to be seen of an app now; null once its foundation has left the tree. */
export function sightOf(
  explorer: Pick<Explorer, 'foundations' | 'inTree'>,
  row: AppRow,
): Sight | null {
  const foundation = foundationOf(row);
  if (!explorer.foundations.includes(foundation)) return null;
  // A row that has left the tree, as with a filter, tells what it told last.
  const { current } = explorer.inTree(row) ?? row;
  return { foundation: foundation.foundation, app: row.app, current };
}

/**
 * Judges a change. Another current droplet than the one shown is worth asking for everything; what else changes of an
 * app is in its row, and is drawn without asking. A rollout's progress, pages and filters change nothing.
 * @param shown the current droplet that the panel shows, or is loading for; unknown while that is none
 */
export function consequenceOf(before: Sight, now: Sight, shown: CurrentDroplet): Consequence {
  // What another user saw, or revealed, is not for this one.
  if (now.foundation.user !== before.foundation.user) return 'close';
  if (isNews(before.current, now.current, shown)) return 'load';
  const isAlike =
    isDeepStrictEqual(before.app, now.app) && isDeepStrictEqual(before.foundation, now.foundation);
  return isAlike ? 'nothing' : 'draw';
}

/**
 * Whether somebody has learned that another droplet is current. Only what was asked since counts: a panel often knows
 * better than a row that was listed long ago, and would load with every change in the tree.
 */
function isNews(before: CurrentDroplet, now: CurrentDroplet, shown: CurrentDroplet): boolean {
  if (now === before || now.kind === 'unknown') return false;
  const known = shown.kind === 'unknown' ? before : shown;
  return known.kind !== 'unknown' && !isDeepStrictEqual(known, now);
}
