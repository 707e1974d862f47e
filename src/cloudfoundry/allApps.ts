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

/** Milliseconds for which the lists of all places are kept. */
const freshness = 60_000;

/** The apps of all spaces of a foundation, each with its place. */
export class AllApps {
  readonly #reads: Reads;
  readonly #places: Places;
  /** Whether the API includes places; learned from the first refusal. */
  #includes: boolean;
  /** All places, for an API that doesn't include them. */
  #all: { readonly at: number; readonly known: KnownPlaces } | null = null;

  constructor(reads: Reads, places: Places) {
    this.#reads = reads;
    this.#places = places;
    this.#includes = abilitiesOf(reads.discovery).appsWithPlaces;
  }

  /**
   * Lists apps with their places: in the same request if the API can include them, or else from the
   * lists of organizations and spaces, which are fetched first.
   * @see https://v3-apidocs.cloudfoundry.org/#list-apps
   */
  async list(query: ListQuery, signal?: AbortSignal): Promise<Page<PlacedApp>> {
    if (this.#includes) {
      try {
        return await this.#ask(query, new KnownPlaces(), signal);
      } catch (error) {
        if (!isBadParameter(error)) throw error;
      }
    }
    const wasIncluding = this.#includes;
    this.#includes = false;
    try {
      return await this.#ask(query, await this.#allPlaces(signal), signal);
    } catch (error) {
      // Only a success proves that the API rejected `include`.
      this.#includes = wasIncluding;
      throw error;
    }
  }

  async #ask(
    { filter = noFilter, pageSize }: ListQuery,
    known: KnownPlaces,
    signal: AbortSignal | undefined,
  ): Promise<Page<PlacedApp>> {
    const { era, isKorifi } = this.#reads.discovery;
    // Both split lists at commas without decoding the elements.
    const hasPlainLists = era === 'info' || isKorifi;
    const isAskable = !hasPlainLists || !filter.names.some((name) => /[,%]/.test(name));
    const asked = {
      ...filter,
      names: isAskable ? filter.names : [],
      // Korifi's apps can be asked for by space only (`api/payloads/app.go`).
      organizationGuids: isKorifi ? [] : filter.organizationGuids,
    };
    const url = this.#reads.collection('apps', { pageSize, filter: asked }, null);
    if (this.#includes) url.searchParams.set('include', 'space.organization');
    const page = await this.#reads.longList(url, toApp, (json) => known.addIncluded(json), signal);
    const apps = placed(
      matchedPage(page, (app) => isAskedFor(app, filter)),
      known,
    );
    return isKorifi ? matchedPage(apps, ({ place }) => isIn(place, filter)) : apps;
  }

  async #allPlaces(signal: AbortSignal | undefined): Promise<KnownPlaces> {
    if (this.#all && Date.now() - this.#all.at < freshness) return this.#all.known;
    const known = new KnownPlaces();
    await known.addAll(this.#places, signal);
    this.#all = { at: Date.now(), known };
    return known;
  }
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
    (guids.length === 0 || [app.guid, app.guid.toLowerCase()].some((own) => guids.includes(own))) &&
    (names.length === 0 || names.some((wanted) => wanted.toLowerCase() === name)) &&
    (spaceGuids.length === 0 || app.spaceGuid === null || spaceGuids.includes(app.spaceGuid))
  );
}
