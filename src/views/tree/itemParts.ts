import * as vscode from 'vscode';
import { joined } from '../../wording/inLine.ts';
import type { ContextWord } from '../../contributions.ts';
import {
  foundationOf,
  listOf,
  type AppRow,
  type DropletRow,
  type ListRow,
  type SpaceRow,
} from '../../explorer/rows.ts';

/** The row's kind, then the words that menus check. */
export function contextValue(
  row: ListRow | DropletRow,
  words: readonly ContextWord[] = [],
): string {
  const hasMore: readonly ContextWord[] =
    row.kind !== 'droplet' && listOf(row).hasMore ? ['hasMore'] : [];
  return [row.kind, ...words, ...hasMore].join(' ');
}

/** Whether the row's foundation may be changed, as a word for menus. */
export function changeable(row: AppRow | DropletRow): readonly ContextWord[] {
  return foundationOf(row).foundation.isReadOnly ? [] : ['changeable'];
}

/** `filter: state:failed · 3 of 132`, with `filtered by the extension` if the server ignored the filter. */
export function filterDescription(row: SpaceRow | AppRow): string {
  const list = listOf(row);
  const text = vscode.l10n.t('filter: {0}', row.filter?.text ?? '');
  if (list.total === null) return text;
  const found =
    row.unfiltered === null ? null : vscode.l10n.t('{0} of {1}', list.count, row.unfiltered);
  return joined([
    text,
    found,
    list.isMatchedHere ? vscode.l10n.t('filtered by the extension') : null,
  ]);
}

/** A VS Code icon in a theme color. */
export function icon(id: string, color?: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(id, color === undefined ? undefined : new vscode.ThemeColor(color));
}
