import * as vscode from 'vscode';
import type { Row } from '../../explorer/rows.ts';
import { Declined, type Command } from '../shared/command.ts';
import { givenRow, pickDroplet } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import { tellShortly } from '../../window/progress.ts';
import { commandIds } from '../../contributions.ts';

/** Copies the guid of the row's resource; without a row, of a droplet that the user picks. */
export const copyGuid = {
  id: commandIds.copyGuid,
  couldNot: vscode.l10n.t('Could not copy the GUID'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const row = givenRow(services, argument) ?? (await pickDroplet(services, argument));
  const guid = guidOf(row);
  if (guid === null) throw new Declined(vscode.l10n.t('This row has no GUID.'));
  await vscode.env.clipboard.writeText(guid);
  tellShortly(vscode.l10n.t('GUID copied: {0}', guid));
}

function guidOf(row: Row): string | null {
  switch (row.kind) {
    case 'organization':
      return row.organization.guid;
    case 'space':
      return row.space.guid;
    case 'app':
      return row.app.guid;
    case 'droplet':
      return row.droplet.guid;
    case 'foundation':
    case 'results':
    case 'loadMore':
    case 'problem':
    case 'empty':
    case 'incomplete':
      return null;
  }
}
