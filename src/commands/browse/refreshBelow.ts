import * as vscode from 'vscode';
import { inView, type Command } from '../shared/command.ts';
import type { Services } from '../shared/services.ts';
import { commandIds } from '../../contributions.ts';
import { listBelow } from './listBelow.ts';

/**
 * Requests again what is shown under a row. A separate command, since VS Code also passes the
 * focused row to the buttons of the view's title, which apply to the whole view.
 */
export const refreshBelow = {
  id: commandIds.refreshBelow,
  couldNot: vscode.l10n.t('Could not refresh'),
  run,
} satisfies Command;

async function run({ explorer }: Services, argument: unknown): Promise<void> {
  const row = listBelow(argument);
  if (row) await inView(() => explorer.refresh(row));
}
