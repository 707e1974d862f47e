import * as vscode from 'vscode';
import { commandIds } from '../../contributions.ts';
import type { AppRow } from '../../explorer/rows.ts';
import { Declined, type Command } from '../shared/command.ts';
import type { Services } from '../shared/services.ts';
import { goTo, showDroplet } from './goTo.ts';
import { chooseApp } from './goToBox.ts';

/** Goes to an app of any foundation by its name, or to what a pasted guid belongs to. */
export const goToApp = {
  id: commandIds.goToApp,
  couldNot: vscode.l10n.t('Could not go to the app'),
  run,
} satisfies Command;

/** @param argument a text to start with */
async function run(services: Services, argument: unknown): Promise<void> {
  const { found, next } = await chooseApp(
    await services.appSearching(),
    typeof argument === 'string' ? argument : '',
  );
  const row = await goTo(services, found);
  if (row.kind !== 'app') return;
  switch (next) {
    case 'reveal':
      return;
    case 'showCurrent':
      await showCurrent(row);
      return;
    case 'assign':
      await vscode.commands.executeCommand(commandIds.assignDropletToApp, row);
      return;
  }
}

async function showCurrent(row: AppRow): Promise<void> {
  await row.droplets.ensureLoaded();
  if (row.current.kind !== 'assigned') {
    throw new Declined(vscode.l10n.t('{0} has no current droplet.', row.app.name));
  }
  await showDroplet(row, row.current.guid);
}
