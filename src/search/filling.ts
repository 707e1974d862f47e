import { setImmediate } from 'node:timers/promises';
import type { PlacedApp } from '../cloudfoundry/allApps.ts';
import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import { noFilter } from '../cloudfoundry/filters.ts';
import type { Page } from '../cloudfoundry/page.ts';
import { largestPage } from '../cloudfoundry/bounds.ts';
import { toIndexedApp, type AppIndex } from './appIndex.ts';

/** The requests that an index needs. */
export type IndexClient = Pick<CloudFoundryClient, 'allApps' | 'can'>;

/** How far a fill is. */
export interface FillProgress {
  readonly read: number;
  readonly total: number;
}

/** How many apps to put into the index before yielding to the event loop. */
const sliceSize = 500;

/**
 * Only a broken server has more apps, and each takes memory. The largest foundations that we
 * know of have some 100,000.
 */
const mostApps = 1_000_000;

/**
 * Milliseconds. Clocks differ, and the API's times are whole seconds: ask again for what may
 * have changed just before.
 */
const overlap = 300_000;

/**
 * Reads all apps into an index, 5,000 a request and one request at a time, and takes out those that
 * are gone. The index can be searched meanwhile.
 * @returns the time since which changes must be asked for next
 * @throws what the client throws; what was read until then is in the index
 */
export async function fill(
  client: IndexClient,
  apps: AppIndex,
  tell: (progress: FillProgress) => void,
  signal: AbortSignal,
): Promise<Date> {
  const started = Date.now();
  const gone = new Set(apps.guids);
  let read = 0;
  const newest = await readPages(
    await client.allApps({ pageSize: largestPage }, signal),
    apps,
    ({ resources, totalResults }) => {
      read += resources.length;
      tell({ read, total: Math.max(totalResults, read) });
    },
    signal,
    ({ guid }) => gone.delete(guid),
  );
  for (const guid of gone) apps.remove(guid);
  return nextSince(started, newest);
}

/** What `refresh` found. */
export type Refreshed =
  | { readonly kind: 'current'; readonly since: Date; readonly hasChanged: boolean }
  /** Apps are missing or gone, or this API can't tell: it must be filled again. */
  | { readonly kind: 'unknown' };

/**
 * Asks what changed since a time, and how many apps there are now: two requests if nothing did.
 * @throws what the client throws
 */
export async function refresh(
  client: IndexClient,
  apps: AppIndex,
  since: Date,
  signal: AbortSignal,
): Promise<Refreshed> {
  if (!client.can.changedSince) return { kind: 'unknown' };
  const started = Date.now();
  const filter = { ...noFilter, updatedAfter: since };
  const changed = await client.allApps({ pageSize: largestPage, filter }, signal);
  let hasChanged = false;
  const newest = await readPages(
    changed,
    apps,
    () => undefined,
    signal,
    (app) => {
      const { name, place } = apps.get(app.guid) ?? {};
      const now = toIndexedApp(app);
      hasChanged ||= name !== now.name || place?.spaceGuid !== now.place?.spaceGuid;
    },
  );
  const { totalResults } = await client.allApps({ pageSize: 1 }, signal);
  // Deleted apps show only in the count.
  if (totalResults !== apps.size) return { kind: 'unknown' };
  const next = newest === null ? since : nextSince(started, newest);
  return { kind: 'current', since: next, hasChanged };
}

/** Puts the apps of a page, and of all that follow, into the index. @returns the time of the latest change */
async function readPages(
  first: Page<PlacedApp>,
  apps: AppIndex,
  onPage: (page: Page<PlacedApp>) => void,
  signal: AbortSignal,
  onApp: (app: PlacedApp) => void,
): Promise<number | null> {
  let newest: number | null = null;
  for (let page: Page<PlacedApp> | null = first; page;) {
    for (const [index, app] of page.resources.entries()) {
      if (index % sliceSize === 0) {
        await setImmediate();
        signal.throwIfAborted();
      }
      if (app.guid === '') continue;
      onApp(app);
      apps.put(toIndexedApp(app));
      const changed = Date.parse(app.app.updatedAt ?? app.app.createdAt ?? '');
      if (!Number.isNaN(changed)) newest = Math.max(newest ?? changed, changed);
    }
    onPage(page);
    // Rows that slipped through show in the next count; a list that breaks off doesn't end.
    if (page.incomplete && !page.next) throw page.incomplete;
    if (apps.size >= mostApps) return newest;
    page = page.next && (await page.next(signal));
  }
  return newest;
}

/**
 * What was changed while we were reading may be missing. The API's own times are the measure,
 * unless ours is earlier: its clock can differ from ours.
 */
function nextSince(started: number, newest: number | null): Date {
  return new Date(Math.min(started, newest ?? started) - overlap);
}
