import * as vscode from 'vscode';
import { viewId, commandIds } from '../../contributions.ts';
import { withProgress, type Command } from '../shared/command.ts';
import type { Services } from '../shared/services.ts';

/** Starts the sample foundation and shows it in the tree. */
export const openSampleFoundation = {
  id: commandIds.openSampleFoundation,
  couldNot: vscode.l10n.t('Could not open the sample foundation'),
  run,
} satisfies Command;

async function run({ foundations }: Services): Promise<void> {
  await vscode.commands.executeCommand(`${viewId}.focus`);
  await withProgress(vscode.l10n.t('Opening the sample foundation'), (signal) =>
    foundations.openSample(signal),
  );
}
