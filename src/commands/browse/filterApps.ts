import * as vscode from 'vscode';
import { pickSpace } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import { commandIds } from '../../contributions.ts';
import type { Command } from '../shared/command.ts';
import { filter } from './filter.ts';

/** Filters the apps of a space. */
export const filterApps = {
  id: commandIds.filterApps,
  couldNot: vscode.l10n.t('Could not filter the apps'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const row = await pickSpace(services, argument);
  await filter(services, row, {
    title: vscode.l10n.t('Filter Apps in {0}', row.space.name),
    placeHolder: 'web label:env=prod sort:-updated_at',
    kind: 'apps',
  });
}
