import * as vscode from 'vscode';
import type { InstanceProblem, RolloutProgress } from '../changes/rolloutProgress.ts';
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
  // What fails counts most: a narrow view cuts off the end.
  return [deploymentText(deployment), failing, count, lost]
    .filter((word) => word !== null)
    .join(' · ');
}

/** What is wrong with the new instances, a line each. */
export function problemLines({ deployment, problems }: RolloutProgress): readonly string[] {
  const error = deployment.error === null ? [] : [shownReason(deployment.error)];
  return [...error, ...problems.slice(0, 10).map(problemText)];
}

/** What a deployment is doing: "rolling out 3f9c01aa". */
export function deploymentText(deployment: Deployment): string {
  const droplet = dropletOf(deployment);
  switch (deployment.reason) {
    case 'PAUSED':
      return vscode.l10n.t('canary {0} waits to be continued', droplet);
    case 'CANCELING':
      return vscode.l10n.t('canceling the deployment of {0}', droplet);
  }
  return deployment.strategy === 'canary'
    ? vscode.l10n.t('canary {0}', droplet)
    : vscode.l10n.t('rolling out {0}', droplet);
}

/** What is wrong with an instance. */
export function problemText({ details, index, state, type }: InstanceProblem): string {
  const what = vscode.l10n.t(
    '{0} instance {1} is {2}',
    shownReason(type),
    index,
    shownReason(state),
  );
  return details === null ? what : `${what} (${shownReason(details)})`;
}

/** The droplet that is rolled out, as a row calls it. */
export function dropletOf({ dropletGuid }: Deployment): string {
  return dropletGuid === null ? vscode.l10n.t('a droplet') : shortGuid(dropletGuid);
}

/** What the runtime says, to stand in a sentence: it may quote commands and addresses. */
export function shownReason(text: string): string {
  return toVisible(maskText(text), 200).replace(/\.$/, '');
}
