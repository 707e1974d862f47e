import { maskText } from '../cloudfoundry/secretText.ts';
import { toVisible } from '../cloudfoundry/visibleText.ts';

/** Makes a foundation's text safe for a line: visible, not too long, and without secrets. */
export function shown(text: string, length = 200): string {
  return toVisible(maskText(text), length);
}

/** Joins words; skips those that are null or empty. */
export function joined(words: readonly (string | null)[], separator = ' · '): string {
  return words.filter((word) => word !== null && word !== '').join(separator);
}
