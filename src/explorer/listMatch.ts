import type { ListFilter } from '../cloudfoundry/filters.ts';
import { newestAbilities, type Abilities } from '../cloudfoundry/versions.ts';
import type { Filter } from './filter.ts';
import { matchesApp, matchesDroplet } from './filterMatch.ts';
import { planOf } from './filterPlan.ts';
import { appSource, dropletSource, type PageSize } from './rowFactory.ts';
import { foundationOf, type AppRow, type Row, type SpaceRow } from './rows.ts';

/** What a filter means for a list: what is asked of the API, and what is matched here. */
export interface ListMatch<T> {
  readonly asked: (can: Abilities) => ListFilter;
  /** Null if the API answers all of it. */
  readonly matches: (row: Row) => ((resource: T) => boolean) | null;
}

/** From now on, lists what matches the filter; null lists everything. */
export function resetTo(row: SpaceRow | AppRow, filter: Filter | null, pageSize: PageSize): void {
  if (row.kind === 'space') {
    row.apps.reset(appSource(() => row, filter && listMatch(filter, matchesApp), pageSize));
  } else {
    const match = filter && listMatch(filter, matchesDroplet);
    row.droplets.reset(dropletSource(() => row, match, pageSize));
  }
}

function listMatch<T>(
  filter: Filter,
  matchesAll: (terms: Filter['terms'], resource: T, now: Date) => boolean,
): ListMatch<T> {
  return {
    asked: (can) => planOf(filter, can).asked,
    matches: (row) => {
      const { here } = planOf(filter, abilitiesAt(row));
      const now = new Date();
      return here.length === 0 ? null : (resource) => matchesAll(here, resource, now);
    },
  };
}

/** What a foundation can do, as far as known. */
export function abilitiesAt(row: Row): Abilities {
  return foundationOf(row).connection.opened?.can ?? newestAbilities;
}
