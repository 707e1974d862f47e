import * as vscode from 'vscode';
import { viewId } from '../contributions.ts';
import { Cancelled, withProgress } from './command.ts';
import { pickFoundation } from './pick.ts';
import type { Services } from './services.ts';

/** Starts the sample foundation and shows it in the tree. */
export async function openSampleFoundation({ foundations }: Services): Promise<void> {
  await vscode.commands.executeCommand(`${viewId}.focus`);
  await withProgress(vscode.l10n.t('Opening the sample foundation'), (signal) =>
    foundations.openSample(signal),
  );
}

/** Forgets a foundation's tokens. */
export async function signOut(services: Services, argument: unknown): Promise<void> {
  const row = await pickFoundation(services, argument);
  await services.foundations.signOut(row);
  (await services.dropletViews()).closeFoundation(row.id);
  services.log.info(`Signed out of ${row.foundation.api}`);
  if (row.foundation.source === 'cli') {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        '{0} is no longer used here. The cf CLI itself stays signed in; cf logout ends that.',
        row.foundation.name,
      ),
    );
  }
}

/** Takes a foundation out of the tree, after asking. */
export async function removeFoundation(services: Services, argument: unknown): Promise<void> {
  const row = await pickFoundation(services, argument);
  const remove = vscode.l10n.t('Remove');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Remove {0}?', row.foundation.name),
    {
      modal: true,
      detail: vscode.l10n.t('You are signed out, and it leaves the tree. Nothing changes there.'),
    },
    remove,
  );
  if (answer !== remove) throw new Cancelled();
  await services.foundations.remove(row);
}
