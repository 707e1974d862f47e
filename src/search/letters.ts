const a = 0x61;
const z = 0x7a;
const zero = 0x30;
const nine = 0x39;
/** Digits share the bits that 26 letters leave. */
const digitBits = 5;

/**
 * Which letters and digits a text in lower case contains, one bit each. A name can contain a word,
 * in one piece or with gaps, only if it has all bits of the word: checking a number is much faster
 * than searching a text.
 */
export function lettersOf(lowered: string): number {
  let letters = 0;
  for (let at = 0; at < lowered.length; at += 1) {
    const code = lowered.charCodeAt(at);
    if (code >= a && code <= z) letters |= 1 << (code - a);
    else if (code >= zero && code <= nine) letters |= 1 << (26 + ((code - zero) % digitBits));
  }
  return letters;
}
