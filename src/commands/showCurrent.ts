import { freshApp } from '../changes/refetch.ts';
import type { CurrentDroplet } from '../cloudfoundry/resources/app.ts';
import { findApp } from '../explorer/lookup.ts';
import { reasonOf } from '../explorer/reason.ts';
import type { Services } from './services.ts';
import type { AppSubject } from './subject.ts';

/** Shows everywhere which droplet is current: in the tree and in open panels. No list is asked again. */
export async function showCurrent(
  { explorer, dropletViews }: Services,
  { app, foundation }: AppSubject,
  current: CurrentDroplet,
): Promise<void> {
  const row = findApp(foundation, app.guid);
  if (row) explorer.update(row, { current });
  (await dropletViews()).refreshApp(foundation.id, app.guid);
}

/** Asks again for an app and its droplets, after a change. Never fails: the change itself has been told of. */
export async function showApp(
  { explorer, log }: Services,
  { app, foundation }: AppSubject,
): Promise<void> {
  const row = findApp(foundation, app.guid);
  if (!row) return;
  try {
    const fresh = await freshApp(await foundation.connection.client(), row.app);
    const { currentDroplet: current } = fresh;
    explorer.update(row, { app: fresh, ...(current.kind === 'unknown' ? {} : { current }) });
    await explorer.refresh(row);
  } catch (error) {
    log.warn(`Could not ask for ${app.name} again: ${reasonOf(error)}`);
  }
}

/** Asks again for the droplets of an app, in the tree and in open panels. */
export async function showDroplets(
  { dropletViews, explorer }: Services,
  { app, foundation }: AppSubject,
): Promise<void> {
  const row = findApp(foundation, app.guid);
  if (row) await explorer.refresh(row);
  (await dropletViews()).refreshApp(foundation.id, app.guid);
}
