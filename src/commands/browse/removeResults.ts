import * as vscode from 'vscode';
import { commandIds } from '../../contributions.ts';
import type { Command } from '../shared/command.ts';
import { pickResults } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';

/** Takes results out of the tree. */
export const removeResults = {
  id: commandIds.removeResults,
  couldNot: vscode.l10n.t('Could not remove the results'),
  run: async (services: Services, argument: unknown) => {
    services.explorer.results.remove(await pickResults(services, argument));
  },
} satisfies Command;
