import { SeenValues } from '../../explorer/filterSeen.ts';
import { foundationOf, type AppRow, type SpaceRow } from '../../explorer/rows.ts';
import type { Services } from '../shared/services.ts';
import { askFilter, type FilterQuestion } from './askFilter.ts';

/** Asks for a filter of the list under a row, and shows what matches. */
export async function filter(
  { explorer, state, tree }: Services,
  row: SpaceRow | AppRow,
  question: Pick<FilterQuestion, 'kind' | 'title' | 'placeHolder'>,
): Promise<void> {
  const value = row.filter?.text ?? '';
  const asked = await askFilter({ ...question, value, seen: seenBelow(row), state });
  await explorer.setFilter(row, asked);
  if (foundationOf(row).organizations.isLoaded) {
    await tree.view.reveal(row, { select: true, focus: true, expand: true });
  }
}

function seenBelow(row: SpaceRow | AppRow): SeenValues {
  const seen = new SeenValues();
  if (row.kind === 'space') for (const { app } of row.apps.rows) seen.addApp(app);
  else for (const { droplet } of row.droplets.rows) seen.addDroplet(droplet);
  return seen;
}
