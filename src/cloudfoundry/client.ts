import { AllApps, type PlacedApp } from './allApps.ts';
import { readAllDroplets, readDropletsWithGuids } from './allDroplets.ts';
import type { TokenSource } from './auth/tokens.ts';
import type { ChangeRequest } from './change.ts';
import { readCurrent, readCurrentDroplet, readCurrentWhole, type Current } from './current.ts';
import type { Discovery } from './discovery.ts';
import { BitsSource } from './download/bits.ts';
import { readDroplets } from './droplets.ts';
import { noFilter } from './filters.ts';
import { toDroplet } from './generations/droplet.ts';
import { History, type AppHistoryLists } from './history.ts';
import type { HttpTransport } from './http/transport.ts';
import { isObject, parseJson, type JsonObject } from './json.ts';
import { encodeSegment, refuse, type LinkScope } from './links.ts';
import type { Log } from './log.ts';
import type { Page } from './page.ts';
import type { Place } from './place.ts';
import { Places, type PlaceGuids, type PlaceNames } from './places.ts';
import { Reads, type ListQuery } from './reads.ts';
import { Requests } from './http/requests.ts';
import { toApp, type App, type CurrentDroplet } from './resources/app.ts';
import type { AuditEvent } from './resources/auditEvent.ts';
import type { Build } from './resources/build.ts';
import { toDeployment, type Deployment } from './resources/deployment.ts';
import type { Droplet } from './resources/droplet.ts';
import { toInstance, type Instance } from './resources/instance.ts';
import { toJob, type Job } from './resources/job.ts';
import type { Organization } from './resources/organization.ts';
import { toPackage, type Package } from './resources/package.ts';
import { toPermissions, type Permissions } from './resources/permissions.ts';
import { toProcess, type Process } from './resources/process.ts';
import type { Link } from './resources/resource.ts';
import type { Revision } from './resources/revision.ts';
import { toSidecar, type Sidecar } from './resources/sidecar.ts';
import type { Space } from './resources/space.ts';
import { abilitiesOf, type Abilities } from './versions.ts';

/**
 * The answer to a change that the API didn't refuse. Ask for the outcome afterwards: answers
 * differ by generation.
 */
export interface Accepted {
  /** Null if the answer is empty or isn't a JSON object. */
  readonly json: JsonObject | null;
  /** Where to ask about an asynchronous change (202). */
  readonly job: Link | null;
}

/**
 * Every request that we send to a foundation for a signed-in user, one method each. Methods throw
 * CloudControllerError when the API refuses, UnreachableError when nothing answers,
 * NotCloudFoundryError for answers that don't come from a Cloud Foundry API, RefusedLinkError for
 * links that lead elsewhere, SignedOutError when there is no token, and the signal's reason.
 */
export class CloudFoundryClient {
  readonly discovery: Discovery;
  /** What this foundation can do, according to its version. */
  readonly can: Abilities;
  readonly #http: HttpTransport;
  readonly #log: Log;
  readonly #requests: Requests;
  readonly #reads: Reads;
  readonly #places: Places;
  readonly #allApps: AllApps;
  readonly #history: History;

  constructor(
    http: HttpTransport,
    discovery: Discovery,
    tokens: TokenSource,
    log: Log,
    isReadOnly?: () => boolean,
  ) {
    this.discovery = discovery;
    this.can = abilitiesOf(discovery);
    this.#http = http;
    this.#log = log;
    this.#requests = new Requests(http, tokens, log, isReadOnly);
    this.#reads = new Reads(discovery, this.#requests);
    this.#places = new Places(this.#reads);
    this.#allApps = new AllApps(this.#reads, this.#places);
    this.#history = new History(this.#reads);
  }

  get scope(): LinkScope {
    return this.discovery.scope;
  }

  /** Lists the organizations that the user can see, by name. */
  async organizations(query: ListQuery, signal?: AbortSignal): Promise<Page<Organization>> {
    return this.#places.organizations(query, signal);
  }

  /** Lists the spaces of an organization, by name. */
  async spaces(
    organization: Organization,
    query: ListQuery,
    signal?: AbortSignal,
  ): Promise<Page<Space>> {
    return this.#places.spaces(organization, query, signal);
  }

  /** Lists the apps of a space, by name if the API supports that order. */
  async apps(space: Space, query: ListQuery, signal?: AbortSignal): Promise<Page<App>> {
    return this.#places.apps(space, query, signal);
  }

  /** Fetches an app that only its guid names, with its place. Null if the user can't see it. */
  async appWithGuid(guid: string, signal?: AbortSignal): Promise<PlacedApp | null> {
    const filter = { ...noFilter, guids: [guid] };
    return (await this.allApps({ pageSize: 1, filter }, signal)).resources[0] ?? null;
  }

  /** Fetches an organization that only its guid names. @throws CloudControllerError 404 */
  async organizationWithGuid(guid: string, signal?: AbortSignal): Promise<Organization> {
    return this.#places.organization(guid, signal);
  }

  /** Fetches a space that only its guid names, and its organization. @throws CloudControllerError 404 */
  async spaceWithGuid(guid: string, signal?: AbortSignal): Promise<Place> {
    return this.#places.space(guid, signal);
  }

  /** Lists the apps of all spaces, oldest first, each with its place. For long pages. */
  async allApps(query: ListQuery, signal?: AbortSignal): Promise<Page<PlacedApp>> {
    return this.#allApps.list(query, signal);
  }

  /** Lists the droplets of all apps, newest first. */
  async allDroplets(query: ListQuery, signal?: AbortSignal): Promise<Page<Droplet>> {
    return readAllDroplets(this.#reads, query, signal);
  }

  /** The guids of places with these names, to list what is in them. Null if there is no such place. */
  async placesNamed(names: PlaceNames, signal?: AbortSignal): Promise<PlaceGuids | null> {
    return this.#places.named(names, signal);
  }

  /** Lists the droplets of an app, newest first. Lists hide parts of them, see `droplet`. */
  async droplets(app: App, query: ListQuery, signal?: AbortSignal): Promise<Page<Droplet>> {
    return readDroplets(this.#reads, app, query, signal);
  }

  /** Lists the droplets with these guids, at most 150, of any app. Can be done if `dropletsByGuid`. */
  async dropletsWithGuids(
    guids: readonly string[],
    signal?: AbortSignal,
  ): Promise<readonly Droplet[]> {
    return readDropletsWithGuids(this.#reads, guids, signal);
  }

  /** Fetches one droplet whole; lists hide parts of it. @throws CloudControllerError 404 once it is deleted. */
  async droplet(link: Link, signal?: AbortSignal): Promise<Droplet> {
    return this.#reads.one(link, toDroplet, signal);
  }

  /** Like `droplet`, for a droplet that only an event or a revision names and nothing links to. */
  async dropletWithGuid(guid: string, signal?: AbortSignal): Promise<Droplet> {
    const { href } = this.#reads.v3(`droplets/${encodeSegment(guid)}`);
    return this.droplet({ href, method: 'GET' }, signal);
  }

  /** Fetches an app again. */
  async app(link: Link, signal?: AbortSignal): Promise<App> {
    return this.#reads.one(link, toApp, signal);
  }

  /** Asks which droplet is current, for any generation of the API. */
  async currentDroplet(app: App, signal?: AbortSignal): Promise<CurrentDroplet> {
    return readCurrentDroplet(this.#reads, app, signal);
  }

  /**
   * Fetches the whole current droplet, including parts that lists hide. Null if none is assigned or
   * the app has no link to it.
   */
  async currentDropletWhole(app: App, signal?: AbortSignal): Promise<Droplet | null> {
    return readCurrentWhole(this.#reads, app, signal);
  }

  /**
   * Both: asks which droplet is current, and fetches it whole.
   * @param unless the GUID of a droplet that the caller already has
   */
  async current(app: App, unless: string | null, signal?: AbortSignal): Promise<Current> {
    const fresh = async (of: App) => (of.links['self'] ? this.app(of.links['self'], signal) : of);
    const whole = async (of: App) => this.currentDropletWhole(of, signal);
    return readCurrent({ app: fresh, whole }, app, unless);
  }

  /** The file behind a `download` link, to be opened. @throws RefusedLinkError */
  bits(link: Link): BitsSource {
    if (link.method !== 'GET') {
      throw refuse(link.href, `its method is ${link.method}, and to download is GET`);
    }
    return new BitsSource(this.#requests, this.#http, this.#reads.resolve(link), this.#log);
  }

  async package(link: Link, signal?: AbortSignal): Promise<Package> {
    return this.#reads.one(link, toPackage, signal);
  }

  /**
   * Lists the newest builds of an app's package, at most 50; of all its packages if none is given.
   */
  async builds(
    app: App,
    packageGuid: string | null,
    signal?: AbortSignal,
  ): Promise<readonly Build[]> {
    return this.#history.builds(app, packageGuid, signal);
  }

  /** Lists the processes of an app. This list hides their commands. */
  async processes(link: Link, signal?: AbortSignal): Promise<readonly Process[]> {
    return (await this.#reads.list(this.#reads.resolve(link), toProcess, signal)).resources;
  }

  /** Lists what each instance of a process is doing now. */
  async instances(process: Process, signal?: AbortSignal): Promise<readonly Instance[]> {
    const link = process.links['stats'];
    const url = link ? this.#reads.resolve(link) : this.#reads.below('processes', process, 'stats');
    return (await this.#reads.list(url, toInstance, signal)).resources;
  }

  /** What the user may see of an app; API 3.86 and later, not on Korifi. */
  async permissions(app: App, signal?: AbortSignal): Promise<Permissions> {
    const url = this.#reads.below('apps', app, 'permissions');
    return toPermissions(await this.#reads.object(url, signal));
  }

  /** Lists the app's current sidecars. */
  async sidecars(app: App, signal?: AbortSignal): Promise<readonly Sidecar[]> {
    const url = this.#reads.below('apps', app, 'sidecars');
    return (await this.#reads.list(url, toSidecar, signal)).resources;
  }

  /** Lists the newest deployments of an app, at most 50. */
  async deployments(app: App, signal?: AbortSignal): Promise<readonly Deployment[]> {
    return this.#history.deployments(app, signal);
  }

  /** Lists the app's unfinished deployments, newest first. */
  async activeDeployments(app: App, signal?: AbortSignal): Promise<readonly Deployment[]> {
    return this.#history.activeDeployments(app, signal);
  }

  /** Fetches the current state of a deployment. */
  async deployment(link: Link, signal?: AbortSignal): Promise<Deployment> {
    return this.#reads.one(link, toDeployment, signal);
  }

  /** Lists the newest revisions of an app, at most 50. */
  async revisions(app: App, signal?: AbortSignal): Promise<readonly Revision[]> {
    return this.#history.revisions(app, signal);
  }

  /**
   * Lists the revisions that an app's processes run now: several during a deployment, none if
   * the app is stopped.
   */
  async deployedRevisions(app: App, signal?: AbortSignal): Promise<readonly Revision[]> {
    return this.#history.deployedRevisions(app, signal);
  }

  /** Lists who assigned which droplet to an app, and when: the newest 50 that are kept. */
  async assignments(app: App, signal?: AbortSignal): Promise<readonly AuditEvent[]> {
    return this.#history.assignments(app, signal);
  }

  /**
   * Returns the lists that make up an app's history, each paged and newest first. Sends no
   * request by itself.
   */
  historyOf(app: App): AppHistoryLists {
    return this.#history.lists(app, async (pageSize, signal) =>
      this.droplets(app, { pageSize }, signal),
    );
  }

  /** Asks what became of a change that the API accepted for later. */
  async job(link: Link, signal?: AbortSignal): Promise<Job> {
    return this.#reads.one(link, toJob, signal);
  }

  /**
   * Sends a change, once.
   * @throws ReadOnlyError if this foundation is read-only; nothing was sent.
   */
  async send({ body, method, url }: ChangeRequest): Promise<Accepted> {
    const answer = await this.#requests.write(method, url, body);
    const json = parseJson(answer.body);
    const location = answer.status === 202 ? answer.header('location') : null;
    return {
      json: isObject(json) ? json : null,
      job: location === null ? null : { href: location, method: 'GET' },
    };
  }
}
