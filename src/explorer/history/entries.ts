import {
  deploymentEventOf,
  isAssignment,
  type AuditEvent,
} from '../../cloudfoundry/resources/auditEvent.ts';
import type { Build } from '../../cloudfoundry/resources/build.ts';
import type { Deployment } from '../../cloudfoundry/resources/deployment.ts';
import type { Droplet } from '../../cloudfoundry/resources/droplet.ts';
import type { Package } from '../../cloudfoundry/resources/package.ts';
import type { Revision } from '../../cloudfoundry/resources/revision.ts';
import { Steps } from './steps.ts';
import { timeOf } from './times.ts';

/** What was read of an app's history so far, in the order of the lists. */
export interface HistoryResources {
  readonly droplets: readonly Droplet[];
  readonly builds: readonly Build[];
  readonly packages: readonly Package[];
  readonly events: readonly AuditEvent[];
  readonly deployments: readonly Deployment[];
  readonly revisions: readonly Revision[];
}

/** An event, with its time by the API's clock in milliseconds; null if the API doesn't say. */
type Happened<Kind extends string, What> = What & {
  readonly kind: Kind;
  readonly time: number | null;
};

/**
 * One line of the timeline. Records of the same step form one entry: a droplet includes its
 * build and package.
 */
export type HistoryEntry =
  | Happened<
      'droplet',
      { readonly droplet: Droplet; readonly build: Build | null; readonly package: Package | null }
    >
  /** A build whose droplet doesn't exist (any longer). */
  | Happened<'build', { readonly build: Build; readonly package: Package | null }>
  /** A package that nothing shown was made from. */
  | Happened<'package', { readonly package: Package }>
  | Happened<'assignment', { readonly event: AuditEvent }>
  | Happened<
      'deployment',
      {
        readonly deployment: Deployment;
        readonly startedBy: string | null;
        readonly canceledBy: string | null;
        readonly revision: Revision | null;
      }
    >
  | Happened<'revision', { readonly revision: Revision }>;

/** Merges what was read, newest first; entries without a time come last. */
export function toEntries(resources: HistoryResources): readonly HistoryEntry[] {
  const entries = [...deployed(resources), ...assigned(resources), ...staged(resources)];
  return entries.sort((a, b) => later(a.time, b.time) || ranks[b.kind] - ranks[a.kind]);
}

/** API times are whole seconds; within one second, this is the order. */
const ranks: Readonly<Record<HistoryEntry['kind'], number>> = {
  package: 0,
  build: 1,
  droplet: 2,
  assignment: 3,
  deployment: 4,
  revision: 5,
};

function later(a: number | null, b: number | null): number {
  if (a === b) return 0;
  return (b ?? Number.NEGATIVE_INFINITY) - (a ?? Number.NEGATIVE_INFINITY);
}

function staged({ droplets, builds, packages }: HistoryResources): readonly HistoryEntry[] {
  const packageOf = new Map(packages.map((found) => [found.guid, found]));
  const buildOf = new Map<string, Build>();
  for (const build of builds) {
    // Newest first: the oldest build made the droplet.
    if (build.dropletGuid !== null) buildOf.set(build.dropletGuid, build);
  }
  const isShown = new Set(droplets.map(({ guid }) => guid));
  const alone = builds.filter(
    ({ dropletGuid }) => dropletGuid === null || !isShown.has(dropletGuid),
  );
  const used = new Set<string | null>();
  const find = (guid: string | null) => {
    used.add(guid);
    return guid === null ? null : (packageOf.get(guid) ?? null);
  };
  const made = [
    ...droplets.map((droplet): HistoryEntry => {
      const build = buildOf.get(droplet.guid) ?? null;
      return {
        kind: 'droplet',
        time: timeOf(droplet.createdAt),
        droplet,
        build,
        package: find(droplet.packageGuid ?? build?.packageGuid ?? null),
      };
    }),
    ...alone.map((build): HistoryEntry => {
      const time = timeOf(build.createdAt);
      return { kind: 'build', time, build, package: find(build.packageGuid) };
    }),
  ];
  const unused = packages.filter(({ guid }) => !used.has(guid));
  return [
    ...made,
    ...unused.map((found): HistoryEntry => {
      return { kind: 'package', time: timeOf(found.createdAt), package: found };
    }),
  ];
}

function deployed({ deployments, events, revisions }: HistoryResources): readonly HistoryEntry[] {
  const actors = (wanted: ReturnType<typeof deploymentEventOf>) =>
    new Map(
      events
        .filter((event) => deploymentEventOf(event) === wanted)
        .map(({ deploymentGuid, actor }) => [deploymentGuid, actor?.name ?? null]),
    );
  const [starters, cancelers] = [actors('created'), actors('canceled')];
  const revisionOf = new Map(revisions.map((revision) => [revision.guid, revision]));
  const used = new Set(deployments.map(({ revision }) => revision?.guid));
  const alone = revisions.filter(({ guid }) => !used.has(guid));
  return [
    ...deployments.map((deployment): HistoryEntry => {
      const { guid, createdAt, revision } = deployment;
      return {
        kind: 'deployment',
        time: timeOf(createdAt),
        deployment,
        startedBy: starters.get(guid) ?? null,
        canceledBy: cancelers.get(guid) ?? null,
        revision: revisionOf.get(revision?.guid ?? '') ?? null,
      };
    }),
    ...alone.map((revision): HistoryEntry => {
      return { kind: 'revision', time: timeOf(revision.createdAt), revision };
    }),
  ];
}

/** Assignments, except those that are part of a deployment that is shown. */
function assigned({ events, deployments }: HistoryResources): readonly HistoryEntry[] {
  const starts = new Steps();
  for (const { dropletGuid, createdAt } of deployments) starts.add(dropletGuid, timeOf(createdAt));
  return events.filter(isAssignment).flatMap((event): readonly HistoryEntry[] => {
    const time = timeOf(event.createdAt);
    const isPart = starts.find(event.dropletGuid, time) !== null;
    return isPart ? [] : [{ kind: 'assignment', time, event }];
  });
}
