import * as vscode from 'vscode';
import { commandIds } from '../../contributions.ts';
import type { Command } from '../shared/command.ts';
import { find } from './find.ts';

/** Finds the apps of a foundation that match a filter. */
export const findApps = {
  id: commandIds.findApps,
  couldNot: vscode.l10n.t('Could not find apps'),
  run: (services, argument) => find(services, argument, 'allApps'),
} satisfies Command;
