import * as vscode from 'vscode';
import { ask } from '../shared/ask.ts';
import { pickFoundation } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import { commandIds } from '../../contributions.ts';
import type { Command } from '../shared/command.ts';

/** Renames a foundation in this tree. */
export const renameFoundation = {
  id: commandIds.renameFoundation,
  couldNot: vscode.l10n.t('Could not rename the foundation'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const row = await pickFoundation(services, argument);
  const { name, api } = row.foundation;
  const answer = await ask({
    title: vscode.l10n.t('Rename {0}', name),
    prompt: vscode.l10n.t('Name of {0} in the view. Leave it empty for the default name.', api),
    value: name,
  });
  const chosen = answer.trim();
  if (chosen !== name) await services.foundations.roster.rename(row, chosen || null);
}
