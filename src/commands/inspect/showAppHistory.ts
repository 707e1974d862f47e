import * as vscode from 'vscode';
import { pickApp } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import { commandIds } from '../../contributions.ts';
import type { Command } from '../shared/command.ts';

/** Opens the timeline of an app: the row's own, or that of its droplet's app. */
export const showAppHistory = {
  id: commandIds.showAppHistory,
  couldNot: vscode.l10n.t('Could not show the history of the app'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const row = await pickApp(services, argument);
  (await services.dropletViews()).showHistory(row);
}
