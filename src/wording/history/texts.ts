import type { Language } from '../language.ts';

/** The texts of the script, which has no localization of its own. */
export type HistoryTexts = Readonly<ReturnType<typeof historyTexts>>;

export function historyTexts({ l10n }: Language) {
  return {
    history: l10n.t('History'),
    refresh: l10n.t('Refresh'),
    retry: l10n.t('Retry'),
    loading: l10n.t('Loading the history…'),
    failed: l10n.t('Could not load the history'),
    nothing: l10n.t('No history is recorded for this app.'),
    loadOlder: l10n.t('Load Older'),
    loadingOlder: l10n.t('Loading…'),
    beginning: l10n.t('No older history is recorded.'),
    details: l10n.t('Details'),
    noDetails: l10n.t(
      'Hover over an entry to see its details, or to go back to the droplet that was current then.',
    ),
    keys: l10n.t('Use the arrow keys to move and Enter to open the droplet.'),
    lanes: l10n.t('Timeline lanes'),
    currentLane: l10n.t('current droplet'),
    dropletLane: l10n.t('staged'),
    assignmentLane: l10n.t('assigned'),
    deploymentLane: l10n.t('deployed'),
    revisionLane: l10n.t('revision'),
  };
}
