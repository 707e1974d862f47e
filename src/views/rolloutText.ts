import * as vscode from 'vscode';
import type { RolloutEnd } from '../assignment/rollout.ts';
import type { InstanceProblem, RolloutProgress } from '../assignment/rolloutProgress.ts';
import type { Deployment } from '../cloudfoundry/resources/deployment.ts';
import { maskText } from '../cloudfoundry/secretText.ts';
import { toVisible } from '../cloudfoundry/visibleText.ts';
import { shortGuid } from './tree/words.ts';

/** How far a deployment is, in the words of a row: "rolling out 3f9c01aa · 2 of 4 instances". */
export function rolloutText(progress: RolloutProgress): string {
  const { deployment, instances, problems, trouble } = progress;
  const count =
    instances &&
    vscode.l10n.t('{0} of {1} instances', instances.running ?? instances.new, instances.total);
  const failing = problems.length === 0 ? null : vscode.l10n.t('{0} failing', problems.length);
  const lost = trouble === null ? null : vscode.l10n.t('cannot be asked now');
  return [stepText(deployment), count, failing, lost].filter((word) => word !== null).join(' · ');
}

/** How a deployment ended, in a sentence; what a cancelled one leaves as it is belongs to it. */
export function rolloutEndText(app: string, end: RolloutEnd, progress: RolloutProgress): string {
  switch (end.kind) {
    case 'deployed':
      return vscode.l10n.t('{0} now runs droplet {1}.', app, dropletOf(end.deployment));
    case 'cancelled':
      return vscode.l10n.t(
        'The deployment of {0} was cancelled: droplet {1} is current again. Changes of environment, bindings and routes made meanwhile stay.{2}',
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
        shown(end.deployment.reason),
        whyText(end.deployment, progress),
      );
    case 'gone':
      return vscode.l10n.t('The deployment of {0} is no longer to be seen.', app);
  }
}

/** What is wrong with the new instances, a line each. */
export function problemLines({ deployment, problems }: RolloutProgress): readonly string[] {
  const error = deployment.error === null ? [] : [shown(deployment.error)];
  return [...error, ...problems.slice(0, 10).map(problemText)];
}

function stepText(deployment: Deployment): string {
  const droplet = dropletOf(deployment);
  switch (deployment.reason) {
    case 'PAUSED':
      return vscode.l10n.t('canary {0} waits to be continued', droplet);
    case 'CANCELING':
      return vscode.l10n.t('cancelling the deployment of {0}', droplet);
  }
  return deployment.strategy === 'canary'
    ? vscode.l10n.t('canary {0}', droplet)
    : vscode.l10n.t('rolling out {0}', droplet);
}

function whyText(deployment: Deployment, progress: RolloutProgress): string {
  const lines = problemLines({ ...progress, deployment });
  return lines.length === 0 ? '' : ` ${lines.join('; ')}.`;
}

/** What is wrong with an instance. */
export function problemText({ details, index, state, type }: InstanceProblem): string {
  const what = vscode.l10n.t('{0} instance {1} is {2}', shown(type), index, shown(state));
  return details === null ? what : `${what} (${shown(details)})`;
}

function dropletOf({ dropletGuid }: Deployment): string {
  return dropletGuid === null ? vscode.l10n.t('a droplet') : shortGuid(dropletGuid);
}

/** What the runtime says may quote commands and addresses. */
function shown(text: string): string {
  return toVisible(maskText(text), 200);
}
