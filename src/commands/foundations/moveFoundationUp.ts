import * as vscode from 'vscode';
import type { Services } from '../shared/services.ts';
import { commandIds } from '../../contributions.ts';
import type { Command } from '../shared/command.ts';
import { move } from './moveFoundation.ts';

/** Moves a foundation up by one place. */
export const moveFoundationUp = {
  id: commandIds.moveFoundationUp,
  couldNot: vscode.l10n.t('Could not move the foundation'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  await move(services, argument, -1);
}
