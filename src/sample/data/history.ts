import type { App, AuditEvent, Droplet, History, Process, Revision } from '../model.ts';
import { buildOf, dropletOf, packageOf, personOf } from './droplets.ts';
import { guidOf } from './guid.ts';
import { dropletStates, type AppRecipe, type Era } from './recipe.ts';

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
  made.revisions.push(
    ...released.map((droplet, index) => revisionOf(app, droplet, index, released)),
  );
  made.events.push(
    ...droplets.slice(-30).map((droplet, index) => createdEvent(droplet, index)),
    ...released.map((droplet, index) => mappedEvent(app, droplet, index, released)),
  );
  made.events.sort((a, b) => a.createdAt - b.createdAt);
  made.processes.push(...processesOf(app, made));
  if (recipe.hasPausedCanary) addPausedCanary(app, made, era);
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

function revisionOf(app: App, droplet: Droplet, index: number, all: readonly Droplet[]): Revision {
  const createdAt = releaseTime(index, all);
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

function mappedEvent(
  app: App,
  droplet: Droplet,
  index: number,
  all: readonly Droplet[],
): AuditEvent {
  const createdAt = releaseTime(index, all);
  return {
    guid: guidOf(app.guid, 'mapped', index + 1),
    createdAt,
    updatedAt: createdAt,
    metadata: none,
    app,
    type: 'audit.app.droplet.mapped',
    actor: personOf(index),
    data: { request: { droplet_guid: droplet.guid } },
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

function processesOf(app: App, { droplets, revisions }: History): readonly Process[] {
  const current = droplets.find(({ guid }) => guid === app.currentDropletGuid);
  const types = Object.keys(current?.processTypes ?? { web: '' });
  return types.map((type) => ({
    guid: type === 'web' ? app.guid : guidOf(app.guid, 'process', type),
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

/** A canary of the current droplet runs beside the one before it, and waits. */
function addPausedCanary(app: App, made: History, { start }: Era): void {
  const revision = made.revisions.at(-1);
  const before = made.revisions.at(-2);
  const droplet = made.droplets.find(({ guid }) => guid === app.currentDropletGuid);
  const web = made.processes.find(({ type }) => type === 'web');
  if (!revision || !before || !droplet || !web) return;
  const createdAt = start - 120_000;
  web.revisionGuid = before.guid;
  web.dropletGuid = before.dropletGuid;
  const process: Process = {
    ...web,
    dropletGuid: droplet.guid,
    guid: guidOf(app.guid, 'canary process'),
    createdAt,
    updatedAt: createdAt,
    version: guidOf(app.guid, 'canary process', 'version'),
    revisionGuid: revision.guid,
    starts: [createdAt],
  };
  made.processes.push(process);
  made.deployments.push({
    guid: guidOf(app.guid, 'canary'),
    createdAt,
    updatedAt: createdAt + 2000,
    metadata: none,
    app,
    reason: 'PAUSED',
    strategy: 'canary',
    maxInFlight: 1,
    webInstances: null,
    steps: null,
    step: 1,
    originalInstances: web.starts.length,
    droplet,
    previousDropletGuid: before.dropletGuid,
    newProcess: { guid: process.guid, type: process.type },
    revision: { guid: revision.guid, version: revision.version },
    lastSuccessfulHealthcheck: createdAt + 2000,
    lastStatusChange: createdAt + 2000,
    since: createdAt + 2000,
    isContinued: false,
    error: null,
  });
}
