import type { NewestFirst } from '../../cloudfoundry/history.ts';
import type { Page } from '../../cloudfoundry/page.ts';
import type { Resource } from '../../cloudfoundry/resources/resource.ts';
import { toMissing, type Missing } from '../part.ts';
import { timeOf } from './times.ts';

/** One list of an app's history, read page by page, and how far back it is known so far. */
export class HistorySource<T extends Resource> {
  readonly #list: NewestFirst<T>;
  /** By guid: pages overlap if the list grows meanwhile. */
  readonly #resources = new Map<string, T>();
  #next: Page<T>['next'] = null;
  #isAsked = false;
  #isNewestFirst = true;
  #oldest: number | null = null;
  #newest: number | null = null;
  #missing: Missing | null = null;

  constructor(list: NewestFirst<T>) {
    this.#list = list;
  }

  /** What was read so far, in the API's order. */
  get resources(): readonly T[] {
    return [...this.#resources.values()];
  }

  get count(): number {
    return this.#resources.size;
  }

  /** How many of those read are not later than this. */
  countUpTo(time: number): number {
    return this.resources.filter(({ createdAt }) => (timeOf(createdAt) ?? time) <= time).length;
  }

  /** The latest time; null if none is known. */
  get newest(): number | null {
    return this.#newest;
  }

  /** Why the list, or the rest of it, couldn't be read. */
  get missing(): Missing | null {
    return this.#missing;
  }

  /** Whether the whole list was read. */
  get isWhole(): boolean {
    return this.#isAsked && this.#missing === null && this.#next === null;
  }

  /** Whether there is more to read that wasn't refused. */
  get hasMore(): boolean {
    return this.#missing === null && this.#next !== null;
  }

  /**
   * Everything later than this (milliseconds since 1970) was read: the whole past if there is no
   * more, nothing if the API doesn't list the newest first. A list that couldn't be read doesn't
   * hold up the others.
   */
  get knownSince(): number {
    if (!this.hasMore) return Number.NEGATIVE_INFINITY;
    return this.#isNewestFirst
      ? (this.#oldest ?? Number.POSITIVE_INFINITY)
      : Number.POSITIVE_INFINITY;
  }

  /**
   * Reads the first page, the next one, or the one that failed; restarts a list that ended early.
   * Fails only if aborted.
   */
  async load(pageSize: number, signal: AbortSignal): Promise<void> {
    if (this.#isAsked && !this.#next && !this.#missing) return;
    try {
      const page = await (this.#next?.(signal) ?? this.#list(pageSize, signal));
      signal.throwIfAborted();
      this.#isAsked = true;
      this.#next = page.next;
      this.#missing = page.incomplete && !page.next ? toMissing(page.incomplete) : null;
      for (const resource of page.resources) this.#add(resource);
    } catch (error) {
      signal.throwIfAborted();
      this.#missing = toMissing(error);
    }
  }

  #add(resource: T): void {
    if (resource.guid === '' || this.#resources.has(resource.guid)) return;
    this.#resources.set(resource.guid, resource);
    const time = timeOf(resource.createdAt);
    if (time === null) return;
    if (this.#oldest !== null && time > this.#oldest) this.#isNewestFirst = false;
    this.#oldest = time;
    this.#newest = Math.max(this.#newest ?? time, time);
  }
}
