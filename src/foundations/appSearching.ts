import path from 'node:path';
import type { Log } from '../cloudfoundry/log.ts';
import type { Explorer } from '../explorer/explorer.ts';
import type { FoundationRow } from '../explorer/rows.ts';
import { AppSearch, type SearchedFoundation } from '../search/appSearch.ts';
import { RecentApps } from '../search/recentApps.ts';
import type { State } from './state.ts';

/** A foundation of the tree, to be searched. */
export interface SearchedRow extends SearchedFoundation {
  readonly row: FoundationRow;
}

/** The search for apps in the tree's foundations, and the apps that the user went to. */
export interface AppSearching {
  readonly search: AppSearch<SearchedRow>;
  readonly recent: RecentApps;
  /** Forgets a foundation's apps, also on disk. */
  forget(foundationId: string): Promise<void>;
  dispose(): void;
}

/** @param storage the folder for what the extension keeps */
export function searchApps(
  explorer: Explorer,
  storage: string,
  state: State,
  log: Log,
): AppSearching {
  const search = new AppSearch({
    foundations: () => explorer.foundations.map(toSearched),
    folder: path.join(storage, 'apps'),
    log,
  });
  const recent = new RecentApps(state);
  return {
    search,
    recent,
    forget: async (id) => {
      await search.forget(id);
      await recent.forget(id);
    },
    dispose: () => search.dispose(),
  };
}

function toSearched(row: FoundationRow): SearchedRow {
  const { name, source, user } = row.foundation;
  return {
    row,
    id: row.id,
    name,
    user,
    // The sample foundation lives as long as its window.
    isKept: source !== 'sample',
    isSignedIn: () => row.connection.isSignedIn(),
    client: (signal) => row.connection.client(signal),
  };
}
