import os from 'node:os';
import * as vscode from 'vscode';
import { commandIds } from '../../../contributions.ts';
import type { Explorer } from '../../../explorer/explorer.ts';
import { fetchApp, fetchDroplet } from '../../../explorer/lookup.ts';
import { rowAt } from '../../../explorer/revealing.ts';
import type { AppRow, FoundationRow } from '../../../explorer/rows.ts';
import { dropletGuidOf, type TableRow } from '../../../explorer/runsWhere/tableRow.ts';
import type { ExportFormat } from '../../../webviews/runsWhereProtocol.ts';
import { showSaveDialog } from '../../../window/dialogs.ts';

/** Shows the current droplet of a row in its panel. */
export async function openDroplet(
  explorer: Explorer,
  foundation: FoundationRow,
  row: TableRow,
  signal: AbortSignal,
): Promise<void> {
  const guid = dropletGuidOf(row);
  if (guid === null) return;
  const app = await fetchApp(explorer, foundation, row.app.guid, signal);
  const droplet = await fetchDroplet(app, guid, signal);
  await vscode.commands.executeCommand(commandIds.showDroplet, droplet);
}

/** Shows the app of a row in the tree. */
export async function revealApp(
  explorer: Explorer,
  foundation: FoundationRow,
  { app, place }: TableRow,
  reveal: (row: AppRow) => PromiseLike<void>,
): Promise<void> {
  if (!place) return;
  const at = { organization: place.organization.guid, space: place.space.guid, app: app.guid };
  const row = await rowAt(explorer, foundation, at);
  if (row?.kind !== 'app') throw new Error(vscode.l10n.t('It is no longer there.'));
  await reveal(row);
}

/** Saves a table to a file that the user chooses. @returns whether the user chose one */
export async function saveTable(toText: (format: ExportFormat) => string): Promise<boolean> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(os.homedir());
  const target = await showSaveDialog({
    title: vscode.l10n.t('Export'),
    defaultUri: vscode.Uri.joinPath(folder, 'what-runs-where.csv'),
    filters: { CSV: ['csv'], Markdown: ['md'] },
  });
  if (!target) return false;
  const text = toText(target.path.toLowerCase().endsWith('.md') ? 'markdown' : 'csv');
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  return true;
}
