import type { RestartOutcome } from '../changes/restart.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import { restarting } from './changeWords.ts';
import type { Language } from './language.ts';
import { outcomeText } from './outcomes.ts';
import { problemText } from './rollouts.ts';

/**
 * A sentence about the outcome of a restart.
 * @param app as it was before: if it was stopped, this was a start
 */
export function restartText(app: App, outcome: RestartOutcome, language: Language): string {
  const { l10n } = language;
  const words = restarting(app, language);
  switch (outcome.kind) {
    case 'done': {
      const { instances } = outcome.answer;
      const done =
        app.state === 'STARTED'
          ? l10n.t('{0} was restarted', app.name)
          : l10n.t('{0} was started', app.name);
      return instances === 1
        ? l10n.t('{0}: its instance is running.', done)
        : l10n.t('{0}: all {1} instances are running.', done, instances);
    }
    case 'starting': {
      const { instances, running } = outcome.progress;
      return l10n.t('{0}: {1} of {2} instances are running.', words.doing, running, instances);
    }
    case 'crashing':
      return l10n.t(
        '{0}: new instances aren’t starting: {1}.',
        words.doing,
        outcome.problems.map((problem) => problemText(problem, language)).join('; '),
      );
    case 'notDone':
    case 'unverified':
      return outcomeText(
        words,
        outcome,
        () => l10n.t('the same instances are still running'),
        language,
      );
  }
}
