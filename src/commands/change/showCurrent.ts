import { freshApp } from '../../changes/refetch.ts';
import type { CurrentDroplet } from '../../cloudfoundry/resources/app.ts';
import { foundationOf, type AppRow } from '../../explorer/rows.ts';
import type { Services } from '../shared/services.ts';
import { reasonOf } from '../../cloudfoundry/errors.ts';

/** Shows everywhere which droplet is current: in the tree, and in open panels, which follow its rows. No list is asked again. */
export async function showCurrent(
  { explorer, dropletViews }: Services,
  row: AppRow,
  current: CurrentDroplet,
): Promise<void> {
  explorer.update(row, { current });
  // While a filter leaves the app out, no row tells its panels.
  if (!explorer.inTree(row)) (await dropletViews()).refreshApp(foundationOf(row).id, row.app.guid);
}

/** Asks again for an app and its droplets, after a change. Never fails: the change itself has been told of. */
export async function showApp({ explorer, log }: Services, changed: AppRow): Promise<void> {
  const row = explorer.inTree(changed);
  if (!row) return;
  const { app } = row;
  try {
    const fresh = await freshApp(await foundationOf(row).connection.client(), app);
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
  changed: AppRow,
): Promise<void> {
  const row = explorer.inTree(changed);
  if (row) await explorer.refresh(row);
  // Panels can't tell from a list that a droplet was deleted: it may only be on a page that isn't loaded.
  (await dropletViews()).refreshApp(foundationOf(changed).id, changed.app.guid);
}
