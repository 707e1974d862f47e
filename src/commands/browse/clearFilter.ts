import * as vscode from 'vscode';
import { isRow } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import { filteredRows } from '../../explorer/lookup.ts';
import { commandIds } from '../../contributions.ts';
import type { Command } from '../shared/command.ts';

/** Lists everything again: under the given row, or wherever a filter is active. */
export const clearFilter = {
  id: commandIds.clearFilter,
  couldNot: vscode.l10n.t('Could not clear the filter'),
  run,
} satisfies Command;

async function run({ explorer }: Services, argument: unknown): Promise<void> {
  // The title button receives the focused row, whatever it is: use it only if it is filtered.
  const given =
    isRow(argument) &&
    (argument.kind === 'space' || argument.kind === 'app') &&
    argument.filter !== null;
  const rows = given ? [argument] : filteredRows(explorer);
  await Promise.all(rows.map((row) => explorer.setFilter(row, null)));
}
