import type { JsonObject } from './json.ts';
import type { Page } from './page.ts';
import type { Listed } from './pageAnswer.ts';
import { isBadParameter } from './places.ts';
import type { Reads } from './reads.ts';
import { largestPage } from './bounds.ts';
import type { App } from './resources/app.ts';
import {
  assignmentTypes,
  deploymentTypes,
  toAuditEvent,
  type AuditEvent,
} from './resources/auditEvent.ts';
import { toBuild, type Build } from './resources/build.ts';
import { toDeployment, type Deployment } from './resources/deployment.ts';
import type { Droplet } from './resources/droplet.ts';
import { toPackage, type Package } from './resources/package.ts';
import { toRevision, type Revision } from './resources/revision.ts';
import { abilitiesOf } from './versions.ts';

/** Requests a list's first page, newest first, with at most `pageSize` resources. */
export type NewestFirst<T> = (pageSize: number, signal: AbortSignal) => Promise<Page<T>>;

/** The lists that make up an app's history. */
export interface AppHistoryLists {
  readonly droplets: NewestFirst<Droplet>;
  readonly builds: NewestFirst<Build>;
  readonly packages: NewestFirst<Package>;
  /** Assignments, and the starts and cancellations of deployments, with the user who made them. */
  readonly events: NewestFirst<AuditEvent>;
  readonly deployments: NewestFirst<Deployment>;
  readonly revisions: NewestFirst<Revision>;
}

/**
 * What happened to an app and what is happening now: whole lists page by page, or the
 * newest 50 of each.
 * @see https://v3-apidocs.cloudfoundry.org/#list-audit-events and the other lists of an app
 */
export class History {
  readonly #reads: Reads;
  #knowsStatusValues: boolean;

  constructor(reads: Reads) {
    this.#reads = reads;
    this.#knowsStatusValues = abilitiesOf(reads.discovery).activeStatus;
  }

  /** Sends no request until one of the lists is asked. */
  lists(app: App, droplets: NewestFirst<Droplet>): AppHistoryLists {
    return {
      droplets,
      builds: this.#paged(() => this.#ofApp(app, 'builds'), toBuild),
      packages: this.#paged(() => this.#ofApp(app, 'packages'), toPackage),
      events: this.#paged(
        () => this.#events(app, [...assignmentTypes, ...deploymentTypes]),
        toAuditEvent,
      ),
      deployments: this.#paged(() => this.#deploymentsOf(app), toDeployment),
      revisions: this.#paged(() => this.#ofApp(app, 'revisions'), toRevision),
    };
  }

  async builds(
    app: App,
    packageGuid: string | null,
    signal: AbortSignal | undefined,
  ): Promise<readonly Build[]> {
    const { buildsByPackage } = abilitiesOf(this.#reads.discovery);
    // A server may ignore the filter, as Korifi does with other filters.
    const isOfPackage = (build: Build) => build.packageGuid === packageGuid;
    if (packageGuid !== null && buildsByPackage) {
      const url = this.#reads.v3('builds');
      url.searchParams.set('package_guids', packageGuid);
      return (await this.#reads.newest(url, toBuild, signal)).filter(isOfPackage);
    }
    // An app's builds can't be filtered by package: Cloud Controller 3.228 answers 400 (observed).
    const url = this.#ofApp(app, 'builds');
    if (packageGuid === null) return this.#reads.newest(url, toBuild, signal);
    url.searchParams.set('per_page', String(largestPage));
    return (await this.#reads.newest(url, toBuild, signal)).filter(isOfPackage);
  }

  async deployments(app: App, signal: AbortSignal | undefined): Promise<readonly Deployment[]> {
    return this.#reads.newest(this.#deploymentsOf(app), toDeployment, signal);
  }

  /** Filters on the server if the API supports it (3.81), otherwise here. */
  async activeDeployments(
    app: App,
    signal: AbortSignal | undefined,
  ): Promise<readonly Deployment[]> {
    const url = this.#deploymentsOf(app);
    if (this.#knowsStatusValues) {
      url.searchParams.set('status_values', 'ACTIVE');
      try {
        return (await this.#reads.newest(url, toDeployment, signal)).filter(isActive);
      } catch (error) {
        if (!isBadParameter(error)) throw error;
        this.#knowsStatusValues = false;
      }
    }
    return (await this.deployments(app, signal)).filter(isActive);
  }

  async revisions(app: App, signal: AbortSignal | undefined): Promise<readonly Revision[]> {
    return this.#reads.newest(this.#ofApp(app, 'revisions'), toRevision, signal);
  }

  async deployedRevisions(app: App, signal: AbortSignal | undefined): Promise<readonly Revision[]> {
    const link = app.links['deployed_revisions'];
    const url = link
      ? this.#reads.resolve(link)
      : this.#reads.below('apps', app, 'revisions/deployed');
    return (await this.#reads.list(url, toRevision, signal)).resources;
  }

  async assignments(app: App, signal: AbortSignal | undefined): Promise<readonly AuditEvent[]> {
    return this.#reads.newest(this.#events(app, assignmentTypes), toAuditEvent, signal);
  }

  #paged<T extends Listed>(address: () => URL, read: (json: JsonObject) => T): NewestFirst<T> {
    // Resolved here, so that a link that we don't follow rejects like any other failure.
    return async (pageSize, signal) => {
      const url = address();
      url.searchParams.set('per_page', String(pageSize));
      url.searchParams.set('order_by', '-created_at');
      return this.#reads.list(url, read, signal);
    };
  }

  /** A list that belongs to the app: through its link, if it has one. */
  #ofApp(app: App, name: 'builds' | 'packages' | 'revisions'): URL {
    const link = app.links[name];
    return link ? this.#reads.resolve(link) : this.#reads.below('apps', app, name);
  }

  #events(app: App, types: readonly string[]): URL {
    const url = this.#reads.v3('audit_events');
    url.searchParams.set('types', types.join(','));
    url.searchParams.set('target_guids', app.guid);
    return url;
  }

  #deploymentsOf(app: App): URL {
    const url = this.#reads.v3('deployments');
    url.searchParams.set('app_guids', app.guid);
    return url;
  }
}

function isActive(deployment: Deployment): boolean {
  return deployment.isActive;
}
