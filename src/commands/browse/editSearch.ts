import * as vscode from 'vscode';
import { commandIds } from '../../contributions.ts';
import type { Command } from '../shared/command.ts';
import { pickResults } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import { askWhatToFind } from './find.ts';

/** Searches for something else, in the same row. */
export const editSearch = {
  id: commandIds.editSearch,
  couldNot: vscode.l10n.t('Could not search'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const row = await pickResults(services, argument);
  const { kind, text } = row.filter;
  const filter = await askWhatToFind(services, row.parent, kind, text);
  await services.explorer.results.findElse(row, filter);
}
