import { setImmediate } from 'node:timers/promises';
import { mostResources } from './bounds.ts';
import { NotCloudFoundryError } from './errors.ts';
import { asNumber, asObject, isList, isObject, type JsonObject } from './json.ts';
import type { LinkScope } from './links.ts';

/** What the rows of a list have in common: a guid, which some of them leave out. */
export interface Listed {
  readonly guid: string | null;
}

/** How a list is asked and read. */
export interface PageSource<T extends Listed> {
  readonly scope: LinkScope;
  readonly get: (url: URL, signal: AbortSignal | undefined) => Promise<JsonObject>;
  readonly read: (resource: JsonObject) => T;
}

/** A slice that is read without giving way to the event loop: 5,000 droplets in one go would be felt. */
const sliceSize = 500;

/** What one answer says. */
interface PageAnswer<T> {
  readonly json: JsonObject;
  readonly resources: readonly T[];
  /** As the API counts all rows of the list; null where it does not. */
  readonly counted: number | null;
  readonly isCut: boolean;
}

/** Asks for one page and reads its rows. */
export async function askPage<T extends Listed>(
  source: PageSource<T>,
  url: URL,
  signal: AbortSignal | undefined,
): Promise<PageAnswer<T>> {
  const json = await source.get(url, signal);
  const items = json['resources'];
  if (!isList(items)) {
    // Taken for an empty list, the answer of some portal would empty what is shown.
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
