import { setImmediate } from 'node:timers/promises';
import { asNumber, asString, isList, isObject, parseJson } from '../cloudfoundry/json.ts';
import { AppIndex, toPlace } from './appIndex.ts';

/** An index as it is kept on disk. */
export interface KeptIndex {
  readonly apps: AppIndex;
  /** The time since which changes must be asked for. */
  readonly since: Date;
  /** When it was last known to be complete. */
  readonly checked: Date;
}

/** Files of another version are thrown away. */
const version = 1;
/** The last line: without it, the file wasn't written to its end. */
const end = '"end"';

/**
 * Writes an index as lines of JSON: a head, places, names, guids, and the place of each app.
 * Contains no token or other secret.
 */
export async function writeIndex({ apps, checked, since }: KeptIndex): Promise<string> {
  const head = {
    version,
    count: apps.size,
    since: since.toISOString(),
    checked: checked.toISOString(),
  };
  const columns = [
    () => head,
    () => apps.places,
    () => apps.names,
    () => apps.guids,
    () => apps.placesOfApps,
  ];
  const lines: string[] = [];
  for (const column of columns) {
    lines.push(JSON.stringify(column()));
    await setImmediate();
  }
  return [...lines, end, ''].join('\n');
}

/** Reads what `writeIndex` wrote; null for anything else: half a file, another version, a foreign file. */
export async function readIndex(text: string): Promise<KeptIndex | null> {
  const lines = text.split('\n');
  if (lines.length !== 7 || lines[5] !== end || lines[6] !== '') return null;
  const columns: unknown[] = [];
  for (const line of lines.slice(0, 5)) {
    columns.push(parseJson(line));
    await setImmediate();
  }
  const [head, places, names, guids, placesOfApps] = columns;
  const { checked, count, since } = toHead(head);
  if (since === null || checked === null) return null;
  const known = isList(places) ? places.flatMap((place) => toPlace(place) ?? []) : [];
  if (!isList(places) || known.length < places.length) return null;
  const isWhole =
    areTexts(names, count) && areTexts(guids, count) && arePositions(placesOfApps, count);
  if (!isWhole) return null;
  return { apps: new AppIndex({ guids, names, places: known, placesOfApps }), since, checked };
}

function areTexts(value: unknown, count: number | null): value is string[] {
  return (
    Array.isArray(value) &&
    value.length === count &&
    value.every((text) => typeof text === 'string' && text !== '')
  );
}

function arePositions(value: unknown, count: number | null): value is number[] {
  return Array.isArray(value) && value.length === count && value.every(Number.isInteger);
}

function toHead(value: unknown): {
  readonly count: number | null;
  readonly since: Date | null;
  readonly checked: Date | null;
} {
  const head = isObject(value) && value['version'] === version ? value : {};
  return {
    count: asNumber(head['count']),
    since: toDate(head['since']),
    checked: toDate(head['checked']),
  };
}

function toDate(value: unknown): Date | null {
  const date = new Date(asString(value) ?? '');
  return Number.isNaN(date.getTime()) ? null : date;
}
