import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import { RefusedLinkError } from '../cloudfoundry/errors.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import type { AuditEvent } from '../cloudfoundry/resources/auditEvent.ts';
import type { Build } from '../cloudfoundry/resources/build.ts';
import type { Deployment } from '../cloudfoundry/resources/deployment.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import type { Package } from '../cloudfoundry/resources/package.ts';
import type { Revision } from '../cloudfoundry/resources/revision.ts';
import { loadCurrentParts, type CurrentClient, type CurrentParts } from './currentParts.ts';
import { notRecorded, part, type Part } from './part.ts';

/** The parts of the client that a droplet's lifecycle is read from. */
export type LifecycleClient = CurrentClient &
  Pick<
    CloudFoundryClient,
    'droplet' | 'package' | 'builds' | 'assignments' | 'deployments' | 'revisions'
  >;

/**
 * A droplet and what came before and after it. Lists are newest first and contain only what
 * concerns this droplet.
 */
export interface Lifecycle extends CurrentParts {
  readonly droplet: Droplet;
  /**
   * Why the droplet is shown as the list returned it, without some fields; null if it is complete.
   */
  readonly partial: string | null;
  readonly package: Part<Package>;
  readonly build: Part<Build>;
  readonly assignments: Part<readonly AuditEvent[]>;
  readonly deployments: Part<readonly Deployment[]>;
  /** The app's deployments of any droplet. */
  readonly allDeployments: Part<readonly Deployment[]>;
  readonly revisions: Part<readonly Revision[]>;
}

/**
 * Loads a droplet again with its lifecycle: seven requests in parallel, and one more for the
 * processes of an app with another current droplet. Fails only if the droplet itself does (a 404
 * once it is deleted); every other missing part says why.
 * @param listed the droplet as its list returned it
 * @throws what `CloudFoundryClient.droplet` throws, and the signal's reason
 */
export async function loadLifecycle(
  client: LifecycleClient,
  app: App,
  listed: Droplet,
  signal: AbortSignal,
): Promise<Lifecycle> {
  const failed = new AbortController();
  const rest = AbortSignal.any([signal, failed.signal]);
  const packageLink = listed.links['package'];
  const [whole, currentParts, ofPackage, builds, assignments, deployments, revisions] =
    await Promise.all([
      loadWhole(client, listed, signal).catch((error: unknown) => {
        failed.abort();
        throw error;
      }),
      loadCurrentParts(client, app, listed, rest),
      packageLink ? part(client.package(packageLink, rest)) : notRecorded,
      // An app may have more builds than fit on a page; a package hardly ever does.
      part(client.builds(app, listed.packageGuid, rest)),
      part(client.assignments(app, rest)),
      part(client.deployments(app, rest)),
      part(client.revisions(app, rest)),
    ]);
  const { droplet } = whole;
  const isOfDroplet = (about: { readonly dropletGuid: string | null }) =>
    about.dropletGuid === droplet.guid;
  return {
    ...whole,
    ...currentParts,
    package: ofPackage,
    build: builds.kind === 'known' ? buildOf(builds.value, droplet) : builds,
    assignments: only(assignments, isOfDroplet),
    deployments: only(deployments, isOfDroplet),
    allDeployments: deployments,
    revisions: only(revisions, isOfDroplet),
  };
}

async function loadWhole(
  client: LifecycleClient,
  listed: Droplet,
  signal: AbortSignal,
): Promise<Pick<Lifecycle, 'droplet' | 'partial'>> {
  try {
    const self = listed.links['self'];
    if (!self) throw new RefusedLinkError('', 'The API advertises no link to this droplet.');
    return { droplet: await client.droplet(self, signal), partial: null };
  } catch (error) {
    // Nothing was or can be sent: what the list said is all there is.
    if (error instanceof RefusedLinkError) return { droplet: listed, partial: error.message };
    throw error;
  }
}

/** A build names its droplet once staging has ended; until then only the package identifies it. */
function buildOf(builds: readonly Build[], droplet: Droplet): Part<Build> {
  const build =
    builds.find(({ dropletGuid }) => dropletGuid === droplet.guid) ??
    (droplet.state === 'STAGING' && droplet.packageGuid !== null
      ? builds.find(
          ({ dropletGuid, packageGuid, state }) =>
            dropletGuid === null && packageGuid === droplet.packageGuid && state === 'STAGING',
        )
      : undefined);
  return build ? { kind: 'known', value: build } : notRecorded;
}

function only<T>(all: Part<readonly T[]>, isWanted: (value: T) => boolean): Part<readonly T[]> {
  if (all.kind === 'missing') return all;
  const value = all.value.filter(isWanted);
  return value.length === 0 ? notRecorded : { kind: 'known', value };
}
