import { freshApp } from '../../changes/refetch.ts';
import type { CurrentDroplet } from '../../cloudfoundry/resources/app.ts';
import { foundationOf, type AppRow } from '../../explorer/rows.ts';
import type { Services } from '../shared/services.ts';
import { reasonOf } from '../../cloudfoundry/errors.ts';

/**
 * Shows the current droplet everywhere: in the tree, and in open panels, which follow its rows.
 * Doesn't request any list again.
 */
export async function showCurrent(
  { explorer, dropletViews }: Services,
  row: AppRow,
  current: CurrentDroplet,
): Promise<void> {
  explorer.update(row, { current });
  // While a filter hides the app, no row notifies its panels.
  if (!explorer.inTree(row)) (await dropletViews()).refreshApp(foundationOf(row).id, row.app.guid);
}

/**
 * Requests an app and its droplets again after a change. Never fails: the change itself was
 * already reported.
 */
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

/** Requests an app's droplets again, in the tree and in open panels. */
export async function showDroplets(
  { dropletViews, explorer }: Services,
  changed: AppRow,
): Promise<void> {
  const row = explorer.inTree(changed);
  if (row) await explorer.refresh(row);
  // A list doesn't tell panels that a droplet was deleted: it may be on a page that isn't loaded.
  (await dropletViews()).refreshApp(foundationOf(changed).id, changed.app.guid);
}
