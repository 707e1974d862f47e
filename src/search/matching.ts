import uFuzzy from '@leeoniya/ufuzzy';
import type { AppIndex, IndexedApp } from './appIndex.ts';
import { lettersOf } from './letters.ts';

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

/** How many of the matches are ranked; more than anybody reads. */
const mostRanked = 1000;
/** More words than that are ignored. */
const mostWords = 8;
/** Shorter words match too much with gaps. */
const shortestFuzzy = 3;

/** Words in one piece. */
const plain = new uFuzzy();
/** Words with gaps: `chkapi` for `checkout-api`. */
const gappy = new uFuzzy({ intraMode: 0, intraIns: Infinity, intraChars: '.' });
/** The same for queries with other than ASCII letters; slower. */
const unicode = {
  unicode: true,
  interSplit: String.raw`[^\p{L}\d']+`,
  intraSplit: String.raw`\p{Ll}\p{Lu}`,
  intraBound: String.raw`\p{L}\d|\d\p{L}|\p{Ll}\p{Lu}`,
  intraChars: String.raw`[\p{L}\d']`,
};
const plainUnicode = new uFuzzy(unicode);
const gappyUnicode = new uFuzzy({ ...unicode, intraMode: 0, intraIns: Infinity, intraChars: '.' });

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
  const words = query.toLowerCase().split(/\s+/).filter(Boolean).slice(0, mostWords);
  if (words.length === 0) return [];
  const wanted = words.map((word) => ({ word, letters: lettersOf(word) }));
  const exact = searched.flatMap((one) => containing(one, wanted));
  const best = ranked(exact, words, plainFor(query)).slice(0, most);
  const isFuzzy = words.some(({ length }) => length >= shortestFuzzy);
  if (best.length === most || !isFuzzy) return best.flatMap(toMatch);
  const known = new Set(best.map(({ at, searched: { apps } }) => apps.at(at)?.guid));
  const further = searched
    .flatMap((one) => resembling(one, wanted, gappyFor(query)))
    .filter(({ at, searched: { apps } }) => !known.has(apps.at(at)?.guid));
  const others = ranked(further, words, gappyFor(query)).slice(0, most - best.length);
  return [...best, ...others].flatMap(toMatch);
}

interface Word {
  readonly word: string;
  readonly letters: number;
}

/** An app that may match. */
interface Candidate<S> {
  readonly searched: Searched<S>;
  readonly at: number;
  readonly lowered: string;
  /** Words that its name contains; the place contains the others. */
  readonly inName: number;
}

/** The apps whose names or places contain all words in one piece; those that start with the first word come first. */
function containing<S>(searched: Searched<S>, words: readonly Word[]): readonly Candidate<S>[] {
  const { apps } = searched;
  const { letters, lowered, placesOfApps } = apps;
  const inPlaces = words.map(({ word }) => placesContaining(searched, word));
  const [first] = words;
  const starting: Candidate<S>[] = [];
  const others: Candidate<S>[] = [];
  for (let at = 0; at < lowered.length && starting.length < mostRanked; at += 1) {
    const name = lowered[at] ?? '';
    const has = letters[at] ?? 0;
    let inName = 0;
    let isMatch = true;
    let isAtStart = false;
    for (const [index, word] of words.entries()) {
      const found = (has & word.letters) === word.letters ? name.indexOf(word.word) : -1;
      if (found !== -1) {
        inName |= 1 << index;
        if (found === 0 && word === first) isAtStart = true;
      } else if (inPlaces[index]?.[placesOfApps[at] ?? -1] !== true) {
        isMatch = false;
        break;
      }
    }
    if (!isMatch) continue;
    const list = isAtStart ? starting : others;
    if (list.length < mostRanked) list.push({ searched, at, lowered: name, inName });
  }
  return [...starting, ...others].slice(0, mostRanked);
}

/** The apps whose names or places contain all words, in names also with gaps. */
function resembling<S>(
  searched: Searched<S>,
  words: readonly Word[],
  fuzzy: uFuzzy,
): readonly Candidate<S>[] {
  const { letters, lowered, placesOfApps } = searched.apps;
  const inPlaces = words.map(({ word }) => placesContaining(searched, word));
  const possible: number[] = [];
  for (let at = 0; at < lowered.length; at += 1) {
    const has = letters[at] ?? 0;
    const place = placesOfApps[at] ?? -1;
    const isPossible = words.every(
      (word, index) => (has & word.letters) === word.letters || inPlaces[index]?.[place] === true,
    );
    if (isPossible) possible.push(at);
  }
  const inNames = words.map(({ word, letters: wanted }) => {
    const askable = possible.filter((at) => ((letters[at] ?? 0) & wanted) === wanted);
    return new Set(filtered(fuzzy, lowered, word, askable));
  });
  return possible
    .filter((at) =>
      words.every(
        (_, index) => inNames[index]?.has(at) || inPlaces[index]?.[placesOfApps[at] ?? -1] === true,
      ),
    )
    .slice(0, mostRanked)
    .map((at) => ({
      searched,
      at,
      lowered: lowered[at] ?? '',
      inName: words.reduce(
        (bits, _, index) => bits | (inNames[index]?.has(at) ? 1 << index : 0),
        0,
      ),
    }));
}

/** Which places' names, or the foundation's, contain a word; by the place's position. */
function placesContaining<S>({ apps, name }: Searched<S>, word: string): readonly boolean[] {
  const isInName = name.toLowerCase().includes(word);
  return apps.places.map(
    ({ organization, space }) =>
      isInName || organization.toLowerCase().includes(word) || space.toLowerCase().includes(word),
  );
}

/** The best first: the more words the name itself contains, the better; then the library's order. */
function ranked<S>(
  candidates: readonly Candidate<S>[],
  words: readonly string[],
  fuzzy: uFuzzy,
): readonly Candidate<S>[] {
  const groups = new Map<number, Candidate<S>[]>();
  for (const candidate of candidates.slice(0, mostRanked)) {
    const group = groups.get(candidate.inName) ?? [];
    group.push(candidate);
    groups.set(candidate.inName, group);
  }
  return [...groups]
    .sort(([a], [b]) => bitsOf(b) - bitsOf(a))
    .flatMap(([inName, group]) => {
      const inNames = words.filter((_, index) => (inName & (1 << index)) !== 0);
      return sorted(group, inNames.join(' '), fuzzy);
    });
}

function sorted<S>(
  group: readonly Candidate<S>[],
  needle: string,
  fuzzy: uFuzzy,
): readonly Candidate<S>[] {
  const names = group.map(({ lowered }) => lowered);
  const found = filtered(fuzzy, names, needle, [...names.keys()]);
  const info = found.length === 0 ? null : fuzzy.info([...found], names, needle);
  const order = info ? fuzzy.sort(info, names, needle).map((at) => info.idx[at] ?? -1) : [];
  const seen = new Set(order);
  // Signs alone, which the library takes for gaps between words, order nothing.
  const rest = [...names.keys()].filter((at) => !seen.has(at));
  return [...order, ...rest].flatMap((at) => group[at] ?? []);
}

/** The positions whose names match; none if the library finds no word in the needle. */
function filtered(
  fuzzy: uFuzzy,
  names: readonly string[],
  needle: string,
  among: readonly number[],
): readonly number[] {
  // It takes a minus at the start of a word for "not this word".
  const asked = needle.replaceAll(/(^|\s)-+/g, '$1');
  if (asked.trim() === '' || among.length === 0) return [];
  return fuzzy.filter(names as string[], asked, [...among]) ?? [];
}

function bitsOf(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

function plainFor(query: string): uFuzzy {
  return isAscii(query) ? plain : plainUnicode;
}

function gappyFor(query: string): uFuzzy {
  return isAscii(query) ? gappy : gappyUnicode;
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

function toMatch<S>({ at, searched: { apps, source } }: Candidate<S>): readonly Match<S>[] {
  const app = apps.at(at);
  return app ? [{ source, app }] : [];
}
