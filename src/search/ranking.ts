import uFuzzy from '@leeoniya/ufuzzy';
import { hasInOrder, type Word } from './words.ts';

/** Something with a name to be ranked. */
export interface Ranked {
  /** The name in lower case. */
  readonly lowered: string;
  /** Which of the words the name contains, one bit each. */
  readonly inName: number;
  /** Whether the name is one of the words. */
  readonly isWord: boolean;
}

/** Sorts names by how well they match. */
interface Library {
  readonly fuzzy: uFuzzy;
  /** The word as the library is asked for it. */
  readonly needleOf: (word: Word) => string;
  /** The parts that a name must contain in order, so that the library finds the word. */
  readonly partsOf: (word: Word) => readonly string[];
}

/** Marks the names that are a word; above the bits of the words. */
const wordBit = 1 << 30;

/** Of names that match equally well, the one with fewer other letters. */
const compare = (a: string, b: string) => a.length - b.length || a.localeCompare(b);

/** For texts with other than ASCII letters; slower. */
const unicode = {
  unicode: true,
  interSplit: String.raw`[^\p{L}\d']+`,
  intraSplit: String.raw`\p{Ll}\p{Lu}`,
  intraBound: String.raw`\p{L}\d|\d\p{L}|\p{Ll}\p{Lu}`,
  intraChars: String.raw`[\p{L}\d']`,
};

/**
 * Puts the best first: names that are one of the words; then the more words the name itself contains,
 * the better; then in the order of the library uFuzzy (whole words, starts of words, early
 * positions).
 * @param hasGaps whether the words may have gaps
 */
export function ranked<T extends Ranked>(
  candidates: readonly T[],
  words: readonly Word[],
  hasGaps: boolean,
): readonly T[] {
  const isAscii = words.every(({ word }) => /^[\x20-\x7e]*$/.test(word));
  const library = (hasGaps ? gappy : plain)(isAscii ? {} : unicode);
  const groups = new Map<number, T[]>();
  for (const candidate of candidates) {
    const { inName, isWord } = candidate;
    const key = isWord ? inName | wordBit : inName;
    const group = groups.get(key) ?? [];
    group.push(candidate);
    groups.set(key, group);
  }
  return [...groups]
    .sort(([a], [b]) => (b & wordBit) - (a & wordBit) || bitsOf(b) - bitsOf(a))
    .flatMap(([inName, group]) => {
      const inNames = words.filter((_, index) => (inName & (1 << index)) !== 0);
      return sorted(group, inNames, library);
    });
}

/** Words in one piece. */
function plain(letters: Partial<uFuzzy.Options>): Library {
  return {
    fuzzy: new uFuzzy({ ...letters, compare }),
    needleOf: ({ word }) => word.replaceAll(/[^\p{L}\d]+/gu, ' '),
    partsOf: ({ word }) => [word],
  };
}

/** Words with gaps: `chkapi` for `checkout-api`. */
function gappy(letters: Partial<uFuzzy.Options>): Library {
  return {
    fuzzy: new uFuzzy({ ...letters, compare, intraIns: Infinity, intraChars: '.' }),
    needleOf: ({ letterList }) => letterList.join(''),
    partsOf: ({ letterList }) => letterList,
  };
}

/**
 * In the library's order. Its regular expressions backtrack, exponentially if a name is made for it:
 * it only gets names of which we know that they match at the first try.
 */
function sorted<T extends Ranked>(
  group: readonly T[],
  words: readonly Word[],
  { fuzzy, needleOf, partsOf }: Library,
): readonly T[] {
  const parts = words.flatMap(partsOf);
  const needle = words.map(needleOf).join(' ').trim();
  const names = group.map(({ lowered }) => lowered);
  const certain = [...names.keys()].filter((at) => hasInOrder(names[at] ?? '', parts));
  // The library knows no signs.
  const isAskable = certain.length > 0 && needle !== '';
  const [, info, sorting] = isAskable
    ? fuzzy.search(names, needle, 0, Infinity, certain)
    : [null, null, null];
  const order = sorting?.map((at) => info.idx[at] ?? -1) ?? [];
  const seen = new Set(order);
  const rest = [...names.keys()].filter((at) => !seen.has(at));
  return [...order, ...rest].flatMap((at) => group[at] ?? []);
}

function bitsOf(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
