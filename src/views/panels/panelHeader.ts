import { foundationOf, type AppRow } from '../../explorer/rows.ts';
import type { PanelHeader } from '../../webviews/frame.ts';

/** The names of an app and its place, currently known to the tree. */
export function toPanelHeader(row: AppRow): PanelHeader {
  const { parent: space } = row;
  return {
    app: row.app.name,
    place: `${space.parent.organization.name} / ${space.space.name}`,
    foundation: foundationOf(row).foundation.name,
  };
}
