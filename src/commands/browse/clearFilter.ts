import * as vscode from 'vscode';
import { isRow } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import { filteredRows } from '../../explorer/lookup.ts';
import { commandIds } from '../../contributions.ts';
import type { Command } from '../shared/command.ts';

/** Lists everything again: below the given row, or wherever a filter is in force. */
export const clearFilter = {
  id: commandIds.clearFilter,
  couldNot: vscode.l10n.t('Could not clear the filter'),
  run,
} satisfies Command;

async function run({ explorer }: Services, argument: unknown): Promise<void> {
  // The title's button is handed the focused row, whatever that is: only a filtered one is meant.
  const given =
    isRow(argument) &&
    (argument.kind === 'space' || argument.kind === 'app') &&
    argument.filter !== null;
  const rows = given ? [argument] : filteredRows(explorer.foundations);
  await Promise.all(rows.map((row) => explorer.setFilter(row, null)));
}
