import { setImmediate } from 'node:timers/promises';
import { asNumber, asString, isList, isObject, parseJson } from '../cloudfoundry/json.ts';
import { AppIndex, toPlace, type IndexedApp, type IndexedPlace } from './appIndex.ts';

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
/** How many apps to read before yielding to the event loop. */
const sliceSize = 5000;

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
  const all = Array.from({ length: apps.size }, (_, at) => apps.at(at));
  const columns = [
    () => head,
    () => apps.places,
    () => all.map((app) => app?.name),
    () => all.map((app) => app?.guid),
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
  if (since === null || checked === null || !isList(places)) return null;
  const columnsOfApps = [names, guids, placesOfApps].map((column) =>
    isList(column) && column.length === count ? column : null,
  );
  const [itsNames, itsGuids, itsPlaces] = columnsOfApps;
  if (!itsNames || !itsGuids || !itsPlaces) return null;
  const known = places.map((place) => toPlace(place));
  const apps = new AppIndex();
  for (let at = 0; at < itsGuids.length; at += 1) {
    if (at % sliceSize === 0) await setImmediate();
    const app = toApp(itsNames[at], itsGuids[at], known[asNumber(itsPlaces[at]) ?? -1] ?? null);
    if (!app) return null;
    apps.put(app);
  }
  // Duplicates: we don't write any.
  return apps.size === count ? { apps, since, checked } : null;
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

function toApp(name: unknown, guid: unknown, place: IndexedPlace | null): IndexedApp | null {
  if (typeof name !== 'string' || typeof guid !== 'string' || guid === '') return null;
  return { name, guid, place };
}
