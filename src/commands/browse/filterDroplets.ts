import * as vscode from 'vscode';
import { pickApp } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import { commandIds } from '../../contributions.ts';
import type { Command } from '../shared/command.ts';
import { filter } from './filter.ts';

/** Filters the droplets of an app. */
export const filterDroplets = {
  id: commandIds.filterDroplets,
  couldNot: vscode.l10n.t('Could not filter the droplets'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const row = await pickApp(services, argument);
  await filter(services, row, {
    title: vscode.l10n.t('Filter Droplets of {0}', row.app.name),
    placeHolder: 'state:staged,failed label:env=prod sort:created_at',
    kind: 'droplets',
  });
}
