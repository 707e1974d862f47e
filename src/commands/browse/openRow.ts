import * as vscode from 'vscode';
import { commandOnClick } from '../../views/tree/rowClick.ts';
import type { Services } from '../shared/services.ts';
import { commandIds } from '../../contributions.ts';
import type { Command } from '../shared/command.ts';

/** Does what a click on the selected row does: VS Code tells of the selection before it runs a row's command. */
export const openRow = {
  id: commandIds.openRow,
  couldNot: vscode.l10n.t('Could not open the row'),
  run,
} satisfies Command;

async function run({ tree }: Services): Promise<void> {
  const [row] = tree.view.selection;
  const id = row && commandOnClick(row);
  if (id) await vscode.commands.executeCommand(id, row);
}
