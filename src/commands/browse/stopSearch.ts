import * as vscode from 'vscode';
import { commandIds } from '../../contributions.ts';
import type { Command } from '../shared/command.ts';
import type { Services } from '../shared/services.ts';
import { listBelow } from './listBelow.ts';

/** Ends the search of further pages for what a filter matches. Load More continues it. */
export const stopSearch = {
  id: commandIds.stopSearch,
  couldNot: vscode.l10n.t('Could not stop searching'),
  run,
} satisfies Command;

async function run({ explorer }: Services, argument: unknown): Promise<void> {
  const row = listBelow(argument);
  if (row) explorer.stopSearch(row);
}
