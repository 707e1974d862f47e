import { setImmediate } from 'node:timers/promises';
import { NotCloudFoundryError, RefusedLinkError } from './errors.ts';
import { asNumber, asObject, asString, isList, isObject, type JsonObject } from './json.ts';
import { resolveLink, type LinkScope } from './links.ts';

/** One page of a list. `next` is null on the last one. */
export interface Page<T> {
  readonly resources: readonly T[];
  /** As the API counts; may change between pages. Never less than what was seen so far. */
  readonly totalResults: number;
  readonly next: ((signal?: AbortSignal) => Promise<Page<T>>) | null;
  /** Whether the server ignored the filter, and rows that do not match were dropped here. */
  readonly matchedHere?: boolean;
}

/** How a list is asked and read. */
export interface PageSource<T> {
  readonly scope: LinkScope;
  readonly get: (url: URL, signal: AbortSignal | undefined) => Promise<JsonObject>;
  readonly read: (resource: JsonObject) => T;
}

/** A list that lasts longer than this is a server gone wrong. */
const maxPages = 10_000;

/** A slice that is read without giving way to the event loop: 5,000 droplets in one go would be felt. */
const sliceSize = 500;

interface Progress {
  readonly visited: ReadonlySet<string>;
  readonly seen: number;
  readonly total: number;
}

/** Asks for the first page; the following ones are those that the API advertises, whatever they are called. */
export async function firstPage<T>(
  source: PageSource<T>,
  url: URL,
  signal?: AbortSignal,
): Promise<Page<T>> {
  return fetchPage(source, url, { visited: new Set(), seen: 0, total: 0 }, signal);
}

async function fetchPage<T>(
  source: PageSource<T>,
  url: URL,
  before: Progress,
  signal: AbortSignal | undefined,
): Promise<Page<T>> {
  const json = await source.get(url, signal);
  const items = json['resources'];
  if (!isList(items)) {
    // Taken for an empty list, the answer of some portal would empty what is shown.
    throw new NotCloudFoundryError(url.href, 200, `${url.host} answered without a list`);
  }
  const resources = await readInSlices(items, source.read, signal);
  const seen = before.seen + items.length;
  const counted = asNumber(asObject(json['pagination'])['total_results'] ?? json['total_results']);
  // A page past the end counts 0 in all: what was counted before is nearer to the truth.
  const total = Math.max(seen, items.length === 0 ? before.total : (counted ?? 0));
  const after = { visited: new Set([...before.visited, keyOf(url)]), seen, total };
  return { resources, totalResults: total, next: nextOf(source, json, url, after) };
}

function nextOf<T>(
  source: PageSource<T>,
  json: JsonObject,
  url: URL,
  progress: Progress,
): Page<T>['next'] {
  const href = nextHref(json);
  if (href === null || progress.visited.size >= maxPages) return null;
  let next: URL;
  try {
    next = resolveLink(href, source.scope);
  } catch (error) {
    // What is not an address at all ("string" in answers made from a description) ends the list; an address that
    // leads elsewhere would hide rows in silence, so following it says why it was refused.
    if (error instanceof RefusedLinkError && /^(https?:)?\/\//i.test(href)) {
      return () => Promise.reject(error);
    }
    return null;
  }
  if (next.pathname !== url.pathname || progress.visited.has(keyOf(next))) return null;
  return (signal) => fetchPage(source, next, progress, signal);
}

/** v3 says `pagination.next.href`, v2 says `next_url`. */
function nextHref(json: JsonObject): string | null {
  const next = asObject(json['pagination'])['next'];
  return asString(asObject(next)['href']) ?? asString(json['next_url']);
}

function keyOf(url: URL): string {
  return `${url.pathname}${url.search}`;
}

async function readInSlices<T>(
  items: readonly unknown[],
  read: (resource: JsonObject) => T,
  signal: AbortSignal | undefined,
): Promise<readonly T[]> {
  const resources: T[] = [];
  for (let start = 0; start < items.length; start += sliceSize) {
    if (start > 0) {
      await setImmediate();
      signal?.throwIfAborted();
    }
    for (const item of items.slice(start, start + sliceSize)) {
      if (isObject(item)) resources.push(read(item));
    }
  }
  return resources;
}
