import * as vscode from 'vscode';
import type { RolloutProgress } from '../../assignment/rolloutProgress.ts';
import { assignability } from '../../assignment/assignability.ts';
import { commandIds, type ContextWord } from '../../contributions.ts';
import {
  foundationOf,
  isAwaitingRestart,
  isCurrent,
  isRunning,
  isStale,
  isTargeted,
  listOf,
  type AppRow,
  type DropletRow,
  type FoundationRow,
  type ListRow,
  type OrganizationRow,
  type Row,
  type SpaceRow,
} from '../../explorer/rows.ts';
import { relativeTime } from '../../explorer/time.ts';
import { rolloutText } from '../rolloutText.ts';
import { errorName } from '../errorName.ts';
import { emptyItem, loadMoreItem, problemItem } from './endingItems.ts';
import { staleUri } from './staleRows.ts';
import { appStateWord, origin, shortGuid, stateWord } from './words.ts';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** What VS Code shows of a row. */
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
    case 'loadMore':
      return loadMoreItem(row);
    case 'problem':
      return problemItem(row);
    case 'empty':
      return emptyItem(row);
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

/** `certificates not checked · read-only · user · API 3.228.0 · cf CLI`, as far as it is known. */
export function foundationDescription(row: FoundationRow): string {
  const version = row.client?.discovery.version ?? '';
  return joined([
    // What one must know comes first, since a narrow view cuts off the end.
    row.foundation.skipsValidation ? vscode.l10n.t('certificates not checked') : null,
    row.foundation.isReadOnly ? vscode.l10n.t('read-only') : null,
    row.foundation.user,
    version === '' ? null : vscode.l10n.t('API {0}', version),
    row.foundation.source === 'cli' ? vscode.l10n.t('cf CLI') : null,
  ]);
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

function appItem(row: AppRow, now: Date): vscode.TreeItem {
  const { app } = row;
  const item = new vscode.TreeItem(app.name, Collapsed);
  const isStarted = app.state === 'STARTED';
  item.iconPath = row.rollout
    ? rolloutIcon(row.rollout)
    : isStarted
      ? icon('vm-running', 'testing.iconPassed')
      : icon('vm-outline');
  const current =
    row.current.kind === 'assigned' ? row.droplets.get(row.current.guid)?.droplet : undefined;
  const age = relativeTime(current?.createdAt ?? null, now, vscode.env.language);
  item.description = joined([
    appStateWord(app.state),
    age === null || row.rollout ? null : vscode.l10n.t('droplet {0}', age),
    row.current.kind === 'unknown' && row.droplets.isLoaded
      ? vscode.l10n.t('current droplet unknown')
      : null,
    row.rollout ? rolloutText(row.rollout) : stillRuns(row),
    row.filter ? filterDescription(row) : null,
  ]);
  item.contextValue = contextValue(row, [
    ...changeable(row),
    ...deploymentWords(row),
    ...(row.filter ? (['filtered'] as const) : []),
  ]);
  return item;
}

/** What can be done about a deployment under way. */
function deploymentWords({ rollout }: AppRow): readonly ContextWord[] {
  if (!rollout) return [];
  const { reason } = rollout.deployment;
  if (reason === 'CANCELING') return [];
  return reason === 'PAUSED' ? ['deploying', 'paused'] : ['deploying'];
}

function rolloutIcon({ deployment, problems }: RolloutProgress): vscode.ThemeIcon {
  if (deployment.reason === 'PAUSED') return icon('debug-pause', 'charts.yellow');
  return icon('sync~spin', problems.length > 0 ? 'list.warningForeground' : 'charts.blue');
}

/** Which droplet runs while the current one waits for a restart. */
function stillRuns(row: AppRow): string | null {
  if (!isAwaitingRestart(row) || row.running.kind !== 'known') return null;
  const guids = [...row.running.droplets].map(shortGuid);
  return vscode.l10n.t('still runs {0}', guids.join(', '));
}

function dropletItem(row: DropletRow, now: Date): vscode.TreeItem {
  const { droplet } = row;
  const isNow = isCurrent(row);
  const words = [
    isNow ? vscode.l10n.t('current') : stateWord(droplet.state),
    isNow && droplet.state !== 'STAGED' ? stateWord(droplet.state) : null,
    isRunning(row) ? vscode.l10n.t('running') : null,
    isNow && isAwaitingRestart(row.parent) ? vscode.l10n.t('assigned, not running yet') : null,
    relativeTime(droplet.createdAt, now, vscode.env.language),
    droplet.state === 'FAILED' ? errorName(droplet.error) : origin(droplet),
  ];
  const item = new vscode.TreeItem(shortGuid(droplet.guid), None);
  item.description = joined(words);
  item.iconPath = dropletIcon(droplet.state, isNow);
  item.accessibilityInformation = {
    label: vscode.l10n.t('Droplet {0}, {1}', shortGuid(droplet.guid), joined(words, ', ')),
  };
  item.contextValue = contextValue(row, [
    ...(row.parent.current.kind === 'assigned' && !isNow ? (['comparable'] as const) : []),
    ...(canAssign(row) ? (['assignable'] as const) : []),
    ...changeable(row),
    ...(canDelete(row) ? (['deletable'] as const) : []),
    ...(droplet.links['download'] ? (['downloadable'] as const) : []),
  ]);
  item.command = {
    command: commandIds.showDroplet,
    title: vscode.l10n.t('Show Droplet'),
    arguments: [row],
  };
  return item;
}

function changeable(row: AppRow | DropletRow): readonly ContextWord[] {
  return foundationOf(row).foundation.isReadOnly ? [] : ['changeable'];
}

function canDelete(row: DropletRow): boolean {
  const { current } = row.parent;
  return current.kind !== 'unknown' && !isCurrent(row) && changeable(row).length > 0;
}

function canAssign(row: DropletRow): boolean {
  const { client, foundation } = foundationOf(row);
  if (!client || foundation.isReadOnly) return false;
  const { app, current } = row.parent;
  return assignability(row.droplet, app, current, client.scope).kind === 'assignable';
}

function dropletIcon(state: string, isNow: boolean): vscode.ThemeIcon {
  if (isNow) return icon('circle-filled', 'testing.iconPassed');
  switch (state) {
    case 'STAGED':
      return icon('circle-outline');
    case 'FAILED':
      return icon('error', 'testing.iconFailed');
    case 'EXPIRED':
      return icon('history', 'disabledForeground');
    case 'STAGING':
    case 'PENDING':
    case 'COPYING':
    case 'PROCESSING_UPLOAD':
      return icon('sync', 'charts.blue');
    case 'AWAITING_UPLOAD':
      return icon('cloud-upload', 'charts.blue');
  }
  return icon('question');
}

function icon(id: string, color?: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(id, color === undefined ? undefined : new vscode.ThemeColor(color));
}

/** `filter: state:failed · 3 of 132`. */
export function filterDescription(row: SpaceRow | AppRow): string {
  const list = listOf(row);
  const text = vscode.l10n.t('filter: {0}', row.filter?.text ?? '');
  if (list.total === null) return text;
  const found =
    row.unfiltered === null ? null : vscode.l10n.t('{0} of {1}', list.count, row.unfiltered);
  return joined([text, found]);
}

/** The row's kind, then the words that menus ask for. */
function contextValue(row: ListRow | DropletRow, words: readonly ContextWord[] = []): string {
  const hasMore: readonly ContextWord[] =
    row.kind !== 'droplet' && listOf(row).hasMore ? ['hasMore'] : [];
  return [row.kind, ...words, ...hasMore].join(' ');
}

function counted(
  total: number | null,
  one: string,
  many: (count: number) => string,
): string | null {
  if (total === null) return null;
  return total === 1 ? one : many(total);
}

function joined(words: readonly (string | null)[], separator = ' · '): string {
  return words.filter((word) => word !== null && word !== '').join(separator);
}
