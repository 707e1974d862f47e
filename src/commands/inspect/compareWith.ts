import * as vscode from 'vscode';
import { foundationOf, type DropletRow } from '../../explorer/rows.ts';
import { isCurrent } from '../../explorer/runningDroplets.ts';
import { pickDroplet, pickOtherDroplet } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import { commandIds } from '../../contributions.ts';
import type { Command } from '../shared/command.ts';
import { showDifference, type Side } from './compare.ts';

/** Opens a diff from another droplet of the app, which the user picks, to this one. */
export const compareWith = {
  id: commandIds.compareWith,
  couldNot: vscode.l10n.t('Could not compare the droplet'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const row = await pickDroplet(services, argument);
  const other = await pickOtherDroplet(services.explorer, row);
  await showDifference(services, foundationOf(row).id, row.parent.app, sideOf(other), sideOf(row));
}

function sideOf(row: DropletRow): Side {
  return { droplet: row.droplet, isCurrent: isCurrent(row) };
}
