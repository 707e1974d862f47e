import * as vscode from 'vscode';
import { showInformation } from '../../window/messages.ts';
import { pickFoundation } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import { commandIds } from '../../contributions.ts';
import type { Command } from '../shared/command.ts';

/** Forgets a foundation's tokens. */
export const signOut = {
  id: commandIds.signOut,
  couldNot: vscode.l10n.t('Could not sign out'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const row = await pickFoundation(services, argument);
  await services.foundations.signOut(row);
  (await services.dropletViews()).closeFoundation(row.id);
  services.log.info(`Signed out of ${row.foundation.api}`);
  if (row.foundation.source === 'cli') {
    void showInformation(
      vscode.l10n.t(
        'You signed out of {0} in VS Code. The cf CLI stays signed in; run cf logout to end its session.',
        row.foundation.name,
      ),
    );
  }
}
