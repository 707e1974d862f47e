import assert from 'node:assert/strict';
import type { Explorer } from '../../../../src/explorer/explorer.ts';
import type {
  AppRow,
  FoundationRow,
  ListRow,
  OrganizationRow,
  Row,
  SpaceRow,
} from '../../../../src/explorer/rows.ts';

/** Opens a row as the tree does, and gives what is below it. */
export async function open(explorer: Explorer, row?: ListRow): Promise<readonly Row[]> {
  if (row) explorer.setExpanded(row, true);
  return explorer.children(row);
}

/** What rows are, in short: kinds of rows, and the guids of droplets. */
export function shown(rows: readonly Row[]): string {
  return rows.map((row) => (row.kind === 'droplet' ? row.droplet.guid : row.kind)).join(' ');
}

/** Opens the tree down to the first app. */
export async function openFirstApp(
  explorer: Explorer,
): Promise<readonly [FoundationRow, OrganizationRow, SpaceRow, AppRow]> {
  const [foundation] = explorer.foundations;
  assert.ok(foundation);
  const [organization] = await open(explorer, foundation);
  assert.ok(organization?.kind === 'organization');
  const [space] = await open(explorer, organization);
  assert.ok(space?.kind === 'space');
  const [app] = await open(explorer, space);
  assert.ok(app?.kind === 'app');
  await open(explorer, app);
  return [foundation, organization, space, app];
}
