import * as vscode from 'vscode';
import type { RolloutEnd } from '../changes/rollout.ts';
import { commandIds, viewId } from '../contributions.ts';
import { AppWatch, type Followed } from '../explorer/appWatch.ts';
import type { Explorer } from '../explorer/explorer.ts';
import { showInformation, showWarning } from '../window/messages.ts';
import { withViewProgress } from '../window/progress.ts';
import { language } from '../window/language.ts';
import { rolloutEndText, stumbledText } from '../wording/rollouts.ts';

/** Watches the apps that are opened in the tree, and reports on their deployments. */
export function watchApps(explorer: Explorer, log: vscode.LogOutputChannel): AppWatch {
  return new AppWatch({
    explorer,
    log,
    onDidFollow: (followed) => void showUntilEnd(followed),
    onDidStumble: (followed) => void warn(followed),
  });
}

/** It may still start, or keep trying for long: the user decides. */
async function warn(followed: Followed): Promise<void> {
  const { app, progress } = followed.rollout;
  await tell(followed, showWarning, stumbledText(app.name, progress, language()), [
    [vscode.l10n.t('Cancel Deployment…'), commandIds.cancelDeployment],
  ]);
}

async function showUntilEnd(followed: Followed): Promise<void> {
  const { ended, rollout } = followed;
  await withViewProgress(viewId, () => ended);
  const end = await ended;
  if (!end) return;
  const text = rolloutEndText(rollout.app.name, end, rollout.progress, language());
  if (isWell(end)) await tell(followed, showInformation, text, []);
  else {
    await tell(followed, showWarning, text, [
      [vscode.l10n.t('Show App History'), commandIds.showAppHistory],
    ]);
  }
}

/** Offers commands for the app. */
async function tell(
  { row }: Followed,
  show: typeof showInformation,
  text: string,
  commands: readonly (readonly [title: string, id: string])[],
): Promise<void> {
  const answer = await show(text, ...commands.map(([title]) => title));
  const chosen = commands.find(([title]) => title === answer);
  if (chosen) await vscode.commands.executeCommand(chosen[1], row);
}

function isWell({ kind }: RolloutEnd): boolean {
  return kind === 'deployed' || kind === 'canceled';
}
