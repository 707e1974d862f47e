import type { AssignmentPlan } from '../changes/plan.ts';
import type { PlaceNames } from '../changes/protection.ts';
import type { RestartPlan } from '../changes/restartPlan.ts';
import type { RolloutProgress } from '../changes/rolloutProgress.ts';
import type { ChangeRequest, DeploymentOrder } from '../cloudfoundry/change.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import type { Deployment } from '../cloudfoundry/resources/deployment.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import type { LabelChange } from '../cloudfoundry/labels.ts';
import { changeLines } from './assignments.ts';
import { dropletText } from './droplets.ts';
import { shortGuid } from './guids.ts';
import { changeText } from './labels.ts';
import type { Language } from './language.ts';
import { deploymentText, rolloutText } from './rollouts.ts';
import { strategyWords } from './strategies.ts';
import { relativeTime } from './times.ts';

/** A question, with everything that the user should know to answer it. */
export interface Preview {
  readonly question: string;
  readonly detail: string;
}

/**
 * Before a deployment: what an assignment of the droplet changes, and how it reaches the instances.
 */
export function deploymentPreview(
  plan: AssignmentPlan,
  place: PlaceNames,
  order: Omit<DeploymentOrder, 'appGuid'>,
  request: ChangeRequest,
  language: Language,
): Preview {
  const { l10n } = language;
  const { app, candidate } = plan;
  const droplet = shortGuid(candidate.guid);
  return {
    question: l10n.t('Deploy droplet {0} to {1}?', droplet, app.name),
    detail: [
      ...changeLines(plan, place, deployedText(plan, order, language), language),
      '',
      requestLine(request, language),
    ].join('\n'),
  };
}

/** Before a restart, or the start of a stopped app. */
export function restartPreview(
  { app, deployments }: RestartPlan,
  place: PlaceNames,
  request: ChangeRequest,
  language: Language,
): Preview {
  const { l10n } = language;
  const isStopped = app.state !== 'STARTED';
  return {
    question: isStopped ? l10n.t('Start {0}?', app.name) : l10n.t('Restart {0}?', app.name),
    detail: [
      placeLine(app, place, language),
      ...(deployments ?? []).flatMap((deployment) => ['', duringText(deployment, language), '']),
      app.currentDroplet.kind === 'assigned'
        ? l10n.t('It will run droplet {0}.', shortGuid(app.currentDroplet.guid))
        : l10n.t('It will run its current droplet.'),
      isStopped
        ? l10n.t('It is currently stopped.')
        : l10n.t(
            'All instances are stopped and started again. The app doesn’t respond until they are running.',
          ),
      '',
      requestLine(request, language),
    ].join('\n'),
  };
}

/** A Cloud Controller doesn't refuse a restart during a deployment. */
function duringText(deployment: Deployment, language: Language): string {
  const { l10n, locale, now } = language;
  const begun = relativeTime(deployment.createdAt, now, locale);
  return l10n.t(
    'A deployment of this app is running: {0}, started {1}. A restart doesn’t wait for it and also stops healthy instances.',
    deploymentText(deployment, language),
    begun ?? l10n.t('at an unknown time'),
  );
}

/** Before a deployment is canceled: what is restored, and what isn't. */
export function cancelPreview(
  { deployment, ...progress }: RolloutProgress,
  app: App,
  place: PlaceNames,
  request: ChangeRequest,
  language: Language,
): Preview {
  const { l10n } = language;
  const { previousDropletGuid: previous } = deployment;
  return {
    question: l10n.t('Cancel the deployment of {0}?', app.name),
    detail: [
      placeLine(app, place, language),
      l10n.t('Now: {0}', rolloutText({ deployment, ...progress }, language)),
      previous === null
        ? l10n.t('The previous droplet becomes current again, and new instances are stopped.')
        : l10n.t(
            'Droplet {0} becomes current again, and new instances are stopped.',
            shortGuid(previous),
          ),
      l10n.t('Changes made to the environment, bindings, and routes in the meantime are kept.'),
      '',
      requestLine(request, language),
    ].join('\n'),
  };
}

/** Before a canary continues to all instances. */
export function continuePreview(
  progress: RolloutProgress,
  app: App,
  place: PlaceNames,
  request: ChangeRequest,
  language: Language,
): Preview {
  const { l10n } = language;
  const { canary } = progress.deployment;
  return {
    question: l10n.t('Continue the deployment of {0}?', app.name),
    detail: [
      placeLine(app, place, language),
      l10n.t('Now: {0}', rolloutText(progress, language)),
      canary && canary.step < canary.steps
        ? l10n.t('It continues with step {0} of {1}.', canary.step + 1, canary.steps)
        : l10n.t('All other instances are replaced.'),
      '',
      requestLine(request, language),
    ].join('\n'),
  };
}

function deployedText(
  { app }: AssignmentPlan,
  order: Omit<DeploymentOrder, 'appGuid'>,
  language: Language,
): string {
  const { l10n } = language;
  return app.state === 'STOPPED'
    ? l10n.t('The app is currently stopped. The deployment starts it.')
    : orderText(order, language);
}

function orderText(
  { maxInFlight, strategy }: Omit<DeploymentOrder, 'appGuid'>,
  language: Language,
): string {
  const { l10n } = language;
  const { description, label } = strategyWords(strategy, language);
  const how = l10n.t('{0}: {1}.', label, description);
  if (maxInFlight === null) return how;
  return `${how}\n${l10n.t('Instances replaced at once: {0}', maxInFlight)}`;
}

/** Before a droplet is deleted. */
export function deletionPreview(
  droplet: Droplet,
  app: App,
  place: PlaceNames,
  request: ChangeRequest,
  language: Language,
): Preview {
  const { l10n } = language;
  return {
    question: l10n.t('Delete droplet {0} of {1}?', shortGuid(droplet.guid), app.name),
    detail: [
      placeLine(app, place, language),
      l10n.t('Droplet: {0}', dropletText(droplet, language)),
      '',
      l10n.t(
        'The droplet’s bits are deleted. {0} can’t go back to this droplet afterward.',
        app.name,
      ),
      '',
      requestLine(request, language),
    ].join('\n'),
  };
}

/** Before labels are changed. @param name of the labeled resource, within a sentence */
export function labelsPreview(
  name: string,
  app: App,
  place: PlaceNames,
  changes: readonly LabelChange[],
  request: ChangeRequest,
  language: Language,
): Preview {
  const { l10n } = language;
  return {
    question: l10n.t('Change the labels of {0}?', name),
    detail: [
      placeLine(app, place, language),
      '',
      ...changes.map((change) => changeText(change, language)),
      '',
      requestLine(request, language),
    ].join('\n'),
  };
}

function placeLine(app: App, { organization, space }: PlaceNames, { l10n }: Language): string {
  return l10n.t('App: {0} in {1} / {2}', app.name, organization, space);
}

function requestLine({ method, url }: ChangeRequest, { l10n }: Language): string {
  return l10n.t('Request: {0} {1}', method, url.href);
}
