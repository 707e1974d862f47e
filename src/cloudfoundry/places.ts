import { CloudControllerError } from './errors.ts';
import { noFilter } from './filters.ts';
import { maxV2PageSize, toV2Organization, toV2Space } from './generations/v2.ts';
import { resolveLink } from './links.ts';
import type { Page } from './page.ts';
import type { ListQuery, Reads } from './reads.ts';
import { toApp, type App } from './resources/app.ts';
import { toOrganization, type Organization } from './resources/organization.ts';
import { toSpace, type Space } from './resources/space.ts';

/** Organizations, spaces and the apps in them, of an API of any generation: what it lacks is learnt once. */
export class Places {
  readonly #reads: Reads;
  #hasOrganizationsInV3: boolean;
  #ordersAppsByName: boolean;

  constructor(reads: Reads) {
    this.#reads = reads;
    this.#hasOrganizationsInV3 = reads.discovery.era === 'root';
    this.#ordersAppsByName = reads.discovery.era === 'root';
  }

  async organizations(
    query: ListQuery,
    signal: AbortSignal | undefined,
  ): Promise<Page<Organization>> {
    const { discovery } = this.#reads;
    if (this.#hasOrganizationsInV3) {
      try {
        const url = this.#reads.collection('organizations', query, 'name');
        return await this.#reads.list(url, toOrganization, signal);
      } catch (error) {
        // Between September 2016 and 3.9 there is a `GET /`, and organizations only under /v2.
        if (!(error instanceof CloudControllerError && error.isUnknownEndpoint)) throw error;
        this.#hasOrganizationsInV3 = false;
      }
    }
    const url = this.#v2(`${discovery.v2.pathname}/organizations`, query);
    return this.#reads.list(url, toV2Organization, signal);
  }

  async spaces(
    organization: Organization,
    query: ListQuery,
    signal: AbortSignal | undefined,
  ): Promise<Page<Space>> {
    const v2 = organization.links['spaces_url'];
    if (v2) return this.#reads.list(this.#v2(v2.href, query), toV2Space, signal);
    const url = this.#reads.collection('spaces', query, 'name');
    url.searchParams.set('organization_guids', organization.guid);
    return this.#reads.list(url, toSpace, signal);
  }

  async apps(space: Space, query: ListQuery, signal: AbortSignal | undefined): Promise<Page<App>> {
    const ask = (order: string | null) => {
      const url = this.#reads.collection('apps', query, order);
      url.searchParams.set('space_guids', space.guid);
      return this.#reads.list(url, toApp, signal);
    };
    if (!this.#ordersAppsByName) return ask(null);
    try {
      return await ask('name');
    } catch (error) {
      if (!isBadParameter(error) || (query.filter ?? noFilter).orderBy !== null) throw error;
      const page = await ask(null);
      // Only now is it plain that the order was what it minded.
      this.#ordersAppsByName = false;
      return page;
    }
  }

  #v2(href: string, query: ListQuery): URL {
    const url = resolveLink(href, this.#reads.scope);
    url.searchParams.set('results-per-page', String(Math.min(query.pageSize, maxV2PageSize)));
    return url;
  }
}

/** Whether the API says that it does not know a parameter of the query. */
export function isBadParameter(error: unknown): boolean {
  return error instanceof CloudControllerError && error.status === 400 && error.hasCode(10005);
}
