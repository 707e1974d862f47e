import { dropletRow } from './rowFactory.ts';
import {
  foundationOf,
  type AppRow,
  type DropletRow,
  type FoundationRow,
  type SpaceRow,
} from './rows.ts';

/**
 * The row of a droplet, wherever it stands in its app's list: one that is not loaded is asked for by itself, and
 * changes nothing in the tree. @throws CloudControllerError 404 once the droplet is deleted
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

/** Rows that a filter is in force on. */
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
