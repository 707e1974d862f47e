import * as vscode from 'vscode';
import { SignedOutError, reasonOf } from '../../cloudfoundry/errors.ts';
import { isAboutTrust } from '../../cloudfoundry/network/errors.ts';
import type { ContextWord } from '../../contributions.ts';
import { isOfApps } from '../../explorer/filter.ts';
import { onClick } from './rowClick.ts';
import {
  listOf,
  type EmptyRow,
  type IncompleteRow,
  type ListRow,
  type LoadMoreRow,
  type ProblemRow,
} from '../../explorer/rows.ts';
import { language } from '../../window/language.ts';
import { foundText } from '../../wording/filters.ts';

/** The row that loads the next page, or stops the search for matches on further pages. */
export function loadMoreItem(row: LoadMoreRow): vscode.TreeItem {
  const { count, isSearching, searched, total } = listOf(row.parent);
  const found =
    searched === null || total === null
      ? vscode.l10n.t('{0} of {1}', count, total ?? '…')
      : foundText({ found: count, searched, total }, language());
  const label = isSearching ? found : vscode.l10n.t('Load More ({0})', found);
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
  if (isSearching) {
    const words: readonly ContextWord[] = ['searching'];
    item.description = vscode.l10n.t('click to stop');
    item.iconPath = new vscode.ThemeIcon('loading~spin');
    item.contextValue = [row.kind, ...words].join(' ');
    item.accessibilityInformation = {
      label: vscode.l10n.t('Searching: {0}, click to stop', found),
    };
    item.command = onClick(vscode.l10n.t('Stop Searching'));
    return item;
  }
  item.iconPath = new vscode.ThemeIcon('fold-down');
  item.contextValue = row.kind;
  item.command = onClick(vscode.l10n.t('Load More'));
  return item;
}

/** Why rows are missing or old, and the remedy: sign in, trust an authority, or try again. */
export function problemItem(row: ProblemRow): vscode.TreeItem {
  const { problem } = listOf(row.parent);
  const reason = problem ? reasonOf(problem.error) : '';
  const isSignedOut = problem?.error instanceof SignedOutError;
  const help = isSignedOut
    ? vscode.l10n.t('Click to sign in.')
    : isAboutTrust(problem?.error)
      ? vscode.l10n.t(
          'Click to try again. Select the shield icon to trust a certificate authority.',
        )
      : vscode.l10n.t('Click to try again.');
  const words: readonly ContextWord[] = isAboutTrust(problem?.error) ? ['untrusted'] : [];
  const label = isSignedOut
    ? vscode.l10n.t('Signed out')
    : problem?.during === 'refresh'
      ? vscode.l10n.t('Could not refresh')
      : vscode.l10n.t('Could not load');
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
  item.description = isSignedOut ? vscode.l10n.t('click to sign in') : reason;
  item.tooltip = `${reason}\n\n${help}`;
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  item.contextValue = [row.kind, ...words].join(' ');
  item.accessibilityInformation = { label: `${label}: ${item.description}` };
  item.command = onClick(
    isSignedOut ? vscode.l10n.t('Sign In to Foundation…') : vscode.l10n.t('Retry'),
  );
  return item;
}

/** Shows that a list ends early, and why; the remedy is to read it again. */
export function incompleteItem(row: IncompleteRow): vscode.TreeItem {
  const { incomplete } = listOf(row.parent);
  const label = vscode.l10n.t('This list is incomplete');
  const reason = incomplete ? reasonOf(incomplete) : '';
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
  item.description = reason;
  item.tooltip = `${reason}\n\n${vscode.l10n.t('Click to refresh the list.')}`;
  item.iconPath = new vscode.ThemeIcon('info');
  item.contextValue = row.kind;
  item.accessibilityInformation = { label: `${label}: ${reason}` };
  item.command = onClick(vscode.l10n.t('Refresh'));
  return item;
}

/** Shows that a list is empty, and whether because of a filter. */
export function emptyItem(row: EmptyRow): vscode.TreeItem {
  const item = new vscode.TreeItem(emptyText(row.parent), vscode.TreeItemCollapsibleState.None);
  item.iconPath = new vscode.ThemeIcon('dash');
  item.contextValue = row.kind;
  return item;
}

/** What the list is missing, and whether because of a filter. */
export function emptyText(parent: ListRow): string {
  switch (parent.kind) {
    case 'foundation':
      return vscode.l10n.t('No organizations are visible');
    case 'organization':
      return vscode.l10n.t('No spaces are visible');
    case 'space':
      return parent.filter
        ? vscode.l10n.t('No apps match the filter')
        : vscode.l10n.t('No apps yet');
    case 'app':
      return parent.filter
        ? vscode.l10n.t('No droplets match the filter')
        : vscode.l10n.t('No droplets yet');
    case 'results':
      return isOfApps(parent.filter.kind)
        ? vscode.l10n.t('No apps found')
        : vscode.l10n.t('No droplets found');
  }
}
