import type { Language } from '../language.ts';

/** The texts of the script, which has no localization of its own. */
export type RunsWhereTexts = Readonly<ReturnType<typeof runsWhereTexts>>;

export function runsWhereTexts({ l10n }: Language) {
  return {
    title: l10n.t('What Runs Where'),
    refresh: l10n.t('Refresh'),
    retry: l10n.t('Retry'),
    loading: l10n.t('Loading the apps…'),
    failed: l10n.t('Could not load the apps'),
    stop: l10n.t('Stop'),
    resume: l10n.t('Continue'),
    filter: l10n.t('Filter'),
    example: l10n.t(
      'Words, or fields such as {0}',
      'stack:cflinuxfs3 buildpack:java<4.60 age:>90d',
    ),
    copyMarkdown: l10n.t('Copy as Markdown'),
    copyCsv: l10n.t('Copy as CSV'),
    export: l10n.t('Export…'),
    /** {0} is the name of an app. */
    reveal: l10n.t('Reveal {0} in the tree', '{0}'),
    nothing: l10n.t('No apps match the filter.'),
    keys: l10n.t(
      'Use the arrow keys to move, Enter to open the droplet, and the right arrow key for the button that reveals the app in the tree.',
    ),
  };
}
