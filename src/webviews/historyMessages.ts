import type { FromHistory, ToHistory } from './historyProtocol.ts';

/** Reads what the script of a history says; null where it is no message of ours. */
export function toFromHistory(value: unknown): FromHistory | null {
  if (!isRecord(value)) return null;
  const { type, id } = value;
  switch (type) {
    case 'ready':
    case 'refresh':
    case 'retry':
    case 'loadOlder':
      return { type };
    case 'open':
    case 'goBack':
      return typeof id === 'string' ? { type, id } : null;
  }
  return null;
}

/** Whether the extension says something that we know; its parts are checked as far as the script reads them blindly. */
export function isToHistory(value: unknown): value is ToHistory {
  if (!isRecord(value)) return false;
  switch (value['type']) {
    case 'announce':
      return typeof value['text'] === 'string';
    case 'loading':
      return hasState(value);
    case 'failed':
      return hasState(value) && typeof value['message'] === 'string';
    case 'shown':
      return hasState(value) && hasContent(value);
  }
  return false;
}

function hasState({ texts, header }: Fields): boolean {
  return (
    isRecord(texts) &&
    Object.values(texts).every((text) => typeof text === 'string') &&
    isRecord(header) &&
    ['app', 'place', 'foundation'].every((key) => typeof header[key] === 'string')
  );
}

function hasContent({ notices, now, days, hasOlder }: Fields): boolean {
  return (
    isListOf(notices, ({ text }) => typeof text === 'string') &&
    isRecord(now) &&
    typeof now['text'] === 'string' &&
    isBand(now['band']) &&
    isListOf(days, isDay) &&
    typeof hasOlder === 'boolean'
  );
}

function isDay({ id, title, age, entries }: Fields): boolean {
  return [id, title, age].every((text) => typeof text === 'string') && isListOf(entries, isEntry);
}

function isEntry(entry: Fields): boolean {
  const texts = ['id', 'kind', 'outcome', 'title', 'word', 'summary', 'clock', 'currentThen'];
  return (
    texts.every((key) => typeof entry[key] === 'string') &&
    isListOf(
      entry['details'],
      ({ label, value }) => typeof label === 'string' && typeof value === 'string',
    ) &&
    (entry['goBack'] === null || isRecord(entry['goBack'])) &&
    isBand(entry['band']) &&
    isBand(entry['bandBefore']) &&
    isListOf(entry['bars'], ({ column, outcome }) => {
      return typeof column === 'number' && typeof outcome === 'string';
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

type Fields = Readonly<Record<string, unknown>>;

function isListOf(value: unknown, isItem: (item: Fields) => boolean): boolean {
  return Array.isArray(value) && value.every((item) => isRecord(item) && isItem(item));
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
