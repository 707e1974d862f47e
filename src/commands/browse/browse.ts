import * as vscode from 'vscode';
import { foundationOf, isListRow, listOf, type ListRow } from '../../explorer/rows.ts';
import { commandOnClick } from '../../views/tree/rowClick.ts';
import { explainFailure, resolveCertificate } from '../foundations/certificates.ts';
import { inView, withProgress } from '../shared/command.ts';
import { isRow, pickListWithMore } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';

/** Does what a click on the selected row does: VS Code tells of the selection before it runs a row's command. */
export async function openRow({ tree }: Services): Promise<void> {
  const [row] = tree.view.selection;
  const id = row && commandOnClick(row);
  if (id) await vscode.commands.executeCommand(id, row);
}

/** Asks again for all that is shown. */
export async function refresh(services: Services): Promise<void> {
  const { explorer } = services;
  await inView(() => explorer.refresh());
  const [only, ...others] = explorer.foundations;
  if (only && others.length === 0) await explainFailure(services, only);
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
  if (!row) return;
  const api = new URL(foundationOf(row).foundation.api);
  const again = () => inView(() => services.explorer.retry(row));
  await again();
  if (await resolveCertificate(services, api, listOf(row).problem?.error)) await again();
}

/** The list that a row has, or else stands in. */
function listBelow(argument: unknown): ListRow | undefined {
  if (!isRow(argument)) return undefined;
  return isListRow(argument) ? argument : argument.parent;
}
