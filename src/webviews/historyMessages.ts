import { hasTexts, isListOf, isRecord, isToPanel, toWish, type Fields } from './frame.ts';
import type { FromHistory, HistoryWish, ToHistory } from './historyProtocol.ts';

/** Reads a message from a history's script; null if it isn't one of ours. */
export function toFromHistory(value: unknown): FromHistory | null {
  return toWish(value, toHistoryWish);
}

function toHistoryWish({ type, id }: Fields): HistoryWish | null {
  switch (type) {
    case 'retry':
    case 'loadOlder':
      return { type };
    case 'open':
    case 'goBack':
      return typeof id === 'string' ? { type, id } : null;
  }
  return null;
}

/**
 * Whether this is a known message from the extension. Checks all parts that the script reads
 * without checking.
 */
export function isToHistory(value: unknown): value is ToHistory {
  return isToPanel(value, () => true, isContent);
}

function isContent({ notices, now, days, hasOlder }: Fields): boolean {
  return (
    isListOf(notices, ({ text }) => typeof text === 'string') &&
    isRecord(now) &&
    typeof now['text'] === 'string' &&
    isBand(now['band']) &&
    isListOf(days, isDay) &&
    typeof hasOlder === 'boolean'
  );
}

function isDay(day: Fields): boolean {
  return hasTexts(day, 'id', 'title', 'age') && isListOf(day['entries'], isEntry);
}

function isEntry(entry: Fields): boolean {
  return (
    hasTexts(entry, 'id', 'kind', 'mark', 'title', 'word', 'summary', 'clock', 'currentThen') &&
    isListOf(entry['details'], (detail) => hasTexts(detail, 'label', 'value')) &&
    (entry['goBack'] === null || isRecord(entry['goBack'])) &&
    isBand(entry['band']) &&
    isBand(entry['bandBefore']) &&
    isListOf(entry['bars'], ({ column, mark }) => {
      return typeof column === 'number' && typeof mark === 'string';
    })
  );
}

function isBand(band: unknown): boolean {
  return (
    isRecord(band) &&
    (band['kind'] === 'unknown' ||
      ((band['kind'] === 'now' || band['kind'] === 'earlier') &&
        typeof band['droplet'] === 'string'))
  );
}
