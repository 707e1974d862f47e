import type { IndexedPlace } from '../search/appIndex.ts';
import type { Target } from '../search/asking.ts';
import type { IndexState } from '../search/foundationIndex.ts';
import { reasonOf } from '../cloudfoundry/errors.ts';
import { joined } from './inLine.ts';
import type { Language } from './language.ts';
import { relativeTime } from './times.ts';

/** `acme / dev`, or `acme / dev · api.example.org` where there are several foundations. */
export function placeText(
  place: IndexedPlace | null,
  foundation: string | null,
  { l10n }: Language,
): string {
  const names = place
    ? `${place.organization} / ${place.space}`
    : l10n.t('in a space that you can’t see');
  return joined([names, foundation]);
}

/** The title of the box, with what is going on: `Go to App · 35,000 of 100,000 apps read`. */
export function goToAppTitle(states: readonly IndexState[], { l10n, locale }: Language): string {
  const filling = states.flatMap((state) => (state.kind === 'filling' ? [state.progress] : []));
  const read = filling.reduce((sum, progress) => sum + (progress?.read ?? 0), 0);
  const total = filling.reduce((sum, progress) => sum + (progress?.total ?? 0), 0);
  const count = (n: number) => n.toLocaleString(locale);
  return joined([
    l10n.t('Go to App'),
    filling.length === 0
      ? null
      : total === 0
        ? l10n.t('reading the list of apps')
        : l10n.t('{0} of {1} apps read', count(read), count(total)),
    states.some(({ kind }) => kind === 'stopped') ? l10n.t('list of apps incomplete') : null,
  ]);
}

/** What the box says while it has no app to show. */
export function nothingFoundText(
  states: readonly IndexState[],
  hasText: boolean,
  isWaiting: boolean,
  { l10n }: Language,
): string {
  if (states.length === 0) return l10n.t('No foundations yet. Sign in to one first.');
  if (!hasText) return l10n.t('Type part of an app’s name, and of its space if you like.');
  return isWaiting ? l10n.t('No matching apps yet') : l10n.t('No matching apps');
}

/** Why not all apps of a foundation are found, and since when its list is old. */
export function unreadText(
  foundation: string,
  state: Extract<IndexState, { readonly kind: 'failed' }>,
  checked: Date | null,
  { l10n, locale, now }: Language,
): { readonly label: string; readonly description: string } {
  const age = relativeTime(checked?.toISOString() ?? null, now, locale);
  return {
    label:
      age === null
        ? l10n.t('Could not read all apps of {0}', foundation)
        : l10n.t('The apps of {0} are as of {1}', foundation, age),
    description: l10n.t('{0} Select to try again.', sentence(reasonOf(state.error))),
  };
}

/** Why something that was found can't be shown in the tree. */
export function goneText(target: Target, foundation: string, { l10n }: Language): string {
  switch (target.kind) {
    case 'organization':
      return l10n.t('{0} no longer lists the organization {1} for you.', foundation, target.name);
    case 'space': {
      const { organization, space } = target.place;
      return l10n.t(
        '{0} / {1} no longer exists, or you can’t see it anymore.',
        organization,
        space,
      );
    }
    case 'app': {
      const { name, place } = target.app;
      return place
        ? l10n.t(
            '{0} no longer exists in {1} / {2}, or you can’t see it anymore.',
            name,
            place.organization,
            place.space,
          )
        : l10n.t('{0} is in a space that you can’t see.', name);
    }
  }
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
