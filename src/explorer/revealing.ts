import type { Explorer } from './explorer.ts';
import {
  listOf,
  type AppRow,
  type FoundationRow,
  type ListRow,
  type OrganizationRow,
  type SpaceRow,
} from './rows.ts';

/** The lists between a foundation and one of its apps, by guid. */
export interface Whereabouts {
  readonly organization: string;
  readonly space: string | null;
  readonly app: string | null;
}

/**
 * Loads the tree down to an app, a space or an organization. Clears the space's filter if it hides
 * the app.
 * @returns its row; null if the foundation doesn't list it, or not for this user
 * @throws what loading a list failed with
 */
export async function rowAt(
  explorer: Explorer,
  foundation: FoundationRow,
  { app, organization, space }: Whereabouts,
): Promise<OrganizationRow | SpaceRow | AppRow | null> {
  const inOrganizations = () => foundation.organizations.get(organization);
  const organizationRow = await rowIn(explorer, foundation, inOrganizations);
  if (!organizationRow || space === null) return organizationRow;
  const spaceRow = await rowIn(explorer, organizationRow, () => organizationRow.spaces.get(space));
  if (!spaceRow || app === null) return spaceRow;
  const inApps = () => spaceRow.apps.get(app);
  if (spaceRow.filter && !inApps()) await explorer.setFilter(spaceRow, null);
  return rowIn(explorer, spaceRow, inApps);
}

/** A row of a list: of the loaded ones, of the rest, or of those that came since it was loaded. */
async function rowIn<R>(
  explorer: Explorer,
  parent: ListRow,
  find: () => R | undefined,
): Promise<R | null> {
  const list = listOf(parent);
  const wasLoaded = list.isLoaded;
  await explorer.children(parent);
  if (!list.isLoaded) await explorer.retry(parent);
  const failed = () => {
    if (list.problem && !find()) throw list.problem.error;
  };
  failed();
  if (!find() && wasLoaded && !list.hasMore) await explorer.refresh(parent);
  failed();
  if (!find() && list.hasMore) await explorer.loadAll(parent, new AbortController().signal);
  failed();
  return find() ?? null;
}
