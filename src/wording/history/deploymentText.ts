import type { HistoryEntry } from '../../explorer/history/entries.ts';
import { shortGuid } from '../guids.ts';
import { joined, shown } from '../inLine.ts';
import { stateWord } from '../states.ts';
import { duration } from '../times.ts';
import { deploymentMark, details } from './entryParts.ts';
import { byWhom, type EntryText, type Telling } from './telling.ts';

type DeploymentEntry = Extract<HistoryEntry, { readonly kind: 'deployment' }>;

/** The texts of a deployment's entry. */
export function deploymentText(
  { deployment, startedBy, canceledBy, revision }: DeploymentEntry,
  { language, times }: Telling,
): EntryText {
  const { l10n, locale } = language;
  const { dropletGuid: guid, previousDropletGuid: previous, canary, isActive } = deployment;
  const ended = isActive ? null : deployment.lastStatusChange;
  const lasted = duration(deployment.createdAt, ended, locale);
  const version = revision?.version ?? deployment.revision?.version ?? null;
  return {
    mark: deploymentMark(deployment),
    title: guid === null ? l10n.t('Deployment') : l10n.t('Deployment of {0}', shortGuid(guid)),
    word: stateWord(deployment.reason, language),
    summary: joined([
      shown(deployment.strategy),
      byWhom(startedBy, language),
      lasted === null ? null : l10n.t('took {0}', lasted),
      canceledBy === null ? null : l10n.t('canceled by {0}', shown(canceledBy)),
      version === null ? null : l10n.t('revision {0}', version),
    ]),
    details: details(
      [l10n.t('Droplet'), guid, 'code'],
      [l10n.t('Replaced'), previous === guid ? null : previous, 'code'],
      [l10n.t('Strategy'), deployment.strategy],
      [l10n.t('Canary step'), canary ? l10n.t('{0} of {1}', canary.step, canary.steps) : null],
      [l10n.t('Error'), deployment.error],
      [l10n.t('Started by'), startedBy],
      [l10n.t('Canceled by'), canceledBy],
      [l10n.t('Ended'), times.absoluteOf(ended)],
      [l10n.t('Duration'), lasted],
      [l10n.t('Revision'), version === null ? null : String(version)],
      [l10n.t('Revision description'), revision?.description ?? null],
      [l10n.t('Deployment'), deployment.guid, 'code'],
    ),
  };
}
