import type { AppHistoryLists, NewestFirst } from '../../../../../src/cloudfoundry/history.ts';
import { toDroplet } from '../../../../../src/cloudfoundry/generations/droplet.ts';
import type { JsonObject } from '../../../../../src/cloudfoundry/json.ts';
import type { Page } from '../../../../../src/cloudfoundry/page.ts';
import { toAuditEvent } from '../../../../../src/cloudfoundry/resources/auditEvent.ts';
import { toBuild } from '../../../../../src/cloudfoundry/resources/build.ts';
import { toDeployment } from '../../../../../src/cloudfoundry/resources/deployment.ts';
import { toPackage } from '../../../../../src/cloudfoundry/resources/package.ts';
import { toRevision } from '../../../../../src/cloudfoundry/resources/revision.ts';
import { AppHistory } from '../../../../../src/explorer/history/appHistory.ts';
import type { HistoryEntry } from '../../../../../src/explorer/history/entries.ts';

type Name = keyof AppHistoryLists;

export const never = new AbortController().signal;

/** `12:03:00` is that time of one day; null stays null. */
export function at(clock: string | null): string | null {
  return clock === null ? null : `2026-11-20T${clock.length === 5 ? `${clock}:00` : clock}Z`;
}

export function droplet(guid: string, clock: string | null, fields: JsonObject = {}) {
  return toDroplet({ guid, state: 'STAGED', created_at: at(clock), ...fields });
}

export function build(guid: string, clock: string | null, made: string | null, of?: string) {
  const packageOf = of === undefined ? {} : { package: { guid: of } };
  return toBuild({ guid, created_at: at(clock), droplet: { guid: made }, ...packageOf });
}

export function aPackage(guid: string, clock: string | null) {
  return toPackage({ guid, created_at: at(clock) });
}

/** That the droplet became the current one. */
export function mapped(guid: string, clock: string | null, made: string, fields: JsonObject = {}) {
  return toAuditEvent({
    guid,
    type: 'audit.app.droplet.mapped',
    created_at: at(clock),
    actor: { guid: 'u-1', type: 'user', name: 'maya' },
    data: { request: { droplet_guid: made } },
    ...fields,
  });
}

export function deploymentEvent(guid: string, clock: string, of: string, what: string) {
  return toAuditEvent({
    guid,
    type: `audit.app.deployment.${what}`,
    created_at: at(clock),
    actor: { guid: 'u-2', type: 'user', name: what === 'create' ? 'jonas' : 'priya' },
    data: { deployment_guid: of },
  });
}

export function deployment(
  guid: string,
  clock: string | null,
  [before, after]: readonly [string | null, string],
  fields: JsonObject = {},
) {
  return toDeployment({
    guid,
    created_at: at(clock),
    status: { value: 'FINALIZED', reason: 'DEPLOYED' },
    droplet: { guid: after },
    previous_droplet: { guid: before },
    ...fields,
  });
}

export function revision(guid: string, clock: string | null, of: string, version = 1) {
  return toRevision({ guid, created_at: at(clock), version, droplet: { guid: of } });
}

/** The lists of an app as a foundation has them, in pages, and what it was asked. */
export class FakeLists {
  readonly content: { readonly [K in Name]: Contained<K> };
  /** What was asked, as `builds 2`: the second page of builds. */
  readonly asked: string[] = [];
  /** What a page fails with: `builds 2`, or `builds` for all of them. */
  readonly failures = new Map<string, Error>();
  /** Overrides what is asked for. */
  pageSize: number | null = null;

  constructor(content: Partial<{ readonly [K in Name]: Contained<K> }> = {}) {
    this.content = {
      droplets: [],
      builds: [],
      packages: [],
      events: [],
      deployments: [],
      revisions: [],
      ...content,
    };
  }

  get lists(): AppHistoryLists {
    const { content } = this;
    return {
      droplets: this.#list('droplets', () => content.droplets),
      builds: this.#list('builds', () => content.builds),
      packages: this.#list('packages', () => content.packages),
      events: this.#list('events', () => content.events),
      deployments: this.#list('deployments', () => content.deployments),
      revisions: this.#list('revisions', () => content.revisions),
    };
  }

  takeAsked(): readonly string[] {
    return this.asked.splice(0);
  }

  #list<T>(name: Name, all: () => readonly T[]): NewestFirst<T> {
    return (size, signal) => this.#page(name, all, 1, this.pageSize ?? size, signal);
  }

  async #page<T>(
    name: Name,
    all: () => readonly T[],
    number: number,
    size: number,
    signal: AbortSignal | undefined,
  ): Promise<Page<T>> {
    this.asked.push(`${name} ${number}`);
    await Promise.resolve();
    signal?.throwIfAborted();
    const failure = this.failures.get(name) ?? this.failures.get(`${name} ${number}`);
    if (failure) throw failure;
    const resources = all();
    const hasNext = number * size < resources.length;
    return {
      resources: resources.slice((number - 1) * size, number * size),
      totalResults: resources.length,
      next: hasNext ? (s) => this.#page(name, all, number + 1, size, s) : null,
    };
  }
}

type Contained<K extends Name> =
  AppHistoryLists[K] extends NewestFirst<infer T> ? readonly T[] : never;

/** The history of an app that these lists tell; which droplet is current now is `now`. */
export function aHistory({ lists }: FakeLists, now: string | null = null): AppHistory {
  return new AppHistory(lists, async () =>
    now === null ? { kind: 'none' } : { kind: 'assigned', guid: now },
  );
}

/** Entries in short: the guids of what they are about. */
export function guidsOf(entries: readonly HistoryEntry[]): string {
  return entries.map(guidOf).join(' ');
}

function guidOf(entry: HistoryEntry): string {
  switch (entry.kind) {
    case 'droplet':
      return entry.droplet.guid;
    case 'build':
      return entry.build.guid;
    case 'package':
      return entry.package.guid;
    case 'assignment':
      return entry.event.guid;
    case 'deployment':
      return entry.deployment.guid;
    case 'revision':
      return entry.revision.guid;
  }
}
