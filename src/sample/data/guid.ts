/** A guid that is always the same for the same name, so that demos and tests see the same foundation every time. */
export function guidOf(...name: readonly (string | number)[]): string {
  const hex = digest(4, name.join('/'));
  // Joined, which leaves none of the pieces in memory; a text of many additions holds them all.
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** Something that looks like a SHA-256 and is always the same for the same name. */
export function checksumOf(...name: readonly (string | number)[]): string {
  return digest(8, name.join('/'));
}

/** A whole number below `limit` that is always the same for the same name. */
export function numberOf(limit: number, ...name: readonly (string | number)[]): number {
  return parseInt(digest(2, `number/${name.join('/')}`).slice(0, 8), 16) % limit;
}

/** Asked for a whole number below a limit, again and again, it tells the same ones for the same seed. */
export type Draw = (limit: number) => number;

/** Quicker than `numberOf` where there is much to decide: the generator that is known as Mulberry32. */
export function drawsOf(seed: number): Draw {
  let state = Math.imul(seed, 0x9e3779b1);
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) % limit;
  };
}

/** As many 32-bit words as asked, in hex. Not a secure hash, but a quick one: a large foundation asks often. */
function digest(words: number, text: string): string {
  let hex = '';
  for (let word = 0; word < words; word += 2) {
    let high = 0xdeadbeef ^ word;
    let low = 0x41c6ce57 ^ word;
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      high = Math.imul(high ^ code, 0x9e3779b1);
      low = Math.imul(low ^ code, 0x5f356495);
    }
    high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
    low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
    hex += toHex(high) + toHex(low);
  }
  return hex;
}

/** Four hex digits for every half of a word: looked up, because making them anew takes most of the time. */
const halves = Array.from({ length: 0x10000 }, (_half, n) => n.toString(16).padStart(4, '0'));

function toHex(word: number): string {
  return `${halves[word >>> 16] ?? ''}${halves[word & 0xffff] ?? ''}`;
}
