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

/** Rows with an active filter. */
export function filteredRows(
  foundations: readonly FoundationRow[],
): readonly (SpaceRow | AppRow)[] {
  const spaces = foundations.flatMap((foundation) =>
    foundation.organizations.rows.flatMap((organization) => organization.spaces.rows),
  );
  return spaces.flatMap((space) =>
    [space, ...space.apps.rows].filter((row) => row.filter !== null),
  );
}
