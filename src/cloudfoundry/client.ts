import type { TokenSource } from './auth/tokens.ts';
import type { Discovery } from './discovery.ts';
import { CloudControllerError, NotCloudFoundryError } from './errors.ts';
import { addFilter, noFilter, type ListFilter } from './filters.ts';
import { toDroplet } from './generations/droplet.ts';
import { maxV2PageSize, toV2Organization, toV2Space } from './generations/v2.ts';
import type { HttpTransport } from './http.ts';
import type { JsonObject } from './json.ts';
import { resolveLink, type AssignmentRequest, type LinkScope } from './links.ts';
import type { Log } from './log.ts';
import { firstPage, type Page } from './page.ts';
import { Requests } from './requests.ts';
import { toApp, type App, type CurrentDroplet } from './resources/app.ts';
import { toAuditEvent, type AuditEvent } from './resources/auditEvent.ts';
import { toBuild, type Build } from './resources/build.ts';
import { toDeployment, type Deployment } from './resources/deployment.ts';
import type { Droplet } from './resources/droplet.ts';
import { toOrganization, type Organization } from './resources/organization.ts';
import { toPackage, type Package } from './resources/package.ts';
import { toProcess, type Process } from './resources/process.ts';
import type { Link, Resource } from './resources/resource.ts';
import { toRevision, type Revision } from './resources/revision.ts';
import { toSpace, type Space } from './resources/space.ts';

/** How much of a list to ask for at once, and which part of it. */
export interface ListQuery {
  /** 1 to 5,000; the v2 API gives at most 100. */
  readonly pageSize: number;
  readonly filter?: ListFilter;
}

/**
 * Every question that we ask a foundation, one method each, for a signed-in user. Methods throw CloudControllerError
 * when the API refuses, UnreachableError when nobody answers, NotCloudFoundryError for answers that are no API's,
 * RefusedLinkError for links that lead elsewhere, SignedOutError when there is no token, ReadOnlyError for a change where
 * there are to be none, and the signal's reason.
 */
export class CloudFoundryClient {
  readonly discovery: Discovery;
  readonly #requests: Requests;
  #hasOrganizationsInV3: boolean;
  #ordersAppsByName: boolean;

  constructor(
    http: HttpTransport,
    discovery: Discovery,
    tokens: TokenSource,
    log: Log,
    isReadOnly?: () => boolean,
  ) {
    this.discovery = discovery;
    this.#requests = new Requests(http, tokens, log, isReadOnly);
    this.#hasOrganizationsInV3 = discovery.era === 'root';
    this.#ordersAppsByName = discovery.era === 'root';
  }

  get scope(): LinkScope {
    return this.discovery.scope;
  }

  /** Organizations that the user can see, by name. */
  async organizations(query: ListQuery, signal?: AbortSignal): Promise<Page<Organization>> {
    if (this.#hasOrganizationsInV3) {
      try {
        const url = this.#collection('organizations', query, 'name');
        return await this.#list(url, toOrganization, signal);
      } catch (error) {
        // Between September 2016 and 3.9 there is a `GET /`, and organizations only under /v2.
        if (!(error instanceof CloudControllerError && error.isUnknownEndpoint)) throw error;
        this.#hasOrganizationsInV3 = false;
      }
    }
    return this.#list(
      this.#v2(`${this.discovery.v2.pathname}/organizations`, query),
      toV2Organization,
      signal,
    );
  }

  /** Spaces of an organization, by name. */
  async spaces(
    organization: Organization,
    query: ListQuery,
    signal?: AbortSignal,
  ): Promise<Page<Space>> {
    const v2 = organization.links['spaces_url'];
    if (v2) return this.#list(this.#v2(v2.href, query), toV2Space, signal);
    const url = this.#collection('spaces', query, 'name');
    url.searchParams.set('organization_guids', organization.guid);
    return this.#list(url, toSpace, signal);
  }

  /** Apps of a space, by name where the API can order so. */
  async apps(space: Space, query: ListQuery, signal?: AbortSignal): Promise<Page<App>> {
    const ask = (order: string | null) => {
      const url = this.#collection('apps', query, order);
      url.searchParams.set('space_guids', space.guid);
      return this.#list(url, toApp, signal);
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

  /** Droplets of an app, newest first. Lists hide `process_types` and `execution_metadata`. */
  async droplets(app: App, query: ListQuery, signal?: AbortSignal): Promise<Page<Droplet>> {
    const link = app.links['droplets'];
    const url = link ? this.#resolve(link) : new URL(`${this.discovery.v3.href}/droplets`);
    if (!link) url.searchParams.set('app_guids', app.guid);
    url.searchParams.set('per_page', String(query.pageSize));
    addFilter(url, query.filter ?? noFilter, '-created_at');
    return this.#list(url, toDroplet, signal);
  }

  /** Fetches one droplet whole; lists hide parts of it. @throws CloudControllerError 404 once it is deleted. */
  async droplet(link: Link, signal?: AbortSignal): Promise<Droplet> {
    return this.#one(link, toDroplet, signal);
  }

  /** Fetches an app afresh. */
  async app(link: Link, signal?: AbortSignal): Promise<App> {
    return this.#one(link, toApp, signal);
  }

  /** Asks which droplet is current: with the app where the API says it there, else through the app's link. */
  async currentDroplet(app: App, signal?: AbortSignal): Promise<CurrentDroplet> {
    const link = app.links['current_droplet'] ?? app.links['droplet'];
    const self = app.links['self'];
    if (self && (app.currentDroplet.kind !== 'unknown' || !link)) {
      return (await this.app(self, signal)).currentDroplet;
    }
    if (!link) return { kind: 'unknown' };
    const droplet = await this.currentDropletWhole(app, signal);
    return droplet ? { kind: 'assigned', guid: droplet.guid } : { kind: 'none' };
  }

  /** The current droplet whole, hidden parts included; null where none is assigned or the app names no way to it. */
  async currentDropletWhole(app: App, signal?: AbortSignal): Promise<Droplet | null> {
    const link = app.links['current_droplet'] ?? app.links['droplet'];
    if (!link) return null;
    try {
      return await this.droplet(link, signal);
    } catch (error) {
      // The normal answer for an app without a current droplet.
      if (error instanceof CloudControllerError && error.isNotFound) return null;
      throw error;
    }
  }

  async package(link: Link, signal?: AbortSignal): Promise<Package> {
    return this.#one(link, toPackage, signal);
  }

  /** The newest builds of an app's package, at most 50; of all its packages where none is given. */
  async builds(
    app: App,
    packageGuid: string | null,
    signal?: AbortSignal,
  ): Promise<readonly Build[]> {
    const url = this.#ofApp(app, 'builds');
    if (packageGuid !== null) url.searchParams.set('package_guids', packageGuid);
    return this.#newest(url, toBuild, signal);
  }

  /** The processes of an app. Their commands are hidden in this list. */
  async processes(link: Link, signal?: AbortSignal): Promise<readonly Process[]> {
    return (await this.#list(this.#resolve(link), toProcess, signal)).resources;
  }

  /** The newest deployments of an app, at most 50. */
  async deployments(app: App, signal?: AbortSignal): Promise<readonly Deployment[]> {
    const url = new URL(`${this.discovery.v3.href}/deployments`);
    url.searchParams.set('app_guids', app.guid);
    return this.#newest(url, toDeployment, signal);
  }

  /** The newest revisions of an app, at most 50. */
  async revisions(app: App, signal?: AbortSignal): Promise<readonly Revision[]> {
    const link = app.links['revisions'];
    const url = link ? this.#resolve(link) : this.#ofApp(app, 'revisions');
    return this.#newest(url, toRevision, signal);
  }

  /** Who assigned which droplet to an app and when: the newest 50 that the foundation still keeps. */
  async assignments(app: App, signal?: AbortSignal): Promise<readonly AuditEvent[]> {
    const url = new URL(`${this.discovery.v3.href}/audit_events`);
    url.searchParams.set('types', 'audit.app.droplet.mapped');
    url.searchParams.set('target_guids', app.guid);
    return this.#newest(url, toAuditEvent, signal);
  }

  /** Sends a change, once. What came of it is asked afterwards: the answer differs by generation. */
  async assign(request: AssignmentRequest): Promise<void> {
    await this.#requests.write(request.method, request.url, request.body);
  }

  async #one<T extends Resource>(
    link: Link,
    read: (json: JsonObject) => T,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const url = this.#resolve(link);
    const resource = read(await this.#requests.get(url, signal));
    if (resource.guid !== '') return resource;
    throw new NotCloudFoundryError(url.href, 200, `${url.host} answered without a guid`);
  }

  #resolve(link: Link): URL {
    return resolveLink(link.href, this.scope);
  }

  #ofApp(app: App, what: string): URL {
    return new URL(`${this.discovery.v3.href}/apps/${encodeURIComponent(app.guid)}/${what}`);
  }

  #collection(name: string, query: ListQuery, order: string | null): URL {
    const url = new URL(`${this.discovery.v3.href}/${name}`);
    url.searchParams.set('per_page', String(query.pageSize));
    addFilter(url, query.filter ?? noFilter, order);
    return url;
  }

  #v2(href: string, query: ListQuery): URL {
    const url = resolveLink(href, this.scope);
    url.searchParams.set('results-per-page', String(Math.min(query.pageSize, maxV2PageSize)));
    return url;
  }

  async #newest<T>(
    url: URL,
    read: (json: JsonObject) => T,
    signal: AbortSignal | undefined,
  ): Promise<readonly T[]> {
    url.searchParams.set('order_by', '-created_at');
    return (await this.#list(url, read, signal)).resources;
  }

  async #list<T>(
    url: URL,
    read: (json: JsonObject) => T,
    signal: AbortSignal | undefined,
  ): Promise<Page<T>> {
    const get = (address: URL, s: AbortSignal | undefined) => this.#requests.get(address, s);
    return firstPage({ scope: this.scope, get, read }, url, signal);
  }
}

function isBadParameter(error: unknown): boolean {
  return error instanceof CloudControllerError && error.status === 400 && error.hasCode(10005);
}
