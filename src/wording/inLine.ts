import { maskText } from '../cloudfoundry/secretText.ts';
import { toVisible } from '../cloudfoundry/visibleText.ts';

/** What a foundation says, fit for a line: visible, not too long, and without secrets. */
export function shown(text: string, length = 200): string {
  return toVisible(maskText(text), length);
}

/** Words side by side; those that are not there are left out. */
export function joined(words: readonly (string | null)[], separator = ' · '): string {
  return words.filter((word) => word !== null && word !== '').join(separator);
}
