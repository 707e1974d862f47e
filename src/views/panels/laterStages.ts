import type { CurrentDroplet } from '../../cloudfoundry/resources/app.ts';
import type { Deployment } from '../../cloudfoundry/resources/deployment.ts';
import type { Lifecycle } from '../../explorer/lifecycle.ts';
import type { Missing } from '../../explorer/part.ts';
import type { StageView } from '../../webviews/dropletProtocol.ts';
import { type Language } from '../../wording/language.ts';
import { missingStage, notes, whyMissing } from './stageParts.ts';
import { toMoment, took } from '../../wording/times.ts';
import { stateWord } from '../../wording/states.ts';

/** Whether it is the app's current droplet; null if the API doesn't say. */
export function isCurrent(lifecycle: Lifecycle): boolean | null {
  if (lifecycle.current.kind === 'missing') return null;
  const current: CurrentDroplet = lifecycle.current.value;
  switch (current.kind) {
    case 'assigned':
      return current.guid === lifecycle.droplet.guid;
    case 'none':
      return false;
    case 'unknown':
      return null;
  }
}

/** When and by whom it was last assigned, and whether it still is. */
export function assignedStage(lifecycle: Lifecycle, language: Language): StageView {
  const { l10n } = language;
  const title = l10n.t('Assigned');
  const { assignments } = lifecycle;
  const current = isCurrent(lifecycle);
  const event = assignments.kind === 'known' ? assignments.value[0] : undefined;
  if (!event && current !== true) {
    const why = l10n.t(
      'No assignment is recorded. Foundations keep these events for only a few weeks.',
    );
    return missingStage(title, assignments.kind === 'missing' ? assignments : none, why, language);
  }
  const why =
    event || assignments.kind === 'known'
      ? null
      : whyMissing(
          assignments,
          l10n.t('The time and user of the assignment are no longer recorded.'),
          language,
        );
  return {
    title,
    mark: current === true ? 'done' : 'ended',
    word: current === true ? l10n.t('current') : l10n.t('earlier'),
    at: toMoment(event?.createdAt ?? null, language),
    duration: null,
    who: event?.actor?.name ?? null,
    notes: notes(why),
  };
}

const none: Missing = { kind: 'missing', reason: 'notRecorded', message: '' };

/** The newest rollout of the droplet, or else the revision made from it. */
export function deployedStage(
  { deployments, revisions }: Lifecycle,
  language: Language,
): StageView {
  const { l10n } = language;
  const title = l10n.t('Deployed');
  const deployment = deployments.kind === 'known' ? deployments.value[0] : undefined;
  const revision = revisions.kind === 'known' ? revisions.value[0] : undefined;
  if (deployment) return deploymentStage(title, deployment, language);
  if (revision) {
    return {
      title,
      mark: 'done',
      word: l10n.t('revision {0}', revision.version ?? '?'),
      at: toMoment(revision.createdAt, language),
      duration: null,
      who: null,
      notes: notes(revision.description),
    };
  }
  const reasons = [deployments, revisions].filter((stage) => stage.kind === 'missing');
  const telling =
    reasons.find(({ reason }) => reason === 'failed' || reason === 'noPermission') ??
    (reasons.every(({ reason }) => reason === 'noEndpoint') ? reasons[0] : undefined);
  const why = l10n.t('No deployment or revision of this droplet is recorded.');
  return missingStage(title, telling ?? none, why, language);
}

function deploymentStage(title: string, deployment: Deployment, language: Language): StageView {
  const { l10n } = language;
  const { canary, revision } = deployment;
  const version = revision?.version ?? null;
  const ended = deployment.reason === 'DEPLOYED' ? 'done' : 'ended';
  return {
    title,
    mark: deployment.isActive ? 'running' : deployment.error === null ? ended : 'failed',
    word: stateWord(deployment.reason, language),
    at: toMoment(deployment.createdAt, language),
    duration: deployment.isActive
      ? null
      : took(deployment.createdAt, deployment.lastStatusChange, language),
    who: null,
    notes: notes(
      deployment.strategy,
      canary ? l10n.t('step {0} of {1}', canary.step, canary.steps) : null,
      version === null ? null : l10n.t('revision {0}', version),
      deployment.error,
    ),
  };
}
