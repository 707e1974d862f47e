import * as vscode from 'vscode';
import type { RolloutEnd } from '../changes/rollout.ts';
import type { RolloutProgress } from '../changes/rolloutProgress.ts';
import type { Deployment } from '../cloudfoundry/resources/deployment.ts';
import { dropletOf, problemLines, shownReason } from './rolloutText.ts';
import { shortGuid } from './tree/words.ts';

/** What keeps a deployment from going on, in a sentence. */
export function stumbledText(app: string, progress: RolloutProgress): string {
  return vscode.l10n.t(
    'New instances of {0} do not come up with droplet {1}.{2}',
    app,
    dropletOf(progress.deployment),
    whyText(progress.deployment, progress),
  );
}

/** How a deployment ended, in a sentence; what a canceled one leaves as it is belongs to it. */
export function rolloutEndText(app: string, end: RolloutEnd, progress: RolloutProgress): string {
  switch (end.kind) {
    case 'deployed':
      return vscode.l10n.t('{0} now runs droplet {1}.', app, dropletOf(end.deployment));
    case 'canceled':
      return vscode.l10n.t(
        'The deployment of {0} was canceled: droplet {1} is current again. Changes of environment, bindings and routes made meanwhile stay.{2}',
        app,
        end.deployment.previousDropletGuid === null
          ? vscode.l10n.t('of before')
          : shortGuid(end.deployment.previousDropletGuid),
        whyText(end.deployment, progress),
      );
    case 'superseded':
      return vscode.l10n.t(
        'The deployment of droplet {0} to {1} was superseded by another one.',
        dropletOf(end.deployment),
        app,
      );
    case 'failed':
      return vscode.l10n.t(
        'The deployment of droplet {0} to {1} ended as {2}.{3}',
        dropletOf(end.deployment),
        app,
        shownReason(end.deployment.reason),
        whyText(end.deployment, progress),
      );
    case 'gone':
      return vscode.l10n.t('The deployment of {0} is no longer to be seen.', app);
  }
}

function whyText(deployment: Deployment, progress: RolloutProgress): string {
  const lines = problemLines({ ...progress, deployment });
  return lines.length === 0 ? '' : ` ${lines.join('; ')}.`;
}
