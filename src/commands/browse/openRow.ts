import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';
import { commandIds } from '../../contributions.ts';
import type { Row } from '../../explorer/rows.ts';
import { commandOnClick } from '../../views/tree/rowClick.ts';
import type { Command } from '../shared/command.ts';
import type { Services } from '../shared/services.ts';

/**
 * Does what clicking the selected row does. VS Code reports the selection before it runs
 * a row's command.
 */
export const openRow = {
  id: commandIds.openRow,
  couldNot: vscode.l10n.t('Could not open the row'),
  run,
} satisfies Command;

async function run({ tree }: Services): Promise<void> {
  const row = await selectedRow(tree.view);
  const id = row && commandOnClick(row);
  if (id) await vscode.commands.executeCommand(id, row);
}

/** Milliseconds. */
const patience = 2000;
const interval = 25;

/** VS Code reports no selection while it redraws the rows: then try again. */
async function selectedRow(
  view: Pick<vscode.TreeView<Row>, 'selection'>,
): Promise<Row | undefined> {
  for (let waited = 0; waited < patience; waited += interval) {
    const [row] = view.selection;
    if (row) return row;
    await setTimeout(interval);
  }
  return undefined;
}
