import { asObject, asString } from '../cloudfoundry/json.ts';
import type { Place } from '../cloudfoundry/place.ts';
import type { PlacedApp } from '../cloudfoundry/allApps.ts';
import { lettersOf } from './letters.ts';

/** The organization and space of an app, as far as a search needs them. */
export interface IndexedPlace {
  readonly organization: string;
  readonly organizationGuid: string;
  readonly space: string;
  readonly spaceGuid: string;
}

/** An app as the index knows it. */
export interface IndexedApp {
  readonly guid: string;
  readonly name: string;
  /** Null if the user couldn't see its space. */
  readonly place: IndexedPlace | null;
}

/** What an index consists of. The columns of apps have the same length. */
interface Columns {
  readonly guids: string[];
  readonly names: string[];
  readonly places: IndexedPlace[];
  /** The position of each app's place in `places`, or -1. */
  readonly placesOfApps: number[];
}

/** Where an app without a visible space is. */
const nowhere = -1;

/**
 * The names and places of a foundation's apps, in columns: 100,000 objects would take several
 * times the memory, and more time to scan.
 */
export class AppIndex {
  readonly #guids: string[];
  readonly #names: string[];
  readonly #lowered: string[] = [];
  readonly #letters: number[] = [];
  readonly #placesOfApps: number[];
  readonly #places: IndexedPlace[];
  readonly #placePositions: Map<string, number>;
  /** By guid; made when the first app is looked up. */
  #positions: Map<string, number> | null = null;

  /** Takes over the columns: see the getters. There must be no guid twice. */
  constructor({ guids, names, places, placesOfApps }: Columns = noColumns()) {
    this.#guids = guids;
    this.#names = names;
    this.#places = places;
    this.#placesOfApps = placesOfApps;
    this.#placePositions = new Map(places.map(({ spaceGuid }, at) => [spaceGuid, at]));
    for (const name of names) {
      const lowered = toLowered(name);
      this.#lowered.push(lowered);
      this.#letters.push(lettersOf(lowered));
    }
  }

  get size(): number {
    return this.#guids.length;
  }

  get guids(): readonly string[] {
    return this.#guids;
  }

  get names(): readonly string[] {
    return this.#names;
  }

  /** In lower case, by position. */
  get lowered(): readonly string[] {
    return this.#lowered;
  }

  /** The letters of each name, see `lettersOf`; by position. */
  get letters(): readonly number[] {
    return this.#letters;
  }

  get places(): readonly IndexedPlace[] {
    return this.#places;
  }

  /** By position: the app's place in `places`, or -1. */
  get placesOfApps(): readonly number[] {
    return this.#placesOfApps;
  }

  has(guid: string): boolean {
    return this.#byGuid.has(guid);
  }

  at(position: number): IndexedApp | undefined {
    const guid = this.#guids[position];
    const name = this.#names[position];
    if (guid === undefined || name === undefined) return undefined;
    return { guid, name, place: this.#places[this.#placesOfApps[position] ?? nowhere] ?? null };
  }

  get(guid: string): IndexedApp | undefined {
    return this.at(this.#byGuid.get(guid) ?? nowhere);
  }

  /** Adds an app, or updates it. */
  put({ guid, name, place }: IndexedApp): void {
    const position = this.#byGuid.get(guid) ?? this.size;
    const lowered = toLowered(name);
    this.#byGuid.set(guid, position);
    this.#guids[position] = guid;
    this.#names[position] = name;
    this.#lowered[position] = lowered;
    this.#letters[position] = lettersOf(lowered);
    this.#placesOfApps[position] = place ? this.#positionOf(place) : nowhere;
  }

  /** Removes an app; the last one takes its position. */
  remove(guid: string): void {
    const position = this.#byGuid.get(guid);
    if (position === undefined) return;
    const last = this.at(this.size - 1);
    for (const column of [
      this.#guids,
      this.#names,
      this.#lowered,
      this.#letters,
      this.#placesOfApps,
    ]) {
      column.pop();
    }
    this.#byGuid.delete(guid);
    if (!last || last.guid === guid) return;
    this.#byGuid.set(last.guid, position);
    this.put(last);
  }

  get #byGuid(): Map<string, number> {
    return (this.#positions ??= new Map(this.#guids.map((guid, at) => [guid, at])));
  }

  /** A place is kept once; its names may change. */
  #positionOf(place: IndexedPlace): number {
    const position = this.#placePositions.get(place.spaceGuid) ?? this.#places.length;
    this.#placePositions.set(place.spaceGuid, position);
    this.#places[position] = place;
    return position;
  }
}

/** Most names are in lower case: then both columns share the text. */
function toLowered(name: string): string {
  const lowered = name.toLowerCase();
  return lowered === name ? name : lowered;
}

function noColumns(): Columns {
  return { guids: [], names: [], places: [], placesOfApps: [] };
}

export function toIndexedApp({ app: { guid, name }, place }: PlacedApp): IndexedApp {
  return { guid, name, place: place && toIndexedPlace(place) };
}

export function toIndexedPlace({ organization, space }: Place): IndexedPlace {
  return {
    organization: organization.name,
    organizationGuid: organization.guid,
    space: space.name,
    spaceGuid: space.guid,
  };
}

/** Reads a place that was kept; null if it isn't one. */
export function toPlace(value: unknown): IndexedPlace | null {
  const kept = asObject(value);
  const organization = asString(kept['organization']);
  const organizationGuid = asString(kept['organizationGuid']);
  const space = asString(kept['space']);
  const spaceGuid = asString(kept['spaceGuid']);
  if (!organization || !organizationGuid || !space || !spaceGuid) return null;
  return { organization, organizationGuid, space, spaceGuid };
}
