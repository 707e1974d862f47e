import * as vscode from 'vscode';
import { pickDroplet } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import { commandIds } from '../../contributions.ts';
import type { Command } from '../shared/command.ts';

/** Opens a droplet's panel. */
export const showDroplet = {
  id: commandIds.showDroplet,
  couldNot: vscode.l10n.t('Could not show the droplet'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const row = await pickDroplet(services, argument);
  (await services.dropletViews()).showPanel(row);
}
