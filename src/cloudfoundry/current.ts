import { isNotFound } from './errors.ts';
import type { Reads } from './reads.ts';
import { currentLinkOf, toApp, type App, type CurrentDroplet } from './resources/app.ts';
import { toDroplet } from './generations/droplet.ts';
import type { Droplet } from './resources/droplet.ts';
import type { Link } from './resources/resource.ts';

/** Which droplet is current, and that droplet. */
export interface Current {
  readonly current: CurrentDroplet;
  /** Whole, hidden parts included; null where there is none, where it wasn't wanted, or where it could not be had. */
  readonly whole: Droplet | null;
  /** Why it could not be had although it is known which one it is; null otherwise. */
  readonly error: unknown;
}

/** What is asked for the current droplet. */
interface Asked {
  readonly app: (app: App) => Promise<App>;
  readonly whole: (app: App) => Promise<Droplet | null>;
}

/**
 * Asks which droplet is current, and for that one whole, with one request for both wherever the API can be asked so.
 * @param unless the GUID of a droplet that the caller has already
 * @throws what the client throws where it can't be said which one is current
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
  // In 2015 the app's link names the droplet: it has to be the link of now.
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

/** Whether the app has a link that asks which droplet is current, whatever that is. */
function hasQuestion({ currentDroplet, links }: App): boolean {
  if (links['current_droplet']) return true;
  return currentDroplet.kind === 'unknown' && links['droplet'] !== undefined;
}

/** Asks which droplet is current: with the app where the API says it there, else through the app's link. */
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

/** The current droplet whole; null where none is assigned or the app names no way to it. */
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

/** The link that stays the same whatever is current; in 2015 it names the current droplet itself. */
export function questionOfCurrent(app: App): Link | null {
  const link = currentLinkOf(app);
  return link?.href.endsWith('/droplets/current') ? link : null;
}

/** What the app says itself where it does, as the check before the write will ask the same way. */
export function currentOf(app: App, droplet: Droplet | null): CurrentDroplet {
  if (app.currentDroplet.kind !== 'unknown') return app.currentDroplet;
  if (droplet) return { kind: 'assigned', guid: droplet.guid };
  return currentLinkOf(app) ? { kind: 'none' } : { kind: 'unknown' };
}
