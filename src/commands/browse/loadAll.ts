import * as vscode from 'vscode';
import { withProgress, type Command } from '../shared/command.ts';
import { pickListWithMore } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import { commandIds } from '../../contributions.ts';

/** Loads all pages of a list. */
export const loadAll = {
  id: commandIds.loadAll,
  couldNot: vscode.l10n.t('Could not load all rows'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const row = await pickListWithMore(services, argument);
  await withProgress(vscode.l10n.t('Loading all rows'), (signal) =>
    services.explorer.loadAll(row, signal),
  );
}
