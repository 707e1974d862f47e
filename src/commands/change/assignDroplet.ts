import * as vscode from 'vscode';
import { commandIds } from '../../contributions.ts';
import { pickChangeable } from './changeable.ts';
import { pickDroplet } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import type { Command } from '../shared/command.ts';
import { assignRow } from './assign.ts';

/** Assigns a droplet to its app, after the user has confirmed the preview. */
export const assignDroplet = {
  id: commandIds.assignDroplet,
  couldNot: vscode.l10n.t('Could not assign the droplet'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const row = await pickDroplet(services, await pickChangeable(services, argument));
  await assignRow(services, row);
}
