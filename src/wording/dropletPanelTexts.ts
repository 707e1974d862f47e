import type { Language } from './language.ts';

/**
 * The texts of the script, which has no localization of its own. It fills in the
 * placeholders, such as `{0}`.
 */
export type DropletPanelTexts = Readonly<ReturnType<typeof dropletPanelTexts>>;

export function dropletPanelTexts({ l10n }: Language) {
  return {
    lifecycle: l10n.t('Lifecycle'),
    json: l10n.t('JSON'),
    views: l10n.t('Droplet views'),
    stages: l10n.t('Droplet stages'),
    current: l10n.t('current'),
    currentTooltip: l10n.t('The app’s current droplet'),
    assign: l10n.t('Assign as Current Droplet…'),
    openJson: l10n.t('Open Droplet JSON'),
    compare: l10n.t('Compare with Current Droplet'),
    copyGuid: l10n.t('Copy GUID'),
    refresh: l10n.t('Refresh'),
    retry: l10n.t('Retry'),
    loading: l10n.t('Loading the droplet…'),
    failed: l10n.t('Could not load the droplet'),
    reveal: l10n.t('Reveal'),
    hide: l10n.t('Hide'),
    revealNamed: l10n.t('Reveal {0}'),
    hideNamed: l10n.t('Hide {0}'),
    revealAll: l10n.t('Reveal All'),
    hideAll: l10n.t('Hide All'),
    none: l10n.t('none'),
    secret: l10n.t('hidden until revealed'),
    hiddenByApi: l10n.t('hidden by the API'),
    hiddenByApiTooltip: l10n.t('The API doesn’t show you this value.'),
    by: l10n.t('by {0}'),
    took: l10n.t('took {0}'),
    search: l10n.t('Find in JSON'),
    matches: l10n.t('{0} of {1}'),
    noMatches: l10n.t('No matches'),
    previousMatch: l10n.t('Previous Match'),
    nextMatch: l10n.t('Next Match'),
    copyJson: l10n.t('Copy JSON'),
    copyValue: l10n.t('Copy Value of {0}'),
    expandAll: l10n.t('Expand All'),
    collapseAll: l10n.t('Collapse All'),
    entry: l10n.t('1 entry'),
    entries: l10n.t('{0} entries'),
    item: l10n.t('1 item'),
    items: l10n.t('{0} items'),
    showMore: l10n.t('Show {0} More of {1}'),
    showWhole: l10n.t('Show All {0} Characters'),
  };
}
