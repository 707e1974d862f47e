import type { JsonObject } from '../../cloudfoundry/json.ts';
import type { App, AuditEvent, Deployment, Droplet, Revision } from '../model.ts';
import { personOf } from './droplets.ts';
import { guidOf } from './guid.ts';
import type { AppRecipe } from './recipe.ts';

/** A droplet that was assigned once, and how it then came to run. */
export interface Release {
  readonly droplet: Droplet;
  /** What ran before, or undefined for the first. */
  readonly before: Droplet | undefined;
  readonly revision: Revision;
  readonly at: number;
  /** Counted from 0. */
  readonly index: number;
  readonly isRollback: boolean;
  /** Whether it is a canary that waits. */
  readonly isPaused: boolean;
  /** Whether it is one of the latest, so that nothing else can have come after. */
  readonly isRecent: boolean;
}

interface Attempt {
  readonly at: number;
  readonly strategy: Deployment['strategy'];
  readonly reason: 'DEPLOYED' | 'CANCELED' | 'SUPERSEDED' | 'PAUSED';
  readonly endedAt: number;
}

const second = 1000;
const none = { labels: {}, annotations: {} };

/** What people wrote into the audit events to let a release run. */
export function releaseEvents(release: Release, recipe: AppRecipe): readonly AuditEvent[] {
  const { at, droplet, index } = release;
  const attempts = attemptsOf(release, recipe);
  if (attempts.length === 0) {
    const crashes = recipe.hasCrashingNewest && release.isRecent && !release.isRollback;
    return [
      eventOf(release, 'audit.app.droplet.mapped', at, mapped(droplet)),
      eventOf(release, `audit.app.${index === 0 ? 'start' : 'restart'}`, at + 5 * second, {}),
      ...(crashes ? crashEvents(droplet.app, at + 15 * second) : []),
    ];
  }
  return attempts.flatMap((attempt, number) => attemptEvents(release, attempt, number));
}

/** The deployments by which a release came to run; none where the app was restarted. */
export function releaseDeployments(release: Release, recipe: AppRecipe): readonly Deployment[] {
  const { before, droplet, revision } = release;
  const { app } = droplet;
  return attemptsOf(release, recipe).map((attempt, number) => ({
    guid: deploymentGuid(release, number),
    createdAt: attempt.at,
    updatedAt: attempt.endedAt,
    metadata: none,
    app,
    reason: attempt.reason,
    strategy: attempt.strategy,
    maxInFlight: 1,
    webInstances: null,
    steps: null,
    step: 1,
    originalInstances: 2,
    droplet,
    previousDropletGuid: before?.guid ?? null,
    newProcess: { guid: guidOf(app.guid, 'rolled out', release.index, number), type: 'web' },
    revision: { guid: revision.guid, version: revision.version },
    lastSuccessfulHealthcheck: attempt.at + 2 * second,
    lastStatusChange: attempt.endedAt,
    since: attempt.endedAt,
    isContinued: attempt.strategy === 'canary' && attempt.reason === 'DEPLOYED',
    error: null,
  }));
}

/** Where an app is rolled out, not everything went well at once. */
function attemptsOf(release: Release, recipe: AppRecipe): readonly Attempt[] {
  const { at, before, index, isPaused, isRecent } = release;
  if (isPaused) return [{ at, strategy: 'canary', reason: 'PAUSED', endedAt: at + 2 * second }];
  if (!recipe.isRolledOut || !before) return [];
  const rolling = {
    at,
    strategy: 'rolling',
    reason: 'DEPLOYED',
    endedAt: at + 40 * second,
  } as const;
  const later = (seconds: number): Attempt => ({
    ...rolling,
    at: at + seconds * second,
    endedAt: at + (seconds + 40) * second,
  });
  if (isRecent) return [rolling];
  switch (index % 5) {
    case 2:
      return [{ ...rolling, strategy: 'canary', endedAt: at + 900 * second }];
    case 3:
      return [{ ...rolling, reason: 'CANCELED', endedAt: at + 60 * second }, later(1800)];
    case 4:
      return [{ ...rolling, reason: 'SUPERSEDED', endedAt: at + 30 * second }, later(30)];
  }
  return [rolling];
}

function attemptEvents(
  release: Release,
  { at, endedAt, reason, strategy }: Attempt,
  number: number,
): readonly AuditEvent[] {
  const { before, droplet, revision } = release;
  const deployment_guid = deploymentGuid(release, number);
  const about = { deployment_guid, droplet_guid: droplet.guid };
  const event = (type: string, time: number, data: JsonObject) =>
    eventOf(release, `audit.app.${type}`, time, data, number);
  return [
    event('droplet.mapped', at, mapped(droplet)),
    event('deployment.create', at, {
      ...about,
      type: release.isRollback ? 'rollback' : null,
      revision_guid: revision.guid,
      request: {
        droplet: { guid: droplet.guid },
        strategy,
        relationships: { app: { data: { guid: droplet.app.guid } } },
      },
      strategy,
    }),
    ...(strategy === 'canary' && reason === 'DEPLOYED'
      ? [event('deployment.continue', at + 840 * second, about)]
      : []),
    ...(reason === 'CANCELED' && before
      ? [
          eventOf(release, 'audit.app.droplet.mapped', endedAt, mapped(before), 'taken back'),
          event('deployment.cancel', endedAt, about),
        ]
      : []),
  ];
}

/** The notes of an instance that ended by itself, again and again. */
function crashEvents(app: App, at: number): readonly AuditEvent[] {
  return [0, 1, 2].map((times) => ({
    guid: guidOf(app.guid, 'crash', times),
    createdAt: at + times * 20 * second,
    updatedAt: at + times * 20 * second,
    metadata: none,
    app,
    type: 'audit.app.process.crash',
    actor: { guid: app.guid, name: 'web', email: '' },
    data: {
      instance: guidOf(app.guid, 'crash', times, 'instance'),
      index: 0,
      cell_id: 'diego-cell-1',
      exit_description: 'APP/PROC/WEB: Exited with status 1',
      reason: 'CRASHED',
    },
  }));
}

function deploymentGuid({ droplet, index }: Release, number: number): string {
  return guidOf(droplet.app.guid, 'deployment', index, number);
}

function mapped({ guid }: Droplet): JsonObject {
  return { request: { droplet_guid: guid } };
}

function eventOf(
  { droplet, index }: Release,
  type: string,
  at: number,
  data: JsonObject,
  number: number | string = 0,
): AuditEvent {
  return {
    guid: guidOf(droplet.app.guid, type, index + 1, number),
    createdAt: at,
    updatedAt: at,
    metadata: none,
    app: droplet.app,
    type,
    actor: personOf(index),
    data,
  };
}
