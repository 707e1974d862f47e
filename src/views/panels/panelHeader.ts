import { foundationOf, type AppRow } from '../../explorer/rows.ts';
import type { PanelHeader } from '../../webviews/frame.ts';

/** Where an app is, in names, as the tree knows them now. */
export function toPanelHeader(row: AppRow): PanelHeader {
  const { parent: space } = row;
  return {
    app: row.app.name,
    place: `${space.parent.organization.name} / ${space.space.name}`,
    foundation: foundationOf(row).foundation.name,
  };
}
