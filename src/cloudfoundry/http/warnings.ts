import type { HttpAnswer } from './transport.ts';
import { maskText } from '../secretText.ts';
import { toVisible } from '../visibleText.ts';

const maxWarnings = 5;
const maxLength = 300;

/**
 * What an API wants to be read by people besides its answer: `X-Cf-Warnings`, separated by commas, each URL-encoded
 * (by Korifi not). At most a few of them, short, on one line each, without secrets.
 */
export function warningsOf(answer: Pick<HttpAnswer, 'header'>): readonly string[] {
  const header = answer.header('x-cf-warnings');
  if (header === null) return [];
  const parts = header.split(',').map((part) => part.trim());
  // Encoded, a warning has no blanks: with them, the commas are its own.
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
    // Not encoded after all: shown as it came.
    return text;
  }
}

function toLine(text: string): string {
  return toVisible(maskText(text.slice(0, 4 * maxLength)), maxLength);
}
