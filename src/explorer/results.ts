import type { PlacedApp } from '../cloudfoundry/allApps.ts';
import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import { noFilter, type ListFilter } from '../cloudfoundry/filters.ts';
import type { Page } from '../cloudfoundry/page.ts';
import { largestPage, mostGuidsAtOnce } from '../cloudfoundry/bounds.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import { isOfApps, type Filter } from './filter.ts';
import { matchesApp, matchesDroplet, matchesPlace } from './filterMatch.ts';
import { planOf } from './filterPlan.ts';
import { abilitiesAt } from './listMatch.ts';
import { PagedList } from './pagedList.ts';
import type { ListSource } from './listSource.ts';
import { appRowAt, dropletRow, endings, resultAppRow, type PageSize } from './rowFactory.ts';
import type { AppRow, DropletRow, FoundationRow, ResultsRow } from './rows.ts';

type Found = PlacedApp | Droplet;

/** A row for what a search across a foundation finds. Asks when its list is needed. */
export function resultsRow(
  parent: FoundationRow,
  number: number,
  filter: Filter,
  pageSize: PageSize,
): ResultsRow {
  const id = `${parent.id}/results:${number}`;
  const row: ResultsRow = {
    kind: 'results',
    id,
    parent,
    name: null,
    filter,
    ending: endings(id, () => row),
    found: new PagedList<Found, AppRow | DropletRow>(foundSource(() => row, filter, pageSize)),
  };
  return row;
}

/** The source of the list for this filter. */
export function foundSource(
  results: () => ResultsRow,
  filter: Filter,
  pageSize: PageSize,
): ListSource<Found, AppRow | DropletRow> {
  const search = new Search(results, filter, pageSize);
  return {
    firstPage: (size, signal) => search.firstPage(size, signal),
    prepare: (found, signal) => search.prepare(found, signal),
    toRow: (found) => search.toRow(found),
    update: (row, found) => search.update(row, found),
    get matches() {
      return search.matches;
    },
    pageSize: pageSize(),
  };
}

/** One search: what is asked of the API, what is matched here, and the rows of what is found. */
class Search {
  readonly #results: () => ResultsRow;
  readonly #filter: Filter;
  readonly #pageSize: PageSize;
  /** The apps of the droplets that were found. */
  readonly #apps = new Map<string, PlacedApp>();

  constructor(results: () => ResultsRow, filter: Filter, pageSize: PageSize) {
    this.#results = results;
    this.#filter = filter;
    this.#pageSize = pageSize;
  }

  /** What the API can't answer; null if there is no such part. */
  get matches(): ((found: Found) => boolean) | null {
    const { here } = planOf(this.#filter, abilitiesAt(this.#results()));
    const now = new Date();
    if (here.length === 0) return null;
    return (found) =>
      'app' in found
        ? matchesApp(here, found.app, now) && this.#isInPlace(found)
        : matchesDroplet(here, found, now);
  }

  async firstPage(pageSize: number, signal: AbortSignal): Promise<Page<Found>> {
    const client = await this.#results().parent.connection.client(signal);
    const filter = await this.#listFilter(client, signal);
    if (!filter) return { resources: [], totalResults: 0, next: null };
    return isOfApps(this.#filter.kind)
      ? client.allApps({ pageSize, filter }, signal)
      : client.allDroplets({ pageSize, filter }, signal);
  }

  /** Asks once for the apps of droplets: rows show their names and places. */
  async prepare(found: readonly Found[], signal: AbortSignal): Promise<void> {
    const guids = found.flatMap((one) => ('app' in one ? [] : (one.appGuid ?? [])));
    const unknown = [...new Set(guids)].filter((guid) => !this.#apps.has(guid));
    const client = await this.#results().parent.connection.client(signal);
    for (let at = 0; at < unknown.length; at += mostGuidsAtOnce) {
      const filter = { ...noFilter, guids: unknown.slice(at, at + mostGuidsAtOnce) };
      const { resources } = await client.allApps({ pageSize: mostGuidsAtOnce, filter }, signal);
      for (const app of resources) this.#apps.set(app.guid, app);
    }
  }

  /** Null for what is in a space that the user can't see. */
  toRow(found: Found): AppRow | DropletRow | null {
    const placed = 'app' in found ? found : this.#apps.get(found.appGuid ?? '');
    if (!placed?.place || !this.#isInPlace(placed)) return null;
    const results = this.#results();
    const { app, place } = placed;
    return 'app' in found
      ? resultAppRow(results, place, app, this.#pageSize)
      : dropletRow(appRowAt(results.parent, place, app, this.#pageSize), found, results);
  }

  update(row: AppRow | DropletRow, found: Found): void {
    if (row.kind === 'droplet') {
      if (!('app' in found)) row.droplet = found;
    } else if ('app' in found) {
      row.app = found.app;
      if (found.app.currentDroplet.kind !== 'unknown') row.current = found.app.currentDroplet;
    }
  }

  /** What to ask the API for. Null if nothing has the names that the filter asks for. */
  async #listFilter(client: CloudFoundryClient, signal: AbortSignal): Promise<ListFilter | null> {
    const { apps, kind } = this.#filter;
    const { asked } = planOf(this.#filter, client.can);
    const places = await client.placesNamed(this.#filter, signal);
    if (!places) return null;
    const orderBy = asked.orderBy ?? (isOfApps(kind) && client.can.appsByName ? 'name' : null);
    const filter = { ...asked, ...places, orderBy };
    if (apps.length === 0) return filter;
    const named = { ...noFilter, ...places, names: apps };
    const { resources } = await client.allApps({ pageSize: largestPage, filter: named }, signal);
    if (resources.length === 0) return null;
    // The apps are in these places already.
    const appGuids = resources.map(({ guid }) => guid);
    return { ...filter, appGuids, organizationGuids: [], spaceGuids: [] };
  }

  #isInPlace({ app, place }: PlacedApp): boolean {
    return matchesPlace(this.#filter, {
      organization: place?.organization.name ?? null,
      space: place?.space.name ?? null,
      app: app.name,
    });
  }
}
