import type { NewestFirst } from '../../cloudfoundry/history.ts';
import type { Page } from '../../cloudfoundry/page.ts';
import type { Resource } from '../../cloudfoundry/resources/resource.ts';
import { toMissing, type Missing } from '../part.ts';
import { timeOf } from './times.ts';

/** One list of an app's history, read page by page, and how far back it is known by now. */
export class HistorySource<T extends Resource> {
  readonly #list: NewestFirst<T>;
  /** By guid: pages of a list that grows meanwhile overlap. */
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

  /** What has been read so far, in the order of the API. */
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

  /** The latest time there is; null where none is known. */
  get newest(): number | null {
    return this.#newest;
  }

  /** Why the list, or the rest of it, could not be read. */
  get missing(): Missing | null {
    return this.#missing;
  }

  /** Whether everything was read that there is. */
  get isWhole(): boolean {
    return this.#isAsked && this.#missing === null && this.#next === null;
  }

  /** Whether there is more to read that was not refused. */
  get hasMore(): boolean {
    return this.#missing === null && this.#next !== null;
  }

  /**
   * Whatever is later than this (milliseconds since 1970) has been read: the past as a whole where nothing more is to
   * come, nothing where the API does not list the newest first. A list that could not be read holds up no other.
   */
  get knownSince(): number {
    if (!this.hasMore) return Number.NEGATIVE_INFINITY;
    return this.#isNewestFirst
      ? (this.#oldest ?? Number.POSITIVE_INFINITY)
      : Number.POSITIVE_INFINITY;
  }

  /** Reads the first page, the next one, or the one that failed; a list that ended early from its beginning. Fails only when the signal says so. */
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
