import { ApiVersion } from './apiVersion.ts';
import { Bits } from './blobs/bits.ts';
import { Signature } from './blobs/signature.ts';
import { guidOf } from './data/guid.ts';
import type {
  App,
  Belongings,
  DataSet,
  Deployment,
  Droplet,
  Entity,
  History,
  Job,
  Kind,
  Organization,
  Process,
  Space,
} from './model.ts';
import type { Generation, RateLimit, SampleOptions } from './options.ts';

type Index = { readonly [K in Kind]: Map<string, Belongings[K]> };

/** The foundation's memory: what there is, found by guid, and what requests have changed. */
export class State {
  readonly version: ApiVersion;
  readonly generation: Generation;
  readonly isKorifi: boolean;
  /** Whether that Korifi has a UAA for its users. */
  readonly hasKorifiUaa: boolean;
  readonly rateLimit: RateLimit | null;
  readonly jobsFail: boolean;
  readonly hasDeployments: boolean;
  readonly bits: Bits;
  /** What the addresses of bits are signed with. */
  readonly signature = new Signature();
  readonly data: DataSet;
  readonly #clock: () => number;
  readonly #organizations: ReadonlyMap<string, Organization>;
  readonly #spaces: ReadonlyMap<string, Space>;
  readonly #apps: ReadonlyMap<string, App>;
  readonly #histories = new Map<App, History>();
  readonly #index: Index = {
    droplets: new Map(),
    packages: new Map(),
    builds: new Map(),
    processes: new Map(),
    revisions: new Map(),
    deployments: new Map(),
    events: new Map(),
  };
  /** The deployments that time still has to bring forward. */
  readonly activeDeployments = new Set<Deployment>();
  readonly jobs = new Map<string, Job>();
  readonly #speed: number;
  readonly #born: number;
  readonly #crashing: Set<string>;
  readonly #allCrash: boolean;
  readonly #suspended = new Set<string>();
  readonly #lag: number;
  readonly #stale = new Map<App, { readonly shown: string | null; readonly until: number }>();
  #madeGuids = 0;

  constructor(options: SampleOptions, data: DataSet, clock: () => number) {
    this.version = versionOf(options);
    this.generation = options.generation;
    this.isKorifi = options.korifi;
    this.hasKorifiUaa = options.korifiUaa;
    this.rateLimit = options.rateLimit;
    this.jobsFail = options.jobsFail;
    this.hasDeployments = options.hasDeployments;
    this.#lag = options.lag * 1000;
    for (const name of options.suspended) this.suspend(name, true);
    this.bits = new Bits(options.dropletBytes);
    this.#born = clock();
    this.#speed = options.speed;
    this.#crashing = new Set(data.crashing);
    this.#allCrash = options.crash;
    this.data = data;
    this.#clock = clock;
    this.#organizations = byGuid(data.organizations);
    this.#spaces = byGuid(data.spaces);
    this.#apps = byGuid(data.apps);
  }

  /** The current time in milliseconds, cut to the second, which is what the API shows and filters by. */
  now(): number {
    return Math.floor(this.#clock() / 1000) * 1000;
  }

  /** The current time in milliseconds, for what lasts. */
  exactNow(): number {
    return this.#clock();
  }

  /** How long something takes that usually takes so many milliseconds. */
  lasting(milliseconds: number): number {
    return milliseconds / this.#speed;
  }

  /** Whether the program in the droplet, started at that time, ends at once. */
  crashes(dropletGuid: string, start: number): boolean {
    return (this.#allCrash && start >= this.#born) || this.#crashing.has(dropletGuid);
  }

  /** Lets the program in the droplet end at once from now on. */
  crash(dropletGuid: string): void {
    this.#crashing.add(dropletGuid);
  }

  /** A guid for something that a request creates. */
  newGuid(): string {
    this.#madeGuids += 1;
    return guidOf('made', this.#madeGuids);
  }

  organization(guid: string): Organization | undefined {
    return this.#organizations.get(guid);
  }

  space(guid: string): Space | undefined {
    return this.#spaces.get(guid);
  }

  app(guid: string): App | undefined {
    return this.#apps.get(guid);
  }

  /** What belongs to the app, made on first use. */
  history(app: App): History {
    const known = this.#histories.get(app);
    if (known) return known;
    const made = this.data.historyOf(app);
    this.#histories.set(app, made);
    this.#enter('droplets', made.droplets);
    this.#enter('packages', made.packages);
    this.#enter('builds', made.builds);
    this.#enter('processes', made.processes);
    this.#enter('revisions', made.revisions);
    this.#enter('deployments', made.deployments);
    for (const deployment of made.deployments) this.activeDeployments.add(deployment);
    this.#enter('events', made.events);
    return made;
  }

  /** What belongs to any of the apps, oldest first. */
  all<K extends Kind>(kind: K, apps: readonly App[] = this.data.apps): readonly Belongings[K][] {
    const found = apps.flatMap((app): Belongings[K][] => this.history(app)[kind]);
    return apps.length === 1 ? found : found.sort((a, b) => a.createdAt - b.createdAt);
  }

  /** The app of the droplet with that guid. */
  appOfDroplet(guid: string): App | undefined {
    return this.#index.droplets.get(guid)?.app ?? this.data.appOfDroplet(guid);
  }

  /** The one with that guid. What no question has touched yet is made to find it. */
  find<K extends Kind>(kind: K, guid: string): Belongings[K] | undefined {
    const known = this.#index[kind].get(guid);
    if (known || this.#histories.size === this.data.apps.length) return known;
    const owner = kind === 'droplets' ? [this.appOfDroplet(guid)] : this.data.apps;
    for (const app of owner) {
      if (app) this.history(app);
      const found = this.#index[kind].get(guid);
      if (found) return found;
    }
    return undefined;
  }

  add<K extends Kind>(kind: K, added: Belongings[K]): void {
    this.history(added.app)[kind].push(added);
    this.#index[kind].set(added.guid, added);
  }

  removeProcess(process: Process): void {
    this.#remove('processes', process);
  }

  removeDroplet(droplet: Droplet): void {
    this.#remove('droplets', droplet);
  }

  /** Says that nothing may be changed in the organization, or the space as `org/space`, or that all may again. */
  suspend(name: string, isSuspended: boolean): void {
    if (isSuspended) this.#suspended.add(name);
    else this.#suspended.delete(name);
  }

  isSuspended(place: Organization | Space): boolean {
    const name = 'organization' in place ? `${place.organization.name}/${place.name}` : place.name;
    return this.#suspended.has(name);
  }

  assignDroplet(app: App, guid: string): void {
    const shown = app.currentDropletGuid;
    if (this.#lag > 0) this.#stale.set(app, { shown, until: this.exactNow() + this.#lag });
    app.currentDropletGuid = guid;
  }

  /** The current droplet as a read tells it, which may be late. */
  shownDroplet(app: App): Droplet | undefined {
    const stale = this.#stale.get(app);
    return stale && this.exactNow() < stale.until
      ? this.find('droplets', stale.shown ?? '')
      : this.currentDroplet(app);
  }

  currentDroplet(app: App): Droplet | undefined {
    const guid = app.currentDropletGuid;
    return guid === null
      ? undefined
      : this.history(app).droplets.find((droplet) => droplet.guid === guid);
  }

  #remove<K extends Kind>(kind: K, item: Belongings[K]): void {
    const all: Belongings[K][] = this.history(item.app)[kind];
    const index = all.indexOf(item);
    if (index >= 0) all.splice(index, 1);
    this.#index[kind].delete(item.guid);
  }

  #enter<K extends Kind>(kind: K, items: readonly Belongings[K][]): void {
    for (const item of items) this.#index[kind].set(item.guid, item);
  }
}

/** Before 2017 nothing had a version; Korifi has its own, which says what of the API it follows. */
function versionOf({ apiVersion, generation, korifi }: SampleOptions): ApiVersion {
  if (generation !== 'modern') return new ApiVersion('3.0.0');
  return new ApiVersion(korifi ? '3.117.0' : apiVersion);
}

function byGuid<T extends Entity>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.guid, item]));
}
