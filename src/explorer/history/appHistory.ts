import type { AppHistoryLists, NewestFirst } from '../../cloudfoundry/history.ts';
import type { CurrentDroplet } from '../../cloudfoundry/resources/app.ts';
import type { Resource } from '../../cloudfoundry/resources/resource.ts';
import { toMissing, type Missing } from '../part.ts';
import { toEntries, type HistoryEntry } from './entries.ts';
import { toEvidence } from './evidence.ts';
import { HistorySource } from './historySource.ts';
import { toStretches, type Stretch } from './stretches.ts';

type ListName = keyof AppHistoryLists;
type Sources = { readonly [Name in ListName]: HistorySource<ResourceOf<Name>> };
type ResourceOf<Name extends ListName> =
  AppHistoryLists[Name] extends NewestFirst<infer T extends Resource> ? T : never;
type AnySource = Sources[ListName];

/** The sources of an app's history. */
export type HistorySourceName = ListName | 'current';

/** Why a source isn't shown, or not further back. */
export interface MissingSource {
  readonly source: HistorySourceName;
  readonly missing: Missing;
  /** Whether its newest entries are shown. */
  readonly isPartly: boolean;
}

/** What is known of an app's history so far. */
export interface HistoryView {
  /** Newest first, those without a time last. Only a retry can later add entries between these. */
  readonly entries: readonly HistoryEntry[];
  /** Which droplet was current when, oldest first. */
  readonly stretches: readonly Stretch[];
  readonly current: CurrentDroplet;
  readonly missing: readonly MissingSource[];
  /** Lists without entries. */
  readonly empty: readonly HistorySourceName[];
  readonly hasOlder: boolean;
  /** Whether every existing droplet of the app was read. */
  readonly hasAllDroplets: boolean;
}

const names: readonly ListName[] = [
  'droplets',
  'builds',
  'packages',
  'events',
  'deployments',
  'revisions',
];

const pageSize = 50;
/** The most that a Cloud Controller returns at once. */
const maxPageSize = 5000;
/** Only a broken server has a history that needs more pages at once. */
const maxRounds = 100;

/**
 * The history of an app, read from six lists in parallel, page by page. To keep the order right, an
 * entry is shown only once every list is known further back than it.
 */
export class AppHistory {
  readonly #sources: Sources;
  readonly #askCurrent: (signal: AbortSignal) => Promise<CurrentDroplet>;
  #current: CurrentDroplet = { kind: 'unknown' };
  #missingCurrent: Missing | null = null;
  /** Everything since this time has been shown; it only moves back. */
  #shownSince = Number.POSITIVE_INFINITY;

  constructor(
    lists: AppHistoryLists,
    askCurrent: (signal: AbortSignal) => Promise<CurrentDroplet>,
  ) {
    this.#sources = {
      droplets: new HistorySource(lists.droplets),
      builds: new HistorySource(lists.builds),
      packages: new HistorySource(lists.packages),
      events: new HistorySource(lists.events),
      deployments: new HistorySource(lists.deployments),
      revisions: new HistorySource(lists.revisions),
    };
    this.#askCurrent = askCurrent;
  }

  /**
   * Requests the newest entries of every list and the current droplet, all at once. Fails
   * only if aborted.
   * @param before what was read earlier: this is read equally far back
   */
  async load(signal: AbortSignal, before: AppHistory | null = null): Promise<void> {
    if (before) this.#shownSince = before.#shownSince;
    const asked = names.map((name) => {
      const count = before ? before.#sources[name].count : 0;
      return this.#sources[name].load(Math.min(Math.max(count, pageSize), maxPageSize), signal);
    });
    await Promise.all([...asked, this.#loadCurrent(signal)]);
    await this.#catchUp(signal, this.#newest);
  }

  /** Goes further back: requests more from the lists that are nearly used up. */
  async loadOlder(signal: AbortSignal): Promise<void> {
    const isShown = this.#shownSince;
    const isNearlyUsedUp = (source: AnySource) => source.countUpTo(isShown) < pageSize / 2;
    await this.#loadAll((source) => source.hasMore && isNearlyUsedUp(source), signal);
    await this.#catchUp(signal, isShown);
  }

  /** Retries what failed. */
  async retry(signal: AbortSignal): Promise<void> {
    await Promise.all([
      this.#loadAll(({ missing }) => missing?.reason === 'failed', signal),
      this.#missingCurrent ? this.#loadCurrent(signal) : null,
    ]);
    await this.#catchUp(signal);
  }

  /** Why there is nothing to show; null if at least one list was read. */
  get failure(): Missing | null {
    const isRead = this.#all.some(({ missing, count }) => missing === null || count > 0);
    return isRead ? null : this.#sources.droplets.missing;
  }

  get view(): HistoryView {
    const { droplets, builds, packages, events, deployments, revisions } = this.#sources;
    const resources = {
      droplets: droplets.resources,
      builds: builds.resources,
      packages: packages.resources,
      events: events.resources,
      deployments: deployments.resources,
      revisions: revisions.resources,
    };
    const since = this.#knownSince;
    return {
      entries: toEntries(resources).filter(({ time }) => time === null || time > since),
      stretches: toStretches(toEvidence(resources), this.#current),
      current: this.#current,
      missing: this.#missing,
      empty: names.filter((name) => this.#sources[name].isWhole && this.#sources[name].count === 0),
      hasOlder: this.#all.some(({ hasMore }) => hasMore),
      hasAllDroplets: droplets.isWhole,
    };
  }

  get #missing(): readonly MissingSource[] {
    const current = this.#missingCurrent;
    return [
      ...(current ? [{ source: 'current', missing: current, isPartly: false } as const] : []),
      ...names.flatMap((source) => {
        const { missing, count } = this.#sources[source];
        return missing ? [{ source, missing, isPartly: count > 0 }] : [];
      }),
    ];
  }

  get #all(): readonly AnySource[] {
    return Object.values(this.#sources);
  }

  /** Every list is fully known for times later than this. */
  get #knownSince(): number {
    return Math.max(...this.#all.map(({ knownSince }) => knownSince));
  }

  get #newest(): number {
    const newest = this.#all.flatMap((source) => source.newest ?? []);
    return newest.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...newest);
  }

  async #loadCurrent(signal: AbortSignal): Promise<void> {
    try {
      this.#current = await this.#askCurrent(signal);
      this.#missingCurrent = null;
    } catch (error) {
      signal.throwIfAborted();
      this.#current = { kind: 'unknown' };
      this.#missingCurrent = toMissing(error);
    }
  }

  /**
   * Reads on until everything that was shown is shown again, plus something older than `beyond`.
   */
  async #catchUp(signal: AbortSignal, beyond = Number.POSITIVE_INFINITY): Promise<void> {
    for (let round = 0; round < maxRounds; round += 1) {
      const since = this.#knownSince;
      const isBack = since <= this.#shownSince && since < Number.POSITIVE_INFINITY;
      if (isBack && (since < beyond || since === Number.NEGATIVE_INFINITY)) break;
      await this.#loadAll((source) => source.hasMore && source.knownSince >= since, signal);
    }
    this.#shownSince = Math.min(this.#shownSince, this.#knownSince);
  }

  async #loadAll(isWanted: (source: AnySource) => boolean, signal: AbortSignal): Promise<void> {
    await Promise.all(this.#all.filter(isWanted).map((source) => source.load(pageSize, signal)));
  }
}
