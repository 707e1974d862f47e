import { isNotFound } from './errors.ts';
import type { Reads } from './reads.ts';
import { currentLinkOf, toApp, type App, type CurrentDroplet } from './resources/app.ts';
import { toDroplet } from './generations/droplet.ts';
import type { Droplet } from './resources/droplet.ts';
import type { Link } from './resources/resource.ts';

/** The current droplet's guid, and the droplet itself. */
export interface Current {
  readonly current: CurrentDroplet;
  /**
   * Complete, including parts that lists hide. Null if there is none, if the caller didn't want it,
   * or if fetching it failed.
   */
  readonly whole: Droplet | null;
  /** Why fetching it failed although its guid is known; null otherwise. */
  readonly error: unknown;
}

/** The requests that find the current droplet. */
interface Asked {
  readonly app: (app: App) => Promise<App>;
  readonly whole: (app: App) => Promise<Droplet | null>;
}

/**
 * Asks which droplet is current and fetches it whole, with a single request wherever
 * the API allows it.
 * @param unless the GUID of a droplet that the caller already has
 * @throws what the client throws if it can't be determined which one is current
 */
export async function readCurrent(
  { app: fresh, whole: ask }: Asked,
  app: App,
  unless: string | null,
): Promise<Current> {
  if (hasQuestion(app)) {
    const droplet = await ask(app);
    if (!droplet) return { current: { kind: 'none' }, whole: null, error: null };
    const current: CurrentDroplet = { kind: 'assigned', guid: droplet.guid };
    return { current, whole: droplet.guid === unless ? null : droplet, error: null };
  }
  // In 2015 the app's link names the droplet, so we need the latest link.
  const now = await fresh(app);
  const { currentDroplet: current } = now;
  if (current.kind !== 'assigned' || current.guid === unless) {
    return { current, whole: null, error: null };
  }
  try {
    return { current, whole: await ask(now), error: null };
  } catch (error) {
    return { current, whole: null, error };
  }
}

/** Whether the app has a link that always asks for the current droplet, whichever it is. */
function hasQuestion({ currentDroplet, links }: App): boolean {
  if (links['current_droplet']) return true;
  return currentDroplet.kind === 'unknown' && links['droplet'] !== undefined;
}

/**
 * Asks which droplet is current: through the app itself if the API includes it there, or else
 * through the app's link.
 */
export async function readCurrentDroplet(
  reads: Reads,
  app: App,
  signal: AbortSignal | undefined,
): Promise<CurrentDroplet> {
  const link = currentLinkOf(app);
  const self = app.links['self'];
  if (self && (app.currentDroplet.kind !== 'unknown' || !link)) {
    return (await reads.one(self, toApp, signal)).currentDroplet;
  }
  if (!link) return { kind: 'unknown' };
  const droplet = await readCurrentWhole(reads, app, signal);
  return droplet ? { kind: 'assigned', guid: droplet.guid } : { kind: 'none' };
}

/** Fetches the whole current droplet; null if none is assigned or the app has no link to it. */
export async function readCurrentWhole(
  reads: Reads,
  app: App,
  signal: AbortSignal | undefined,
): Promise<Droplet | null> {
  const link = currentLinkOf(app);
  if (!link) return null;
  try {
    return await reads.one(link, toDroplet, signal);
  } catch (error) {
    // The normal answer for an app without a current droplet.
    if (isNotFound(error)) return null;
    throw error;
  }
}

/**
 * The link that stays the same whichever droplet is current; in 2015 the link names the
 * droplet itself instead.
 */
export function questionOfCurrent(app: App): Link | null {
  const link = currentLinkOf(app);
  return link?.href.endsWith('/droplets/current') ? link : null;
}

/** Prefers what the app itself says, since the check before the write will ask the same way. */
export function currentOf(app: App, droplet: Droplet | null): CurrentDroplet {
  if (app.currentDroplet.kind !== 'unknown') return app.currentDroplet;
  if (droplet) return { kind: 'assigned', guid: droplet.guid };
  return currentLinkOf(app) ? { kind: 'none' } : { kind: 'unknown' };
}
