import type { AppIndex, IndexedApp } from './appIndex.ts';
import { ranked } from './ranking.ts';
import { hasInOrder, toWords, type Word } from './words.ts';

/** An index to be searched, and what each of its places is called. */
export interface Searched<S> {
  readonly source: S;
  readonly apps: AppIndex;
  /** Matched like the names of organizations and spaces: the foundation's name. */
  readonly name: string;
}

/** An app that matches a query. */
export interface Match<S> {
  readonly source: S;
  readonly app: IndexedApp;
}

/** How many of the matches are ranked: more than anybody reads. */
const mostRanked = 500;
/** Shorter words match too much with gaps. */
const shortestFuzzy = 3;

/**
 * Finds the apps whose names contain every word of the query, the best first. A word can also be in
 * the name of the organization, the space or the foundation (`checkout prod`). If few names
 * contain the words in one piece, those that contain them with gaps follow.
 * @param most how many to return
 */
export function findApps<S>(
  searched: readonly Searched<S>[],
  query: string,
  most: number,
): readonly Match<S>[] {
  const words = toWords(query);
  if (words.length === 0) return [];
  const scans = searched.map((one) => new Scan(one, words));
  const whole = scans.flatMap((scan) => scan.containing());
  const best = ranked(whole, words, false).slice(0, most);
  const isFuzzy = words.some(({ letterList }) => letterList.length >= shortestFuzzy);
  if (best.length === most || !isFuzzy) return best.flatMap(toMatch);
  const known = new Set(best.map(keyOf));
  const further = scans
    .flatMap((scan) => scan.resembling())
    .filter((candidate) => !known.has(keyOf(candidate)));
  const others = ranked(further, words, true).slice(0, most - best.length);
  return [...best, ...others].flatMap(toMatch);
}

/** An app that matches. */
interface Candidate<S> {
  readonly searched: Searched<S>;
  /** Its position in the index. */
  readonly at: number;
  readonly lowered: string;
  /** Which of the words its name contains, one bit each; its place contains the others. */
  readonly inName: number;
  /** Whether the name is one of the words. */
  readonly isWord: boolean;
}

/** Looks for words in all names of an index. */
class Scan<S> {
  readonly #searched: Searched<S>;
  readonly #words: readonly Word[];
  /** For each word, by the place's position: whether the place's names contain it; null if none does. */
  readonly #inPlaces: readonly (readonly boolean[] | null)[];
  /** The letters that every matching name has. */
  readonly #required: number;

  constructor(searched: Searched<S>, words: readonly Word[]) {
    this.#searched = searched;
    this.#words = words;
    this.#inPlaces = words.map(({ word }) => placesContaining(searched, word));
    this.#required = words.reduce(
      (letters, word, index) => (this.#inPlaces[index] ? letters : letters | word.letters),
      0,
    );
  }

  /**
   * The apps that contain the words in one piece. If there are too many to be ranked, those come
   * first that are called like a word, and those that start with the first one.
   */
  containing(): readonly Candidate<S>[] {
    const first = this.#words[0]?.word ?? '';
    const equal: Candidate<S>[] = [];
    const starting: Candidate<S>[] = [];
    const others: Candidate<S>[] = [];
    this.#each(
      (name, { word }) => name.includes(word),
      (name, keep) => {
        const isEqual = this.#words.some(({ word }) => word === name);
        const list = isEqual ? equal : name.startsWith(first) ? starting : others;
        if (list.length < mostRanked) list.push(keep(isEqual));
        return equal.length < mostRanked;
      },
    );
    return [...equal, ...starting, ...others].slice(0, mostRanked);
  }

  /** The apps that contain the words, perhaps with gaps. */
  resembling(): readonly Candidate<S>[] {
    const found: Candidate<S>[] = [];
    this.#each(
      (name, { letterList }) => hasInOrder(name, letterList),
      (_, keep) => found.push(keep(false)) < mostRanked,
    );
    return found;
  }

  /**
   * Looks at all apps until `onMatch` returns false. 100,000 of them take a few milliseconds, as
   * few names have the required letters.
   */
  #each(
    isIn: (name: string, word: Word) => boolean,
    onMatch: (name: string, keep: (isWord: boolean) => Candidate<S>) => boolean,
  ): void {
    const { letters, lowered, placesOfApps } = this.#searched.apps;
    const required = this.#required;
    let at = 0;
    let name = '';
    let inName: number | null = null;
    const searched = this.#searched;
    // One function for all: making one for each match would take longer than to search it.
    const keep = (isWord: boolean) => ({
      searched,
      at,
      lowered: name,
      inName: inName ?? 0,
      isWord,
    });
    for (; at < lowered.length; at += 1) {
      const has = letters[at] ?? 0;
      if ((has & required) !== required) continue;
      name = lowered[at] ?? '';
      inName = this.#wordsIn(name, has, placesOfApps[at] ?? -1, isIn);
      if (inName !== null && !onMatch(name, keep)) return;
    }
  }

  /** The words in a name; null if a word is neither there nor in the place. */
  #wordsIn(
    name: string,
    has: number,
    place: number,
    isIn: (name: string, word: Word) => boolean,
  ): number | null {
    let inName = 0;
    let index = 0;
    for (const word of this.#words) {
      if ((has & word.letters) === word.letters && isIn(name, word)) inName |= 1 << index;
      else if (this.#inPlaces[index]?.[place] !== true) return null;
      index += 1;
    }
    return inName;
  }
}

/** Which places' names, or the foundation's, contain a word, by the place's position; null if none does. */
function placesContaining<S>({ apps, name }: Searched<S>, word: string): readonly boolean[] | null {
  const isInName = name.toLowerCase().includes(word);
  const found = apps.places.map(
    ({ organization, space }) =>
      isInName || organization.toLowerCase().includes(word) || space.toLowerCase().includes(word),
  );
  return found.includes(true) ? found : null;
}

function keyOf<S>({ at, searched }: Candidate<S>): string | undefined {
  return searched.apps.at(at)?.guid;
}

function toMatch<S>({ at, searched: { apps, source } }: Candidate<S>): readonly Match<S>[] {
  const app = apps.at(at);
  return app ? [{ source, app }] : [];
}
