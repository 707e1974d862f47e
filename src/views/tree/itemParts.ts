import * as vscode from 'vscode';
import type { ContextWord } from '../../contributions.ts';
import { matchedParts } from '../../explorer/filterPlan.ts';
import { abilitiesAt } from '../../explorer/listMatch.ts';
import {
  foundationOf,
  listOf,
  placeNames,
  type AppRow,
  type DropletRow,
  type ListRow,
  type SpaceRow,
} from '../../explorer/rows.ts';
import { language } from '../../window/language.ts';
import { filterText } from '../../wording/filters.ts';

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

/** `filter: state:failed (server) · java (here) · 3 of 132` */
export function filterDescription(row: SpaceRow | AppRow): string {
  const { filter, unfiltered } = row;
  if (!filter) return '';
  const list = listOf(row);
  const parts = matchedParts(filter, abilitiesAt(row), list.isMatchedHere);
  return filterText(parts, list.total === null ? null : list.count, unfiltered, language());
}

/** A VS Code icon in a theme color. */
export function icon(id: string, color?: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(id, color === undefined ? undefined : new vscode.ThemeColor(color));
}

/** `acme / dev` */
export function placeText(row: AppRow): string {
  const { organization, space } = placeNames(row);
  return `${organization} / ${space}`;
}
