import * as vscode from 'vscode';
import { settingIds, commandIds } from '../../contributions.ts';
import type { FoundationRow } from '../../explorer/rows.ts';
import { askModal } from '../../window/messages.ts';
import { Canceled, type Command } from '../shared/command.ts';
import { pickFoundation } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';

/** Removes a foundation from the tree, after asking. */
export const removeFoundation = {
  id: commandIds.removeFoundation,
  couldNot: vscode.l10n.t('Could not remove the foundation'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const row = await pickFoundation(services, argument);
  if (row.foundation.source === 'setting') {
    await explainSetting(services, row);
    return;
  }
  const remove = vscode.l10n.t('Remove');
  const answer = await askModal(
    vscode.l10n.t('Remove {0}?', row.foundation.name),
    {
      detail: vscode.l10n.t(
        'This signs you out and removes the foundation from the view. The foundation itself doesn’t change.',
      ),
    },
    remove,
  );
  if (answer !== remove) throw new Canceled();
  await services.foundations.remove(row);
}

/** The setting would bring it back, so the user has to remove it there. */
async function explainSetting({ foundations }: Services, row: FoundationRow): Promise<void> {
  const { name } = row.foundation;
  const agree = vscode.l10n.t('Sign Out and Open Setting');
  const answer = await askModal(
    vscode.l10n.t('Remove {0}?', name),
    {
      detail: vscode.l10n.t(
        'The setting {0} contains this foundation, so it stays in the view until you remove it there. Continuing signs you out and resets your decisions about its certificates.',
        settingIds.foundations,
      ),
    },
    agree,
  );
  if (answer !== agree) throw new Canceled();
  await foundations.remove(row);
  const isRemote = vscode.env.remoteName !== undefined;
  await vscode.commands.executeCommand(
    isRemote ? 'workbench.action.openRemoteSettings' : 'workbench.action.openSettings',
    { query: `@id:${settingIds.foundations}` },
  );
}
