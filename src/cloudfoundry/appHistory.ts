import type { JsonObject } from './json.ts';
import type { Page } from './page.ts';
import type { Listed } from './pageAnswer.ts';
import type { Reads } from './reads.ts';
import type { App } from './resources/app.ts';
import { toAuditEvent, type AuditEvent } from './resources/auditEvent.ts';
import { toBuild, type Build } from './resources/build.ts';
import { toDeployment, type Deployment } from './resources/deployment.ts';
import type { Droplet } from './resources/droplet.ts';
import { toPackage, type Package } from './resources/package.ts';
import { toRevision, type Revision } from './resources/revision.ts';

/** Asks for a list's first page, of at most so many resources, newest first. */
export type NewestFirst<T> = (pageSize: number, signal: AbortSignal) => Promise<Page<T>>;

/** Everything that an app's history is read from, each a list of its own. */
export interface AppHistoryLists {
  readonly droplets: NewestFirst<Droplet>;
  readonly builds: NewestFirst<Build>;
  readonly packages: NewestFirst<Package>;
  /** Assignments, and beginnings and cancellations of deployments: with who did it. */
  readonly events: NewestFirst<AuditEvent>;
  readonly deployments: NewestFirst<Deployment>;
  readonly revisions: NewestFirst<Revision>;
}

/** The second is what the first was called until September 2016. */
const assignmentTypes: readonly string[] = ['audit.app.droplet.mapped', 'audit.app.droplet_mapped'];
const deploymentCreated = 'audit.app.deployment.create';
const deploymentCanceled = 'audit.app.deployment.cancel';

/** Whether somebody made a droplet the current one. */
export function isAssignment({ type }: AuditEvent): boolean {
  return assignmentTypes.includes(type);
}

/** Whether somebody started a deployment, or canceled it; null for anything else. */
export function deploymentEventOf({ type }: AuditEvent): 'created' | 'canceled' | null {
  if (type === deploymentCreated) return 'created';
  return type === deploymentCanceled ? 'canceled' : null;
}

/** @see https://v3-apidocs.cloudfoundry.org/#list-audit-events and the other lists of an app */
export function appHistoryLists(
  app: App,
  reads: Reads,
  droplets: NewestFirst<Droplet>,
): AppHistoryLists {
  const ofApp = (name: string) => {
    const link = app.links[name];
    return link ? reads.resolve(link) : reads.below('apps', app, name);
  };
  const collection = (name: string, parameters: Readonly<Record<string, string>>) => {
    const url = reads.v3(name);
    for (const [key, value] of Object.entries(parameters)) url.searchParams.set(key, value);
    return url;
  };
  const types = [...assignmentTypes, deploymentCreated, deploymentCanceled].join(',');
  const newestFirst =
    <T extends Listed>(address: () => URL, read: (json: JsonObject) => T): NewestFirst<T> =>
    // A link that may not be followed rejects, as everything else that goes wrong.
    async (pageSize, signal) => {
      const url = address();
      url.searchParams.set('per_page', String(pageSize));
      url.searchParams.set('order_by', '-created_at');
      return reads.list(url, read, signal);
    };
  return {
    droplets,
    builds: newestFirst(() => ofApp('builds'), toBuild),
    packages: newestFirst(() => ofApp('packages'), toPackage),
    events: newestFirst(
      () => collection('audit_events', { types, target_guids: app.guid }),
      toAuditEvent,
    ),
    deployments: newestFirst(
      () => collection('deployments', { app_guids: app.guid }),
      toDeployment,
    ),
    revisions: newestFirst(() => ofApp('revisions'), toRevision),
  };
}
