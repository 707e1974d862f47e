import * as vscode from 'vscode';
import { commandIds } from '../../contributions.ts';
import { language } from '../../window/language.ts';
import { resultsTitle } from '../../wording/results.ts';
import { ask } from '../shared/ask.ts';
import type { Command } from '../shared/command.ts';
import { pickResults } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';

/** Gives results a name of the user's. */
export const renameResults = {
  id: commandIds.renameResults,
  couldNot: vscode.l10n.t('Could not rename the results'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const row = await pickResults(services, argument);
  const name = await ask({
    title: vscode.l10n.t('Rename Results'),
    prompt: vscode.l10n.t('Leave it empty to show what was searched for.'),
    value: resultsTitle(row.name, row.filter, language()),
  });
  services.explorer.results.rename(row, name.trim() === '' ? null : name.trim());
}
