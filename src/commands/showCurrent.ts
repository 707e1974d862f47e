import type { CurrentDroplet } from '../cloudfoundry/resources/app.ts';
import type { Services } from './services.ts';
import type { AppSubject } from './subject.ts';
import { findApp } from '../explorer/lookup.ts';

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

/** Asks again for what the tree shows of an app. */
export async function showApp(
  { explorer }: Services,
  { app, foundation }: AppSubject,
): Promise<void> {
  const row = findApp(foundation, app.guid);
  if (row) await explorer.refresh(row.parent);
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
