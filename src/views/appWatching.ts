import * as vscode from 'vscode';
import type { RolloutEnd } from '../assignment/rollout.ts';
import { commandIds, viewId } from '../contributions.ts';
import { AppWatch, type Followed } from '../explorer/appWatch.ts';
import type { Explorer } from '../explorer/explorer.ts';
import { rolloutEndText } from './rolloutText.ts';
import { withoutLinks } from './withoutLinks.ts';

/** Watches the apps that are opened in the tree, and tells how their deployments end. */
export function watchApps(explorer: Explorer, log: vscode.LogOutputChannel): AppWatch {
  return new AppWatch({
    explorer,
    log,
    onDidFollow: (followed) => void showUntilEnd(followed),
  });
}

async function showUntilEnd({ ended, rollout }: Followed): Promise<void> {
  await vscode.window.withProgress({ location: { viewId } }, () => ended);
  const end = await ended;
  if (!end) return;
  const text = withoutLinks(rolloutEndText(rollout.app.name, end, rollout.progress));
  if (!isBad(end)) {
    void vscode.window.showInformationMessage(text);
    return;
  }
  const showLog = vscode.l10n.t('Show Log');
  const answer = await vscode.window.showWarningMessage(text, showLog);
  if (answer === showLog) await vscode.commands.executeCommand(commandIds.showLog);
}

function isBad({ kind }: RolloutEnd): boolean {
  return kind === 'failed' || kind === 'superseded';
}
