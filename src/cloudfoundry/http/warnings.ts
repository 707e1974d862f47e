import type { HttpAnswer } from './transport.ts';
import { maskText } from '../secretText.ts';
import { toVisible } from '../visibleText.ts';

const maxWarnings = 5;
const maxLength = 300;

/**
 * Reads an API's warnings to users from `X-Cf-Warnings`: separated by commas, each URL-encoded
 * (except by Korifi). Returns only a few, short, each on one line, without secrets.
 */
export function warningsOf(answer: Pick<HttpAnswer, 'header'>): readonly string[] {
  const header = answer.header('x-cf-warnings');
  if (header === null) return [];
  const parts = header.split(',').map((part) => part.trim());
  // Encoded warnings contain no spaces. If there are some, the commas are part of the text.
  const isEncoded = parts.every((part) => !/\s/.test(part));
  const warnings = isEncoded ? parts.map(decode) : [header];
  return warnings
    .filter((warning) => warning.trim() !== '')
    .slice(0, maxWarnings)
    .map(toLine);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    // Not encoded after all: show it as it is.
    return text;
  }
}

function toLine(text: string): string {
  return toVisible(maskText(text.slice(0, 4 * maxLength)), maxLength);
}
