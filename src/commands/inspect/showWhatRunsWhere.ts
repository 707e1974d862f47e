import * as vscode from 'vscode';
import { commandIds } from '../../contributions.ts';
import type { Command } from '../shared/command.ts';
import { pickPlace } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';

/** Opens one table of all apps below a foundation, an organization or a space. */
export const showWhatRunsWhere = {
  id: commandIds.showWhatRunsWhere,
  couldNot: vscode.l10n.t('Could not show what runs where'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const row = await pickPlace(services, argument);
  (await services.dropletViews()).showTable(row);
}
