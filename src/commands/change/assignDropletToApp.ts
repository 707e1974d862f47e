import * as vscode from 'vscode';
import { commandIds } from '../../contributions.ts';
import { pickChangeable } from './changeable.ts';
import { pickApp, pickDropletOf } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import type { Command } from '../shared/command.ts';
import { assignRow } from './assign.ts';

/** Like `assignDroplet`, starting from an app. */
export const assignDropletToApp = {
  id: commandIds.assignDropletToApp,
  couldNot: vscode.l10n.t('Could not assign a droplet'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const app = await pickApp(services, await pickChangeable(services, argument));
  await assignRow(services, await pickDropletOf(services.explorer, app));
}
