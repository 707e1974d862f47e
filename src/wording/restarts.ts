import type { RestartOutcome } from '../changes/restart.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import { reasonOf } from '../explorer/reason.ts';
import type { Language } from './language.ts';
import { problemText } from './rollouts.ts';

/** What a restart is called: of a stopped app it is a start. */
interface RestartWords {
  /** The title of its progress. */
  readonly doing: string;
  readonly couldNot: string;
  readonly accepted: string;
  readonly done: string;
}

/** @param app as it was before */
export function restartWords({ name, state }: App, { l10n }: Language): RestartWords {
  return state === 'STARTED'
    ? {
        doing: l10n.t('Restarting {0}', name),
        couldNot: l10n.t('Could not restart {0}', name),
        accepted: l10n.t('The API accepted the restart of {0}', name),
        done: l10n.t('{0} was restarted', name),
      }
    : {
        doing: l10n.t('Starting {0}', name),
        couldNot: l10n.t('Could not start {0}', name),
        accepted: l10n.t('The API accepted the start of {0}', name),
        done: l10n.t('{0} was started', name),
      };
}

/** What became of a restart, in a sentence. */
export function restartText(app: App, outcome: RestartOutcome, language: Language): string {
  const { l10n } = language;
  const { accepted, couldNot, doing, done } = restartWords(app, language);
  switch (outcome.kind) {
    case 'running':
      return outcome.instances === 1
        ? l10n.t('{0}: its instance runs.', done)
        : l10n.t('{0}: all {1} instances run.', done, outcome.instances);
    case 'starting':
      return l10n.t(
        '{0}: {1} of {2} instances run so far.',
        doing,
        outcome.running,
        outcome.instances,
      );
    case 'crashing':
      return l10n.t(
        '{0}, but new instances don’t come up: {1}.',
        accepted,
        outcome.problems.map((problem) => problemText(problem, language)).join('; '),
      );
    case 'notRestarted':
      return outcome.despite === null
        ? l10n.t('{0}, but the same instances still run.', accepted)
        : l10n.t('{0}: {1}. The same instances still run.', couldNot, reasonOf(outcome.despite));
    case 'unverified':
      return outcome.wasAccepted
        ? l10n.t('{0}, but its instances can’t be checked: {1}.', accepted, reasonOf(outcome.error))
        : l10n.t(
            'Could not verify whether {0}: the answer was lost, and its instances can’t be checked: {1}.',
            done,
            reasonOf(outcome.error),
          );
  }
}
