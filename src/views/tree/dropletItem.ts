import * as vscode from 'vscode';
import { assignability } from '../../changes/assignability.ts';
import { onClick } from './rowClick.ts';
import { foundationOf, type DropletRow } from '../../explorer/rows.ts';
import { isAwaitingRestart, isCurrent, isRunning } from '../../explorer/runningDroplets.ts';
import { language } from '../../window/language.ts';
import { relativeTime } from '../../wording/times.ts';
import { changeable, contextValue, icon, placeText } from './itemParts.ts';
import { origin } from '../../wording/droplets.ts';
import { errorName, stateWord } from '../../wording/states.ts';
import { joined } from '../../wording/inLine.ts';
import { shortGuid } from '../../wording/guids.ts';

/** A droplet: whether it is current, its state, age and origin. */
export function dropletItem(row: DropletRow, now: Date): vscode.TreeItem {
  const { droplet } = row;
  const isNow = isCurrent(row);
  const words = [
    // Among the droplets of many apps, the app says more than a guid.
    row.within ? joined([shortGuid(droplet.guid), placeText(row.parent)]) : null,
    isNow ? vscode.l10n.t('current') : stateWord(droplet.state, language()),
    isNow && droplet.state !== 'STAGED' ? stateWord(droplet.state, language()) : null,
    isRunning(row) ? vscode.l10n.t('running') : null,
    isNow && isAwaitingRestart(row.parent) ? vscode.l10n.t('assigned, not running yet') : null,
    relativeTime(droplet.createdAt, now, vscode.env.language),
    droplet.state === 'FAILED' ? errorName(droplet.error) : origin(droplet),
  ];
  const label = row.within ? row.parent.app.name : shortGuid(droplet.guid);
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
  item.description = joined(words);
  item.iconPath = dropletIcon(row);
  item.accessibilityInformation = {
    label: row.within
      ? vscode.l10n.t('Droplet of {0}, {1}', label, joined(words, ', '))
      : vscode.l10n.t('Droplet {0}, {1}', label, joined(words, ', ')),
  };
  item.contextValue = contextValue(row, [
    ...(row.within ? (['found'] as const) : []),
    ...(row.parent.current.kind === 'assigned' && !isNow ? (['comparable'] as const) : []),
    ...(canAssign(row) ? (['assignable'] as const) : []),
    ...changeable(row),
    ...(canDelete(row) ? (['deletable'] as const) : []),
    ...(droplet.links['download'] ? (['downloadable'] as const) : []),
  ]);
  item.command = onClick(vscode.l10n.t('Show Droplet'));
  return item;
}

function canDelete(row: DropletRow): boolean {
  const { current } = row.parent;
  return current.kind !== 'unknown' && !isCurrent(row) && changeable(row).length > 0;
}

function canAssign(row: DropletRow): boolean {
  const { connection, foundation } = foundationOf(row);
  const client = connection.opened;
  if (!client || foundation.isReadOnly) return false;
  const { app, current } = row.parent;
  return assignability(row.droplet, app, current, client.scope).kind === 'assignable';
}

/** Filled: current. Green: running, or nothing else is known to run; yellow: needs a restart. */
function dropletIcon(row: DropletRow): vscode.ThemeIcon {
  if (isCurrent(row)) {
    const color = isAwaitingRestart(row.parent) ? 'charts.yellow' : 'testing.iconPassed';
    return icon('circle-filled', color);
  }
  switch (row.droplet.state) {
    case 'STAGED':
      return isRunning(row) ? icon('circle-outline', 'testing.iconPassed') : icon('circle-outline');
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
