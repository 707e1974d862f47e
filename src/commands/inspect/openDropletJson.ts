import * as vscode from 'vscode';
import { pickDroplet } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import { commandIds } from '../../contributions.ts';
import type { Command } from '../shared/command.ts';

/** Opens a droplet as a read-only JSON document with its secrets masked. */
export const openDropletJson = {
  id: commandIds.openDropletJson,
  couldNot: vscode.l10n.t('Could not open the droplet as JSON'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const row = await pickDroplet(services, argument);
  await (await services.dropletViews()).openJson(row);
}
