import type { AssignmentPlan } from '../../changes/plan.ts';
import type { Warning } from '../../changes/warnings.ts';
import { maskText } from '../../cloudfoundry/secretText.ts';
import { toVisible } from '../../cloudfoundry/visibleText.ts';
import { shortGuid } from '../guids.ts';
import type { Language } from '../language.ts';
import { stateWord } from '../states.ts';

/** A sentence that says when an assignment takes effect. */
export function effectText(
  { mustStopFirst, takesEffect }: Pick<AssignmentPlan, 'mustStopFirst' | 'takesEffect'>,
  { l10n }: Language,
): string {
  if (mustStopFirst) {
    return l10n.t(
      'The app is running, and this version of the API can assign droplets only to stopped apps.',
    );
  }
  switch (takesEffect) {
    case 'atOnce':
      return l10n.t('Takes effect immediately: this foundation restarts the app.');
    case 'onNextRestart':
      return l10n.t(
        'Takes effect after the next restart. Until then, running instances keep their droplet.',
      );
    case 'onNextStart':
      return l10n.t('Takes effect when the app is started. It is currently stopped.');
  }
}

/** Which object advertised the link of an assignment. */
export function advertiserText(
  { advertisedBy, app, candidate }: AssignmentPlan,
  { l10n }: Language,
): string {
  return advertisedBy === 'droplet'
    ? l10n.t('droplet {0}', shortGuid(candidate.guid))
    : l10n.t('app {0}', app.name);
}

/** Process types that an assignment leaves behind, with their instances. */
export function stayingTexts({ processes }: AssignmentPlan, { l10n }: Language): readonly string[] {
  return (processes?.staying ?? []).map(({ type, instances }) => {
    if (instances === null) return type;
    return instances === 1
      ? l10n.t('{0} (1 instance)', type)
      : l10n.t('{0} ({1} instances)', type, instances);
  });
}

/** A droplet may claim thousands of process types: naming ten of them is enough. */
export function listed(words: readonly string[]): string {
  const most = 10;
  const first = words.slice(0, most).map((word) => toVisible(word, 60));
  return words.length > most ? `${first.join(', ')}, …` : first.join(', ');
}

/** A sentence for each warning. */
export function warningTexts({ warnings }: AssignmentPlan, language: Language): readonly string[] {
  return warnings.map((warning) => warningText(warning, language));
}

function warningText(warning: Warning, language: Language): string {
  const { l10n } = language;
  switch (warning.kind) {
    case 'deploymentRuns':
      return l10n.t(
        'A deployment is running ({0}).',
        stateWord(warning.deployment.reason, language),
      );
    case 'roleMayNotAllow':
      return l10n.t('Your role might not allow this change.');
    case 'production':
      return l10n.t(
        'The {0} is labeled {1}.',
        labeledWord(warning.labeled, language),
        toVisible(maskText(`${warning.label}=${warning.value}`), 100),
      );
    case 'failedBefore': {
      const { error, reason } = warning.deployment;
      const why = error === null ? stateWord(reason, language) : toVisible(maskText(error), 200);
      return l10n.t('The last deployment of this droplet didn’t succeed: {0}.', why);
    }
  }
}

function labeledWord(labeled: 'app' | 'space' | 'organization', { l10n }: Language): string {
  switch (labeled) {
    case 'app':
      return l10n.t('app');
    case 'space':
      return l10n.t('space');
    case 'organization':
      return l10n.t('organization');
  }
}
