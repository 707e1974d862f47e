import { setImmediate } from 'node:timers/promises';
import { mostResources } from './bounds.ts';
import { NotCloudFoundryError } from './errors.ts';
import { asNumber, asObject, isList, isObject, type JsonObject } from './json.ts';
import type { LinkScope } from './links.ts';

/** What all list rows have in common: a guid, which some rows lack. */
export interface Listed {
  readonly guid: string | null;
}

/** How to request and read a list. */
export interface PageSource<T extends Listed> {
  readonly scope: LinkScope;
  readonly get: (url: URL, signal: AbortSignal | undefined) => Promise<JsonObject>;
  readonly read: (resource: JsonObject) => T;
}

/**
 * How many rows to read before yielding to the event loop: reading 5,000 droplets at once
 * would be noticeable.
 */
const sliceSize = 500;

/** The contents of one answer. */
interface PageAnswer<T> {
  readonly json: JsonObject;
  readonly resources: readonly T[];
  /** The API's count of all rows in the list; null if it doesn't count. */
  readonly counted: number | null;
  readonly isCut: boolean;
}

/** Requests one page and reads its rows. */
export async function askPage<T extends Listed>(
  source: PageSource<T>,
  url: URL,
  signal: AbortSignal | undefined,
): Promise<PageAnswer<T>> {
  const json = await source.get(url, signal);
  const items = json['resources'];
  if (!isList(items)) {
    // If we treated a portal's answer as an empty list, the view would lose its rows.
    throw new NotCloudFoundryError(url.href, 200, `${url.host} didn’t return a list`);
  }
  const isCut = items.length > mostResources;
  const kept = isCut ? items.slice(0, mostResources) : items;
  const resources = await readInSlices(kept, source.read, signal);
  const counted = asNumber(asObject(json['pagination'])['total_results'] ?? json['total_results']);
  return { json, resources, counted, isCut };
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
