import * as vscode from 'vscode';
import type { RestartOutcome } from '../changes/restart.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import { reasonOf } from '../explorer/reason.ts';
import { problemText } from './rolloutText.ts';

/** What a restart is called: of a stopped app it is a start. */
interface RestartWords {
  /** The title of its progress. */
  readonly doing: string;
  readonly couldNot: string;
  readonly accepted: string;
  readonly done: string;
}

/** @param app as it was before */
export function restartWords({ name, state }: App): RestartWords {
  const { t } = vscode.l10n;
  return state === 'STARTED'
    ? {
        doing: t('Restarting {0}', name),
        couldNot: t('Could not restart {0}', name),
        accepted: t('The API accepted the restart of {0}', name),
        done: t('{0} was restarted', name),
      }
    : {
        doing: t('Starting {0}', name),
        couldNot: t('Could not start {0}', name),
        accepted: t('The API accepted the start of {0}', name),
        done: t('{0} was started', name),
      };
}

/** What became of a restart, in a sentence. */
export function restartText(app: App, outcome: RestartOutcome): string {
  const { t } = vscode.l10n;
  const { accepted, couldNot, doing, done } = restartWords(app);
  switch (outcome.kind) {
    case 'running':
      return outcome.instances === 1
        ? t('{0}: its instance runs.', done)
        : t('{0}: all {1} instances run.', done, outcome.instances);
    case 'starting':
      return t('{0}: {1} of {2} instances run so far.', doing, outcome.running, outcome.instances);
    case 'crashing':
      return t(
        '{0}, but new instances don’t come up: {1}.',
        accepted,
        outcome.problems.map(problemText).join('; '),
      );
    case 'notRestarted':
      return outcome.despite === null
        ? t('{0}, but the same instances still run.', accepted)
        : t('{0}: {1}. The same instances still run.', couldNot, reasonOf(outcome.despite));
    case 'unverified':
      return outcome.wasAccepted
        ? t('{0}, but its instances can’t be checked: {1}.', accepted, reasonOf(outcome.error))
        : t(
            'Could not verify whether {0}: the answer was lost, and its instances can’t be checked: {1}.',
            done,
            reasonOf(outcome.error),
          );
  }
}
