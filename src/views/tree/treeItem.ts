import * as vscode from 'vscode';
import { cliName } from '../../cloudfoundry/auth/cliName.ts';
import {
  isStale,
  isTargeted,
  type Foundation,
  type FoundationRow,
  type OrganizationRow,
  type Row,
  type SpaceRow,
} from '../../explorer/rows.ts';
import { appItem } from './appItem.ts';
import { dropletItem } from './dropletItem.ts';
import { emptyItem, incompleteItem, loadMoreItem, problemItem } from './endingItems.ts';
import { contextValue, filterDescription, icon } from './itemParts.ts';
import { resultsItem } from './resultsItem.ts';
import { staleUri } from './staleRows.ts';
import { joined } from '../../wording/inLine.ts';

const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

/** Converts a row to a tree item. */
export function toTreeItem(row: Row, now: Date): vscode.TreeItem {
  const item = shape(row, now);
  item.id = row.id;
  if (isStale(row)) item.resourceUri = staleUri(row.id);
  return item;
}

function shape(row: Row, now: Date): vscode.TreeItem {
  switch (row.kind) {
    case 'foundation':
      return foundationItem(row);
    case 'organization':
      return organizationItem(row);
    case 'space':
      return spaceItem(row);
    case 'app':
      return appItem(row, now);
    case 'droplet':
      return dropletItem(row, now);
    case 'results':
      return resultsItem(row);
    case 'loadMore':
      return loadMoreItem(row);
    case 'problem':
      return problemItem(row);
    case 'empty':
      return emptyItem(row);
    case 'incomplete':
      return incompleteItem(row);
  }
}

function foundationItem(row: FoundationRow): vscode.TreeItem {
  const item = new vscode.TreeItem(row.foundation.name, Expanded);
  const isUnchecked = row.foundation.skipsValidation;
  item.iconPath = isUnchecked ? icon('warning', 'list.warningForeground') : icon('cloud');
  item.description = foundationDescription(row);
  item.contextValue = contextValue(row, isUnchecked ? ['unchecked'] : []);
  return item;
}

/** `certificates not checked · read-only · user · API 3.228.0 · cf CLI`, as far as known. */
export function foundationDescription(row: FoundationRow): string {
  const version = row.connection.opened?.discovery.version ?? '';
  return joined([
    // Important information comes first, since a narrow view cuts off the end.
    row.foundation.skipsValidation ? vscode.l10n.t('certificates not checked') : null,
    row.foundation.isReadOnly ? vscode.l10n.t('read-only') : null,
    row.foundation.user,
    version === '' ? null : vscode.l10n.t('API {0}', version),
    row.foundation.source === 'cli' ? cliText(row.foundation) : null,
  ]);
}

function cliText({ cliFile }: Foundation): string {
  return cliFile === undefined
    ? vscode.l10n.t('cf CLI')
    : vscode.l10n.t('cf CLI: {0}', cliName(cliFile));
}

function organizationItem(row: OrganizationRow): vscode.TreeItem {
  const item = new vscode.TreeItem(row.organization.name, Collapsed);
  item.iconPath = new vscode.ThemeIcon('organization');
  item.description = joined([
    isTargeted(row) ? vscode.l10n.t('targeted') : null,
    row.organization.suspended ? vscode.l10n.t('suspended') : null,
    counted(row.spaces.total, vscode.l10n.t('1 space'), (n) => vscode.l10n.t('{0} spaces', n)),
  ]);
  item.contextValue = contextValue(row);
  return item;
}

function spaceItem(row: SpaceRow): vscode.TreeItem {
  const item = new vscode.TreeItem(row.space.name, Collapsed);
  item.iconPath = new vscode.ThemeIcon('folder');
  item.description = joined([
    isTargeted(row) ? vscode.l10n.t('targeted') : null,
    row.space.suspended ? vscode.l10n.t('suspended') : null,
    row.filter
      ? filterDescription(row)
      : counted(row.apps.total, vscode.l10n.t('1 app'), (n) => vscode.l10n.t('{0} apps', n)),
  ]);
  item.contextValue = contextValue(row, row.filter ? ['filtered'] : []);
  return item;
}

function counted(
  total: number | null,
  one: string,
  many: (count: number) => string,
): string | null {
  if (total === null) return null;
  return total === 1 ? one : many(total);
}
