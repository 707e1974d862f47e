import { isBadParameter } from './places.ts';
import { largestPage, type Reads } from './reads.ts';
import type { App } from './resources/app.ts';
import { toAuditEvent, type AuditEvent } from './resources/auditEvent.ts';
import { toBuild, type Build } from './resources/build.ts';
import { toDeployment, type Deployment } from './resources/deployment.ts';
import { toRevision, type Revision } from './resources/revision.ts';
import { abilitiesOf } from './versions.ts';

/** What happened to an app, and what happens now. Lists hold the newest 50. */
export class History {
  readonly #reads: Reads;
  #knowsStatusValues: boolean;

  constructor(reads: Reads) {
    this.#reads = reads;
    this.#knowsStatusValues = abilitiesOf(reads.discovery).activeStatus;
  }

  async builds(
    app: App,
    packageGuid: string | null,
    signal: AbortSignal | undefined,
  ): Promise<readonly Build[]> {
    const { buildsByPackage } = abilitiesOf(this.#reads.discovery);
    // A server may ignore the filter, as Korifi does with others.
    const isOfPackage = (build: Build) => build.packageGuid === packageGuid;
    if (packageGuid !== null && buildsByPackage) {
      const url = this.#reads.v3('builds');
      url.searchParams.set('package_guids', packageGuid);
      return (await this.#reads.newest(url, toBuild, signal)).filter(isOfPackage);
    }
    // The builds of an app can't be narrowed to a package: Cloud Controller 3.228 answers 400 (observed).
    const url = this.#reads.below('apps', app, 'builds');
    if (packageGuid === null) return this.#reads.newest(url, toBuild, signal);
    url.searchParams.set('per_page', String(largestPage));
    return (await this.#reads.newest(url, toBuild, signal)).filter(isOfPackage);
  }

  async deployments(app: App, signal: AbortSignal | undefined): Promise<readonly Deployment[]> {
    return this.#reads.newest(this.#deploymentsOf(app), toDeployment, signal);
  }

  /** Asks for those only where the API can choose so (3.81), else chooses itself. */
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
    const link = app.links['revisions'];
    const url = link ? this.#reads.resolve(link) : this.#reads.below('apps', app, 'revisions');
    return this.#reads.newest(url, toRevision, signal);
  }

  async deployedRevisions(app: App, signal: AbortSignal | undefined): Promise<readonly Revision[]> {
    const link = app.links['deployed_revisions'];
    const url = link
      ? this.#reads.resolve(link)
      : this.#reads.below('apps', app, 'revisions/deployed');
    return (await this.#reads.list(url, toRevision, signal)).resources;
  }

  async assignments(app: App, signal: AbortSignal | undefined): Promise<readonly AuditEvent[]> {
    const url = this.#reads.v3('audit_events');
    url.searchParams.set('types', 'audit.app.droplet.mapped');
    url.searchParams.set('target_guids', app.guid);
    return this.#reads.newest(url, toAuditEvent, signal);
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
