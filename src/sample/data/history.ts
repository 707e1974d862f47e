import type { App, AuditEvent, Droplet, History, Process, Revision } from '../model.ts';
import { buildOf, dropletOf, packageOf, personOf } from './droplets.ts';
import { guidOf } from './guid.ts';
import { dropletStates, type AppRecipe, type Era } from './recipe.ts';
import { releaseDeployments, releaseEvents, type Release } from './releases.ts';

/** How many assignments before the start are remembered: audit events and revisions are kept for a while only. */
const rememberedReleases = 12;
const none = { labels: {}, annotations: {} };

/** Makes everything that belongs to an app. */
export function historyOf(app: App, recipe: AppRecipe, era: Era): History {
  const states = dropletStates(recipe, era);
  const droplets = states.map((_state, index) => dropletOf(app, recipe, era, index + 1, states));
  const made: History = {
    droplets,
    packages: droplets.flatMap((droplet, index) => packageOf(droplet, index + 1) ?? []),
    builds: droplets.flatMap((droplet, index) => buildOf(droplet, index + 1) ?? []),
    processes: [],
    revisions: [],
    deployments: [],
    events: [],
  };
  const released = releases(app, droplets);
  const canaryAt = Math.floor(era.start / 1000) * 1000 - 120_000;
  const ran = released.map((droplet, index): Release => {
    const isLast = index === released.length - 1;
    const at = isLast && recipe.hasPausedCanary ? canaryAt : releaseTime(index, released);
    return {
      droplet,
      before: released[index - 1],
      revision: revisionOf(app, droplet, index, released, at),
      at,
      index,
      isRollback: released.indexOf(droplet) < index,
      isPaused: isLast && recipe.hasPausedCanary,
      isRecent: index >= released.length - 2,
    };
  });
  made.revisions.push(...ran.map(({ revision }) => revision));
  made.deployments.push(...ran.flatMap((release) => releaseDeployments(release, recipe)));
  made.events.push(
    ...droplets.slice(-30).map((droplet, index) => createdEvent(droplet, index)),
    ...ran.flatMap((release) => releaseEvents(release, recipe)),
  );
  made.events.sort((a, b) => a.createdAt - b.createdAt);
  made.processes.push(...processesOf(app, made));
  const last = ran.at(-1);
  if (last?.isPaused) addCanary(made, last);
  return made;
}

/** The droplets that were assigned one after the other, the current one last. */
function releases(app: App, droplets: readonly Droplet[]): readonly Droplet[] {
  if (app.currentDropletGuid === null) return [];
  const staged = droplets.filter(({ state }) => state === 'STAGED').slice(-rememberedReleases);
  const current = staged.find(({ guid }) => guid === app.currentDropletGuid);
  if (!current) return [];
  return staged.at(-1) === current ? staged : [...staged, current];
}

/** Shortly after the droplet was staged; a rollback comes a minute after what it takes back. */
function releaseTime(index: number, all: readonly Droplet[]): number {
  const newest = Math.max(...all.slice(0, index + 1).map(({ createdAt }) => createdAt));
  const droplet = all[index];
  return newest + (droplet && all.indexOf(droplet) < index ? 150_000 : 90_000);
}

function revisionOf(
  app: App,
  droplet: Droplet,
  index: number,
  all: readonly Droplet[],
  createdAt: number,
): Revision {
  const before = all.indexOf(droplet);
  return {
    guid: guidOf(app.guid, 'revision', index + 1),
    createdAt,
    updatedAt: createdAt,
    metadata: none,
    app,
    version: index + 1,
    dropletGuid: droplet.guid,
    processTypes: Object.keys(droplet.processTypes ?? {}),
    description:
      index === 0
        ? 'Initial revision.'
        : before === index
          ? 'New droplet deployed.'
          : `Rolled back to revision ${before + 1}.`,
  };
}

function createdEvent(droplet: Droplet, index: number): AuditEvent {
  return {
    guid: guidOf(droplet.guid, 'created'),
    createdAt: droplet.createdAt,
    updatedAt: droplet.createdAt,
    metadata: none,
    app: droplet.app,
    type: 'audit.app.droplet.create',
    actor: personOf(index),
    data: { droplet_guid: droplet.guid, package_guid: droplet.packageGuid },
  };
}

function processesOf(app: App, { deployments, droplets, revisions }: History): readonly Process[] {
  const current = droplets.find(({ guid }) => guid === app.currentDropletGuid);
  // Whatever is rolled out gets a new web process; before, that has the guid of the app.
  const rolledOut = deployments.findLast(({ reason }) => reason === 'DEPLOYED')?.newProcess.guid;
  const types = Object.keys(current?.processTypes ?? { web: '' });
  return types.map((type) => ({
    guid: type === 'web' ? (rolledOut ?? app.guid) : guidOf(app.guid, 'process', type),
    createdAt: app.createdAt,
    updatedAt: app.updatedAt,
    metadata: none,
    app,
    type,
    command: null,
    version: guidOf(app.guid, 'process', type, 'version'),
    revisionGuid: app.state === 'STARTED' ? (revisions.at(-1)?.guid ?? null) : null,
    dropletGuid: app.currentDropletGuid,
    starts: Array.from(
      { length: type === 'web' ? 2 : type === 'worker' ? 1 : 0 },
      () => app.updatedAt,
    ),
  }));
}

/** The new process of a canary that waits, beside what ran before. */
function addCanary(made: History, { before, droplet, revision }: Release): void {
  const web = made.processes.find(({ type }) => type === 'web');
  const deployment = made.deployments.at(-1);
  if (!web || !before || !deployment) return;
  web.dropletGuid = before.guid;
  web.revisionGuid = made.revisions.at(-2)?.guid ?? null;
  made.processes.push({
    ...web,
    guid: deployment.newProcess.guid,
    createdAt: deployment.createdAt,
    updatedAt: deployment.createdAt,
    version: guidOf(deployment.guid, 'version'),
    revisionGuid: revision.guid,
    dropletGuid: droplet.guid,
    starts: [deployment.createdAt],
  });
}
