import { isDeepStrictEqual } from 'node:util';
import type { App, CurrentDroplet } from '../../cloudfoundry/resources/app.ts';
import type { Organization } from '../../cloudfoundry/resources/organization.ts';
import type { Space } from '../../cloudfoundry/resources/space.ts';
import type { Explorer } from '../../explorer/explorer.ts';
import {
  foundationOf,
  type AppRow,
  type DropletRow,
  type Foundation,
  type PlaceRow,
} from '../../explorer/rows.ts';

/** A row that a panel can be opened for. */
export type PanelRow = PlaceRow | AppRow | DropletRow;

/** The tree's data about what a panel shows: an app, or everything below a row. */
export interface Sight {
  readonly foundation: Foundation;
  /** Null if it is the foundation itself. */
  readonly subject: App | Space | Organization | null;
  /** A new object whenever it has been requested again; unknown if it isn't about an app. */
  readonly current: CurrentDroplet;
}

const noCurrent: CurrentDroplet = { kind: 'unknown' };

/** How an open panel reacts to a change in the tree. */
type Consequence = 'close' | 'load' | 'draw' | 'nothing';

/** The tree's current data about a row; null once its foundation has left the tree. */
export function sightOf(
  explorer: Pick<Explorer, 'foundations' | 'inTree'>,
  row: PanelRow,
): Sight | null {
  const foundation = foundationOf(row);
  if (!explorer.foundations.includes(foundation)) return null;
  const sight = (subject: Sight['subject'], current = noCurrent): Sight => {
    return { foundation: foundation.foundation, subject, current };
  };
  switch (row.kind) {
    case 'foundation':
      return sight(null);
    case 'organization':
      return sight(row.organization);
    case 'space':
      return sight(row.space);
    case 'app':
      // A row that has left the tree, for example because of a filter, keeps its last data.
      return sight(row.app, (explorer.inTree(row) ?? row).current);
    case 'droplet':
      return sightOf(explorer, row.parent);
  }
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
    isDeepStrictEqual(before.subject, now.subject) &&
    isDeepStrictEqual(before.foundation, now.foundation);
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
