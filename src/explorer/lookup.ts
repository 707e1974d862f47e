import type { Explorer } from './explorer.ts';
import { dropletRow } from './rowFactory.ts';
import {
  foundationOf,
  type AppRow,
  type DropletRow,
  type FoundationRow,
  type SpaceRow,
} from './rows.ts';

/**
 * The row of a droplet, wherever it is in its app's list. If it isn't loaded, requests it
 * separately, without changing the tree.
 * @throws CloudControllerError 404 once the droplet is deleted
 */
export async function fetchDroplet(
  app: AppRow,
  guid: string,
  signal?: AbortSignal,
): Promise<DropletRow> {
  const loaded = app.droplets.get(guid);
  if (loaded) return loaded;
  const client = await foundationOf(app).connection.client(signal);
  return dropletRow(app, await client.dropletWithGuid(guid, signal));
}

/**
 * The row of an app of which only the guid is known, with its current data. It may not be in the
 * tree.
 * @throws Error if the user can't see it, or its place
 */
export async function fetchApp(
  explorer: Explorer,
  foundation: FoundationRow,
  guid: string,
  signal: AbortSignal,
): Promise<AppRow> {
  const client = await foundation.connection.client(signal);
  const found = await client.appWithGuid(guid, signal);
  if (!found?.place) throw new Error('The app is gone, or no longer visible.');
  return explorer.appRow(foundation, found.place, found.app);
}

/** Rows with an active filter. */
export function filteredRows({
  foundations,
  results,
}: Pick<Explorer, 'foundations' | 'results'>): readonly (SpaceRow | AppRow)[] {
  const spaces = foundations.flatMap((foundation) =>
    foundation.organizations.rows.flatMap((organization) => organization.spaces.rows),
  );
  const found = results.rows.flatMap((row) => row.found.rows);
  const inSpaces = spaces.flatMap((space) => space.apps.rows);
  const apps = [...inSpaces, ...found.filter((row) => row.kind === 'app')];
  return [...spaces, ...apps].filter((row) => row.filter !== null);
}

/** The row of an app in its space: another one than among results, or after its list was reset. */
export function rowInPlace({ app, parent: { parent, space } }: AppRow): AppRow | undefined {
  const organization = parent.parent.organizations.get(parent.organization.guid);
  return organization?.spaces.get(space.guid)?.apps.get(app.guid);
}
