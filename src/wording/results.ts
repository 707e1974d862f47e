import { isOfApps, type Filter, type FilterKind } from '../explorer/filter.ts';
import type { MatchedPart } from '../explorer/filterPlan.ts';
import { matchedText } from './filters.ts';
import { joined } from './inLine.ts';
import type { Language } from './language.ts';

/** `Apps: org:acme stack:cflinuxfs3`; what the user called it if they did. */
export function resultsTitle(
  name: string | null,
  { kind, text }: Pick<Filter, 'kind' | 'text'>,
  { l10n }: Language,
): string {
  if (name !== null) return name;
  if (text === '') return isOfApps(kind) ? l10n.t('All apps') : l10n.t('All droplets');
  return isOfApps(kind) ? l10n.t('Apps: {0}', text) : l10n.t('Droplets: {0}', text);
}

/** `12 found · state:failed (server) · java (here) · api.example.org`, as far as known. */
export function resultsText(
  results: {
    readonly parts: readonly MatchedPart[];
    /** Null before the list is loaded. */
    readonly found: number | null;
    readonly hasMore: boolean;
    /** Null if there is only one. */
    readonly foundation: string | null;
  },
  { l10n, locale }: Language,
): string {
  const { foundation, found, hasMore, parts } = results;
  const count = (found ?? 0).toLocaleString(locale);
  return joined([
    found === null
      ? null
      : hasMore
        ? l10n.t('{0} found so far', count)
        : l10n.t('{0} found', count),
    parts.some(({ by }) => by === 'here') ? matchedText(parts, { l10n }) : null,
    foundation,
  ]);
}

/** The title of the box that asks what to find. */
export function findTitle(kind: FilterKind, foundation: string, { l10n }: Language): string {
  return isOfApps(kind)
    ? l10n.t('Find Apps in {0}', foundation)
    : l10n.t('Find Droplets in {0}', foundation);
}
