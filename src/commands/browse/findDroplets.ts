import * as vscode from 'vscode';
import { commandIds } from '../../contributions.ts';
import type { Command } from '../shared/command.ts';
import { find } from './find.ts';

/** Finds the droplets of a foundation that match a filter. */
export const findDroplets = {
  id: commandIds.findDroplets,
  couldNot: vscode.l10n.t('Could not find droplets'),
  run: (services, argument) => find(services, argument, 'allDroplets'),
} satisfies Command;
