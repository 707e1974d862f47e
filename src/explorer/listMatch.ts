import type { ListFilter } from '../cloudfoundry/filters.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import { newestAbilities, type Abilities } from '../cloudfoundry/versions.ts';
import type { Filter } from './filter.ts';
import { matchesApp, matchesDroplet } from './filterMatch.ts';
import { planOf } from './filterPlan.ts';
import { foundationOf, type Row } from './rows.ts';

/** What a filter means for a list: what is asked of the API, and what is matched here. */
export interface ListMatch<T> {
  readonly asked: (can: Abilities) => ListFilter;
  /** Null if the API answers all of it. */
  readonly matches: (row: Row) => ((resource: T) => boolean) | null;
}

export function appMatch(filter: Filter): ListMatch<App> {
  return listMatch(filter, matchesApp);
}

export function dropletMatch(filter: Filter): ListMatch<Droplet> {
  return listMatch(filter, matchesDroplet);
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
