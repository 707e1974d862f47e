import * as vscode from 'vscode';
import type { RolloutProgress } from '../../changes/rolloutProgress.ts';
import type { ContextWord } from '../../contributions.ts';
import type { AppRow } from '../../explorer/rows.ts';
import { currentDropletOf, isAwaitingRestart } from '../../explorer/runningDroplets.ts';
import { language } from '../../window/language.ts';
import { relativeTime } from '../../wording/times.ts';
import { origin } from '../../wording/droplets.ts';
import { rolloutText } from '../../wording/rollouts.ts';
import { changeable, contextValue, filterDescription, icon, placeText } from './itemParts.ts';
import { joined } from '../../wording/inLine.ts';
import { appStateWord } from '../../wording/states.ts';
import { shortGuid } from '../../wording/guids.ts';

/** An app: its state, what is happening to it, and its current droplet's age and origin. */
export function appItem(row: AppRow, now: Date): vscode.TreeItem {
  const { app } = row;
  const item = new vscode.TreeItem(app.name, vscode.TreeItemCollapsibleState.Collapsed);
  const isStarted = app.state === 'STARTED';
  item.iconPath = row.rollout
    ? rolloutIcon(row.rollout)
    : isStarted
      ? icon('vm-running', 'testing.iconPassed')
      : icon('vm-outline');
  const current = currentDropletOf(row);
  const age = relativeTime(current?.createdAt ?? null, now, vscode.env.language);
  item.description = joined([
    row.within ? placeText(row) : null,
    // An app with a rollout is started; in a narrow view, the progress needs the space.
    row.rollout && isStarted ? null : appStateWord(app.state, language()),
    row.current.kind === 'unknown' && row.droplets.isLoaded
      ? vscode.l10n.t('current droplet unknown')
      : null,
    row.rollout ? rolloutText(row.rollout, language()) : stillRuns(row),
    age === null || row.rollout ? null : vscode.l10n.t('droplet {0}', age),
    row.filter ? filterDescription(row) : null,
    current && !row.rollout && !row.filter ? origin(current) : null,
  ]);
  item.contextValue = contextValue(row, [
    ...(row.within ? (['found'] as const) : []),
    ...changeable(row),
    ...deploymentWords(row),
    ...(row.filter ? (['filtered'] as const) : []),
  ]);
  return item;
}

/** The possible actions on a deployment in progress, as context words. */
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

/** Which droplet is running while the current one needs a restart. */
function stillRuns(row: AppRow): string | null {
  if (!isAwaitingRestart(row) || row.running.kind !== 'known') return null;
  const guids = [...row.running.droplets].map(shortGuid);
  return vscode.l10n.t('still runs {0}', guids.join(', '));
}
