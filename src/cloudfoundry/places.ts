import { CloudControllerError, UnsupportedError } from './errors.ts';
import { noFilter, type ListFilter } from './filters.ts';
import { maxV2PageSize, toV2Organization, toV2Space } from './generations/v2.ts';
import type { JsonObject } from './json.ts';
import { encodeSegment, resolveLink } from './links.ts';
import { isAskedFor, matchedPage } from './matchedPage.ts';
import type { Page } from './page.ts';
import type { Place } from './place.ts';
import type { ListQuery, Reads } from './reads.ts';
import { largestPage } from './bounds.ts';
import { toApp, type App } from './resources/app.ts';
import { toOrganization, type Organization } from './resources/organization.ts';
import type { Link } from './resources/resource.ts';
import { toSpace, type Space } from './resources/space.ts';
import { abilitiesOf } from './versions.ts';

/** Names of organizations and spaces, upper or lower case. */
export interface PlaceNames {
  readonly organizations: readonly string[];
  readonly spaces: readonly string[];
}

/** Empty lists mean all. */
export type PlaceGuids = Pick<ListFilter, 'organizationGuids' | 'spaceGuids'>;

/**
 * The organizations, spaces and apps of an API of any generation. Remembers unsupported features
 * after the first refusal.
 */
export class Places {
  readonly #reads: Reads;
  #hasPlacesInV3: boolean;
  #ordersPlaces: boolean;
  #ordersApps: boolean;

  constructor(reads: Reads) {
    this.#reads = reads;
    const { appsByName, placesInOrder, placesInV3 } = abilitiesOf(reads.discovery);
    this.#hasPlacesInV3 = placesInV3;
    this.#ordersPlaces = placesInOrder;
    this.#ordersApps = appsByName;
  }

  async organizations(
    query: ListQuery,
    signal: AbortSignal | undefined,
  ): Promise<Page<Organization>> {
    if (this.#hasPlacesInV3) {
      try {
        return await this.#places('organizations', query, toOrganization, {}, signal);
      } catch (error) {
        if (!(error instanceof CloudControllerError && error.isUnknownEndpoint)) throw error;
        this.#hasPlacesInV3 = false;
      }
    }
    const { v2 } = this.#reads.discovery;
    return this.#reads.list(
      this.#v2(`${v2.pathname}/organizations`, query),
      toV2Organization,
      signal,
    );
  }

  async spaces(
    organization: Organization,
    query: ListQuery,
    signal: AbortSignal | undefined,
  ): Promise<Page<Space>> {
    const v2 = organization.links['spaces_url'];
    if (v2) return this.#reads.list(this.#v2(v2.href, query), toV2Space, signal);
    const narrowed = { organization_guids: organization.guid };
    const page = await this.#places('spaces', query, toSpace, narrowed, signal);
    return matchedPage(page, (space) => isOrUnknown(space.organizationGuid, organization.guid));
  }

  /** One organization. @throws CloudControllerError 404 */
  async organization(guid: string, signal: AbortSignal | undefined): Promise<Organization> {
    const read = this.#hasPlacesInV3 ? toOrganization : toV2Organization;
    return this.#reads.one(this.#link('organizations', guid), read, signal);
  }

  /** One space, with its organization. @throws CloudControllerError 404 */
  async space(guid: string, signal: AbortSignal | undefined): Promise<Place> {
    const read = this.#hasPlacesInV3 ? toSpace : toV2Space;
    const space = await this.#reads.one(this.#link('spaces', guid), read, signal);
    const organization = await this.organization(space.organizationGuid ?? '', signal);
    return { organization, space };
  }

  /**
   * The guids of places with these names, as an API can be asked for what is in them: one request for
   * organizations and one for spaces, as far as there are names. Null if there is no such place.
   */
  async named(
    { organizations, spaces }: PlaceNames,
    signal: AbortSignal | undefined,
  ): Promise<PlaceGuids | null> {
    const query = { pageSize: largestPage };
    let inOrganizations: readonly string[] | null = null;
    if (organizations.length > 0) {
      const all = await allOf(await this.organizations(query, signal), signal);
      inOrganizations = all.filter(isCalled(organizations)).map(({ guid }) => guid);
      if (inOrganizations.length === 0) return null;
    }
    // Korifi's apps can be asked for by space only (`api/payloads/app.go`).
    const needsSpaces = inOrganizations !== null && this.#reads.discovery.isKorifi;
    if (spaces.length === 0 && !needsSpaces) {
      return { organizationGuids: inOrganizations ?? [], spaceGuids: [] };
    }
    const all = await allOf(await this.allSpaces(query, signal), signal);
    const spaceGuids = all
      .filter((space) => spaces.length === 0 || isCalled(spaces)(space))
      .filter(({ organizationGuid }) => inOrganizations?.includes(organizationGuid ?? '') ?? true)
      .map(({ guid }) => guid);
    return spaceGuids.length === 0 ? null : { organizationGuids: [], spaceGuids };
  }

  /** All spaces of all organizations that the user can see. */
  async allSpaces(query: ListQuery, signal: AbortSignal | undefined): Promise<Page<Space>> {
    if (this.#hasPlacesInV3) return this.#places('spaces', query, toSpace, {}, signal);
    const { v2 } = this.#reads.discovery;
    return this.#reads.list(this.#v2(`${v2.pathname}/spaces`, query), toV2Space, signal);
  }

  async apps(space: Space, query: ListQuery, signal: AbortSignal | undefined): Promise<Page<App>> {
    const { filter = noFilter } = query;
    this.#refuseWhatAppsLack(filter);
    const ask = async (order: string | null) => {
      const url = this.#reads.collection('apps', query, order);
      url.searchParams.set('space_guids', space.guid);
      const page = await this.#reads.list(url, toApp, signal);
      return matchedPage(
        page,
        (app) =>
          isAskedFor(app, { ...filter, states: [] }) && isOrUnknown(app.spaceGuid, space.guid),
      );
    };
    if (!this.#ordersApps) return ask(null);
    try {
      return await ask('name');
    } catch (error) {
      if (!isBadParameter(error) || filter.orderBy !== null) throw error;
      const page = await ask(null);
      // Only this success proves that the API rejected the order.
      this.#ordersApps = false;
      return page;
    }
  }

  /** @throws UnsupportedError */
  #refuseWhatAppsLack({ labelSelector, orderBy }: ListFilter): void {
    const { appLabels, appsByName } = abilitiesOf(this.#reads.discovery);
    if (labelSelector !== null && !appLabels) {
      throw new UnsupportedError(
        'This foundation’s API doesn’t support labels for apps. They were added in version 3.62.',
      );
    }
    if (orderBy?.endsWith('name') && !appsByName) {
      throw new UnsupportedError(
        'This version of the API can’t sort apps by name. Sorting was added in version 3.6.',
      );
    }
  }

  /**
   * Lists them by name: sorted by the API, or else here, after requesting all at
   * once (up to 5,000).
   */
  async #places<T extends Organization | Space>(
    collection: 'organizations' | 'spaces',
    query: ListQuery,
    read: (json: JsonObject) => T,
    narrowed: Readonly<Record<string, string>>,
    signal: AbortSignal | undefined,
  ): Promise<Page<T>> {
    const ask = (order: string | null, pageSize: number) => {
      const url = this.#reads.collection(collection, { ...query, pageSize }, order);
      for (const [name, value] of Object.entries(narrowed)) url.searchParams.set(name, value);
      return this.#reads.list(url, read, signal);
    };
    if (this.#ordersPlaces) {
      try {
        return await ask('name', query.pageSize);
      } catch (error) {
        if (!isBadParameter(error)) throw error;
      }
    }
    const page = await ask(null, largestPage);
    this.#ordersPlaces = false;
    return byName(page);
  }

  #link(kind: 'organizations' | 'spaces', guid: string): Link {
    const { v2, v3 } = this.#reads.discovery;
    const { href } = this.#hasPlacesInV3 ? v3 : v2;
    return { href: `${href}/${kind}/${encodeSegment(guid)}`, method: 'GET' };
  }

  #v2(href: string, query: ListQuery): URL {
    const url = resolveLink(href, this.#reads.scope);
    url.searchParams.set('results-per-page', String(Math.min(query.pageSize, maxV2PageSize)));
    return url;
  }
}

/** As the API compares names: without regard to case (3.228, observed). */
function isCalled(names: readonly string[]): (place: Organization | Space) => boolean {
  const lowered = new Set(names.map((name) => name.toLowerCase()));
  return ({ name }) => lowered.has(name.toLowerCase());
}

function byName<T extends Organization | Space>(page: Page<T>): Page<T> {
  const { next } = page;
  return {
    ...page,
    resources: [...page.resources].sort((a, b) => a.name.localeCompare(b.name)),
    next: next && (async (signal) => byName(await next(signal))),
  };
}

/** A resource that doesn't name its parent is assumed to belong to the one that we asked for. */
function isOrUnknown(guid: string | null, wanted: string): boolean {
  return guid === null || guid === wanted;
}

/** Whether the API says that it doesn't know a query parameter. */
export function isBadParameter(error: unknown): boolean {
  return error instanceof CloudControllerError && error.status === 400 && error.hasCode(10005);
}

/** All resources of a list, page by page. */
export async function allOf<T>(
  first: Page<T>,
  signal: AbortSignal | undefined,
): Promise<readonly T[]> {
  const all = [...first.resources];
  for (let { next } = first; next;) {
    const page = await next(signal);
    all.push(...page.resources);
    ({ next } = page);
  }
  return all;
}
