import * as vscode from 'vscode';
import { isListRow, type ListRow } from '../explorer/rows.ts';
import { viewId } from '../contributions.ts';
import { withProgress } from './command.ts';
import { isRow, pickListWithMore } from './pick.ts';
import type { Services } from './services.ts';

/** Asks again for all that is shown. */
export async function refresh({ explorer }: Services): Promise<void> {
  await inView(() => explorer.refresh());
  // Below a row, the reason is a row. Where there are none, the welcome content cannot say it.
  const problem = explorer.foundations[0]?.organizations.problem;
  if (problem && explorer.state === 'unreachable') throw problem.error;
}

/**
 * Asks again for what is shown below a row. A command of its own, since VS Code hands the focused row to the buttons of
 * the view's title too, which are about the whole view.
 */
export async function refreshBelow({ explorer }: Services, argument: unknown): Promise<void> {
  const row = listBelow(argument);
  if (row) await inView(() => explorer.refresh(row));
}

/** Loads the next page of the list that the row stands in or has below it. */
export async function loadMore(services: Services, argument: unknown): Promise<void> {
  const row = await pickListWithMore(services, argument);
  await inView(() => services.explorer.loadMore(row));
}

/** Loads all pages of a list. */
export async function loadAll(services: Services, argument: unknown): Promise<void> {
  const row = await pickListWithMore(services, argument);
  await withProgress(vscode.l10n.t('Loading all'), (signal) =>
    services.explorer.loadAll(row, signal),
  );
}

/** Does again what failed. */
export async function retry(services: Services, argument: unknown): Promise<void> {
  const row = listBelow(argument);
  if (row) await inView(() => services.explorer.retry(row));
}

async function inView(run: () => Promise<void>): Promise<void> {
  await vscode.window.withProgress({ location: { viewId } }, run);
}

/** The list that a row has, or else stands in. */
function listBelow(argument: unknown): ListRow | undefined {
  if (!isRow(argument)) return undefined;
  return isListRow(argument) ? argument : argument.parent;
}
