import * as vscode from 'vscode';
import { commandIds } from '../../contributions.ts';
import type { Command } from '../shared/command.ts';
import type { Services } from '../shared/services.ts';

export const showLog = {
  id: commandIds.showLog,
  couldNot: vscode.l10n.t('Could not show the log'),
  run,
} satisfies Command;

async function run({ log }: Services): Promise<void> {
  log.show();
}
