import type { RolloutEnd } from '../changes/rollout.ts';
import type { InstanceProblem, RolloutProgress } from '../changes/rolloutProgress.ts';
import type { Deployment } from '../cloudfoundry/resources/deployment.ts';
import { shortGuid } from './guids.ts';
import { shown } from './inLine.ts';
import type { Language } from './language.ts';

/** The progress of a deployment, as shown in a row: "rolling out 3f9c01aa · 2 of 4 instances". */
export function rolloutText(progress: RolloutProgress, language: Language): string {
  const { l10n } = language;
  const { deployment, instances, problems, trouble } = progress;
  const count =
    instances &&
    l10n.t('{0} of {1} instances', instances.running ?? instances.new, instances.total);
  const failing = problems.length === 0 ? null : l10n.t('{0} failing', problems.length);
  const lost = trouble === null ? null : l10n.t('status unavailable');
  // Failures are the most important part: a narrow view cuts off the end.
  return [deploymentText(deployment, language), failing, count, lost]
    .filter((word) => word !== null)
    .join(' · ');
}

/** What is wrong with the new instances, one line each. */
export function problemLines(
  { deployment, problems }: RolloutProgress,
  language: Language,
): readonly string[] {
  const error = deployment.error === null ? [] : [shownReason(deployment.error)];
  return [...error, ...problems.slice(0, 10).map((problem) => problemText(problem, language))];
}

/** What a deployment is doing: "rolling out 3f9c01aa". */
export function deploymentText(deployment: Deployment, language: Language): string {
  const { l10n } = language;
  const droplet = dropletOf(deployment, language);
  switch (deployment.reason) {
    case 'PAUSED':
      return l10n.t('canary {0} paused', droplet);
    case 'CANCELING':
      return l10n.t('canceling the deployment of {0}', droplet);
  }
  return deployment.strategy === 'canary'
    ? l10n.t('canary {0}', droplet)
    : l10n.t('rolling out {0}', droplet);
}

/** What is wrong with an instance. */
export function problemText(
  { details, index, state, type }: InstanceProblem,
  { l10n }: Language,
): string {
  const what = l10n.t('{0} instance {1} is {2}', shownReason(type), index, shownReason(state));
  return details === null ? what : `${what} (${shownReason(details)})`;
}

/** The droplet that is rolled out, named as in a row. */
function dropletOf({ dropletGuid }: Deployment, { l10n }: Language): string {
  return dropletGuid === null ? l10n.t('a droplet') : shortGuid(dropletGuid);
}

/** The runtime's reason, safe to use in a sentence: it may quote commands and addresses. */
function shownReason(text: string): string {
  return shown(text).replace(/\.$/, '');
}

/** A sentence about what keeps a deployment from continuing. */
export function stumbledText(app: string, progress: RolloutProgress, language: Language): string {
  const { l10n } = language;
  return l10n.t(
    'New instances of {0} aren’t starting with droplet {1}.{2}',
    app,
    dropletOf(progress.deployment, language),
    whyText(progress.deployment, progress, language),
  );
}

/**
 * A sentence about how a deployment ended; for a canceled one, includes what it doesn't restore.
 */
export function rolloutEndText(
  app: string,
  end: RolloutEnd,
  progress: RolloutProgress,
  language: Language,
): string {
  const { l10n } = language;
  switch (end.kind) {
    case 'deployed':
      return l10n.t('{0} now runs droplet {1}.', app, dropletOf(end.deployment, language));
    case 'canceled':
      return end.deployment.previousDropletGuid === null
        ? l10n.t(
            'The deployment of {0} was canceled. The previous droplet is current again. Changes made to the environment, bindings, and routes in the meantime are kept.{1}',
            app,
            whyText(end.deployment, progress, language),
          )
        : l10n.t(
            'The deployment of {0} was canceled. Droplet {1} is current again. Changes made to the environment, bindings, and routes in the meantime are kept.{2}',
            app,
            shortGuid(end.deployment.previousDropletGuid),
            whyText(end.deployment, progress, language),
          );
    case 'superseded':
      return l10n.t(
        'The deployment of droplet {0} to {1} was superseded by another deployment.',
        dropletOf(end.deployment, language),
        app,
      );
    case 'failed':
      return l10n.t(
        'The deployment of droplet {0} to {1} ended with status {2}.{3}',
        dropletOf(end.deployment, language),
        app,
        shownReason(end.deployment.reason),
        whyText(end.deployment, progress, language),
      );
    case 'gone':
      return l10n.t('The deployment of {0} can no longer be found.', app);
  }
}

function whyText(deployment: Deployment, progress: RolloutProgress, language: Language): string {
  const lines = problemLines({ ...progress, deployment }, language);
  return lines.length === 0 ? '' : ` ${lines.join('; ')}.`;
}
