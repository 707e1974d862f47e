import * as vscode from 'vscode';
import { inView, type Command } from '../shared/command.ts';
import { pickListWithMore } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import { commandIds } from '../../contributions.ts';

/** Loads the next page of the list that contains the row or is under it. */
export const loadMore = {
  id: commandIds.loadMore,
  couldNot: vscode.l10n.t('Could not load more rows'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const row = await pickListWithMore(services, argument);
  await inView(() => services.explorer.loadMore(row));
}
