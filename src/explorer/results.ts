import type { PlacedApp } from '../cloudfoundry/allApps.ts';
import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import { noFilter, type ListFilter } from '../cloudfoundry/filters.ts';
import type { Page } from '../cloudfoundry/page.ts';
import type { Place } from '../cloudfoundry/place.ts';
import type { PlaceGuids } from '../cloudfoundry/places.ts';
import { largestPage, mostGuidsAtOnce } from '../cloudfoundry/bounds.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import { isOfApps, type Filter } from './filter.ts';
import { matchesApp, matchesDroplet, matchesPlace } from './filterMatch.ts';
import { planOf } from './filterPlan.ts';
import { abilitiesAt } from './listMatch.ts';
import { PagedList } from './pagedList.ts';
import type { ListSource } from './listSource.ts';
import { appRow, dropletRow, endings, spaceRowAt, type PageSize } from './rowFactory.ts';
import type { AppRow, DropletRow, FoundationRow, ResultsRow, SpaceRow } from './rows.ts';

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
  /** The spaces of what was found. */
  readonly #spaces = new Map<string, SpaceRow>();
  /** Whether there are so many places or apps with these names that they are looked for here. */
  #areNamesMatchedHere = false;

  constructor(results: () => ResultsRow, filter: Filter, pageSize: PageSize) {
    this.#results = results;
    this.#filter = filter;
    this.#pageSize = pageSize;
  }

  /** What the API can't answer; null if there is no such part. */
  get matches(): ((found: Found) => boolean) | null {
    const { here } = planOf(this.#filter, abilitiesAt(this.#results()));
    const now = new Date();
    if (here.length === 0 && !this.#areNamesMatchedHere) return null;
    return (found) =>
      'app' in found ? matchesApp(here, found.app, now) : matchesDroplet(here, found, now);
  }

  async firstPage(pageSize: number, signal: AbortSignal): Promise<Page<Found>> {
    const client = await this.#results().parent.connection.client(signal);
    const filter = await this.#listFilter(client, signal);
    if (!filter) return { resources: [], totalResults: 0, next: null };
    const query = { pageSize: this.#areNamesMatchedHere ? largestPage : pageSize, filter };
    return isOfApps(this.#filter.kind)
      ? client.allApps(query, signal)
      : client.allDroplets(query, signal);
  }

  /**
   * Asks once for the apps of droplets: rows show their names and places.
   * @returns what is in the places that the filter names, and that the user can see
   */
  async prepare(found: readonly Found[], signal: AbortSignal): Promise<readonly Found[]> {
    const guids = found.flatMap((one) => ('app' in one ? [] : (one.appGuid ?? [])));
    const unknown = [...new Set(guids)].filter((guid) => !this.#apps.has(guid));
    const client = await this.#results().parent.connection.client(signal);
    for (let at = 0; at < unknown.length; at += mostGuidsAtOnce) {
      const filter = { ...noFilter, guids: unknown.slice(at, at + mostGuidsAtOnce) };
      const { resources } = await client.allApps({ pageSize: mostGuidsAtOnce, filter }, signal);
      for (const app of resources) this.#apps.set(app.guid, app);
    }
    return found.filter((one) => this.#placed(one) !== null);
  }

  toRow(found: Found): AppRow | DropletRow {
    const placed = this.#placed(found);
    if (!placed) throw new Error('only what can be shown has a row');
    const results = this.#results();
    const { app, place } = placed;
    const known = this.#spaces.get(place.space.guid);
    const space = known ?? spaceRowAt(results.parent, place, this.#pageSize);
    this.#spaces.set(place.space.guid, space);
    return 'app' in found
      ? appRow(space, app, this.#pageSize, results)
      : dropletRow(space.apps.get(app.guid) ?? appRow(space, app, this.#pageSize), found, results);
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
    const { kind } = this.#filter;
    const { asked } = planOf(this.#filter, client.can);
    const places = await client.placesNamed(this.#filter, signal);
    if (!places) return null;
    const orderBy = asked.orderBy ?? (isOfApps(kind) && client.can.appsByName ? 'name' : null);
    const names = await this.#askable(client, places, signal);
    if (!names) return null;
    this.#areNamesMatchedHere = Object.values(names).some(isTooLong);
    return { ...asked, orderBy, ...(this.#areNamesMatchedHere ? {} : names) };
  }

  /** The guids of what the filter names. Null if there are no apps with these names. */
  async #askable(
    client: CloudFoundryClient,
    places: PlaceGuids,
    signal: AbortSignal,
  ): Promise<Partial<Pick<ListFilter, keyof PlaceGuids | 'appGuids'>> | null> {
    const { apps } = this.#filter;
    if (apps.length === 0 || Object.values(places).some(isTooLong)) return places;
    const filter = { ...noFilter, ...places, names: apps };
    const { resources } = await client.allApps({ pageSize: largestPage, filter }, signal);
    // The apps are in these places already.
    return resources.length === 0 ? null : { appGuids: resources.map(({ guid }) => guid) };
  }

  /** The app and its place; null if it isn't where the filter wants it, or can't be seen. */
  #placed(found: Found): (PlacedApp & { readonly place: Place }) | null {
    const { app, place } = ('app' in found ? found : this.#apps.get(found.appGuid ?? '')) ?? {};
    if (!app || !place) return null;
    const isInPlace = matchesPlace(this.#filter, {
      organization: place.organization.name,
      space: place.space.name,
      app: app.name,
    });
    return isInPlace ? { guid: app.guid, app, place } : null;
  }
}

/** Whether a list of guids doesn't fit into a request. */
function isTooLong({ length }: readonly string[]): boolean {
  return length > mostGuidsAtOnce;
}
