import { lettersOf } from './letters.ts';

/** One word of a query. */
export interface Word {
  /** In lower case. */
  readonly word: string;
  /** See `lettersOf`. */
  readonly letters: number;
  /** Its letters and digits, one by one. */
  readonly letterList: readonly string[];
}

/** Characters; names have at most 255. */
const longestQuery = 255;
/** More words than that are ignored. */
const mostWords = 8;

export function toWords(query: string): readonly Word[] {
  const words = query.slice(0, longestQuery).toLowerCase().split(/\s+/).filter(Boolean);
  return words.slice(0, mostWords).map((word) => ({
    word,
    letters: lettersOf(word),
    letterList: word.match(/[\p{L}\d]/gu) ?? [],
  }));
}

/** Whether the parts follow one another in a text, perhaps with gaps. */
export function hasInOrder(text: string, parts: readonly string[]): boolean {
  let at = 0;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return parts.length > 0;
}
