import { noFilter, type ListFilter } from './filters.ts';
import { asList, asObject, isObject, type JsonObject } from './json.ts';
import { matchedPage } from './matchedPage.ts';
import type { Page } from './page.ts';
import type { Place } from './place.ts';
import { allOf, isBadParameter, type Places } from './places.ts';
import type { ListQuery, Reads } from './reads.ts';
import { largestPage } from './bounds.ts';
import { toApp, type App } from './resources/app.ts';
import { toOrganization, type Organization } from './resources/organization.ts';
import { toSpace, type Space } from './resources/space.ts';
import { abilitiesOf } from './versions.ts';

/** An app with its organization and space; null if the user can't see them. */
export interface PlacedApp {
  readonly guid: string;
  readonly app: App;
  readonly place: Place | null;
}

/**
 * Lists the apps of all spaces, each with its place: in the same request if the API can include
 * places, or else from the lists of organizations and spaces, which are fetched first.
 * @see https://v3-apidocs.cloudfoundry.org/#list-apps
 */
export async function readAllApps(
  reads: Reads,
  places: Places,
  query: ListQuery,
  signal?: AbortSignal,
): Promise<Page<PlacedApp>> {
  const known = new KnownPlaces();
  const { filter = noFilter, pageSize } = query;
  const { era, isKorifi } = reads.discovery;
  // Both split lists at commas without decoding the elements.
  const hasPlainLists = era === 'info' || isKorifi;
  const isAskable = !hasPlainLists || !filter.names.some((name) => /[,%]/.test(name));
  const asked = {
    ...filter,
    names: isAskable ? filter.names : [],
    // Korifi's apps can be asked for by space only (`api/payloads/app.go`).
    organizationGuids: isKorifi ? [] : filter.organizationGuids,
  };
  const ask = async (withPlaces: boolean): Promise<Page<PlacedApp>> => {
    const url = reads.collection('apps', { pageSize, filter: asked }, null);
    if (withPlaces) url.searchParams.set('include', 'space.organization');
    const page = await reads.longList(url, toApp, (json) => known.addIncluded(json), signal);
    const apps = placed(
      matchedPage(page, (app) => isAskedFor(app, filter)),
      known,
    );
    return isKorifi ? matchedPage(apps, ({ place }) => isIn(place, filter)) : apps;
  };
  if (abilitiesOf(reads.discovery).appsWithPlaces) {
    try {
      return await ask(true);
    } catch (error) {
      if (!isBadParameter(error)) throw error;
    }
  }
  await known.addAll(places, signal);
  return ask(false);
}

/** Organizations and spaces that have been seen so far. */
class KnownPlaces {
  readonly #organizations = new Map<string, Organization>();
  readonly #places = new Map<string, Place>();

  of({ spaceGuid }: App): Place | null {
    return (spaceGuid === null ? undefined : this.#places.get(spaceGuid)) ?? null;
  }

  /** Adds those that the API includes with a page of apps. */
  addIncluded(json: JsonObject): void {
    const included = asObject(json['included']);
    const list = (name: string) => asList(included[name]).filter(isObject);
    this.#add(list('organizations').map(toOrganization), list('spaces').map(toSpace));
  }

  /** Adds all that the user can see. */
  async addAll(places: Places, signal: AbortSignal | undefined): Promise<void> {
    const query = { pageSize: largestPage };
    // One after the other: the first answer tells whether v3 has them.
    const organizations = await allOf(await places.organizations(query, signal), signal);
    this.#add(organizations, await allOf(await places.allSpaces(query, signal), signal));
  }

  #add(organizations: readonly Organization[], spaces: readonly Space[]): void {
    for (const organization of organizations) {
      this.#organizations.set(organization.guid, organization);
    }
    for (const space of spaces) {
      const organization = this.#organizations.get(space.organizationGuid ?? '');
      if (organization) this.#places.set(space.guid, { organization, space });
    }
  }
}

function placed(page: Page<App>, known: KnownPlaces): Page<PlacedApp> {
  const { next } = page;
  return {
    ...page,
    resources: page.resources.map((app) => ({ guid: app.guid, app, place: known.of(app) })),
    next: next && (async (signal) => placed(await next(signal), known)),
  };
}

function isIn(place: Place | null, { organizationGuids: guids }: ListFilter): boolean {
  return guids.length === 0 || (place !== null && guids.includes(place.organization.guid));
}

/** Whether the API should have listed this app: Korifi ignores parameters that it doesn't know. */
function isAskedFor(app: App, { guids, names, spaceGuids }: ListFilter): boolean {
  const name = app.name.toLowerCase();
  return (
    (guids.length === 0 || guids.includes(app.guid)) &&
    (names.length === 0 || names.some((wanted) => wanted.toLowerCase() === name)) &&
    (spaceGuids.length === 0 || app.spaceGuid === null || spaceGuids.includes(app.spaceGuid))
  );
}
