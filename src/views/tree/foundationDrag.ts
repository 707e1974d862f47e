import * as vscode from 'vscode';
import { viewId } from '../../contributions.ts';
import type { Explorer } from '../../explorer/explorer.ts';
import { foundationOf, type FoundationRow, type Row } from '../../explorer/rows.ts';

/** Moves a foundation to this position among all. */
export type MoveFoundation = (row: FoundationRow, place: number) => Promise<void>;

/** Only foundations can be dragged to another position. */
export function foundationDrag(
  explorer: Explorer,
  move: MoveFoundation,
): vscode.TreeDragAndDropController<Row> {
  // VS Code's MIME type for items of this tree.
  const type = `application/vnd.code.tree.${viewId.toLowerCase()}`;
  return {
    dragMimeTypes: [],
    dropMimeTypes: [type],
    handleDrag: ([row], data) => {
      if (row?.kind === 'foundation') data.set(type, new vscode.DataTransferItem(row.id));
    },
    handleDrop: async (target, data) => {
      const dragged: unknown = data.get(type)?.value;
      const rows = explorer.foundations;
      const row = rows.find(({ id }) => id === dragged);
      // Under the last row, there is no target.
      const place = target ? rows.indexOf(foundationOf(target)) : rows.length - 1;
      if (row && place !== rows.indexOf(row)) await move(row, place);
    },
  };
}
