import { shortGuid } from './guids.ts';
import { shown } from './inLine.ts';
import type { Language } from './language.ts';

// Brief messages of panels, and texts for what they couldn't load.

/** Says what a button of a droplet's panel has copied to the clipboard. */
export function copiedText(what: 'guid' | 'json' | 'value', { l10n }: Language): string {
  switch (what) {
    case 'guid':
      return l10n.t('GUID copied');
    case 'json':
      return l10n.t('JSON copied');
    case 'value':
      return l10n.t('Value copied');
  }
}

export function notRefreshedText(reason: string, { l10n }: Language): string {
  return l10n.t('Could not refresh: {0}', reason);
}

export function dropletGoneText(reason: string, { l10n }: Language): string {
  return l10n.t('This droplet was deleted, or you can no longer see it: {0}', reason);
}

export function dropletNotFoundText(guid: string, reason: string, { l10n }: Language): string {
  return l10n.t('Could not find droplet {0}: {1}', shortGuid(guid), reason);
}

export function appNotFoundText(app: string, reason: string, { l10n }: Language): string {
  return l10n.t('Could not open {0}: {1}', shown(app), reason);
}

export function historyTitle(app: string, { l10n }: Language): string {
  return l10n.t('{0} history', app);
}

/** @param count 1 or more */
export function olderEntriesText(count: number, { l10n }: Language): string {
  return count === 1 ? l10n.t('1 older entry') : l10n.t('{0} older entries', count);
}
