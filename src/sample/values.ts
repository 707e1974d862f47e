import type { ExtraPrompt, RateLimit } from './options.ts';

/** A command line that cannot be understood; the message is for the person who typed it. */
export class OptionError extends Error {}

export function wholeNumber(value: string, min: number, max: number): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < min || number > max) {
    throw new OptionError(`takes a whole number from ${min} to ${max}`);
  }
  return number;
}

/** A number above zero that need not be whole. */
export function factor(value: string): number {
  const number = Number(value);
  if (!/^\d+(?:\.\d+)?$/.test(value) || number < 0.01 || number > 1000) {
    throw new OptionError('takes a number from 0.01 to 1000');
  }
  return number;
}

export function port(value: string): number {
  return wholeNumber(value, 0, 65535);
}

export function oneOf<const T extends string>(value: string, all: readonly T[]): T {
  const found = all.find((candidate) => candidate === value);
  if (found === undefined) throw new OptionError(`takes one of ${all.join(', ')}`);
  return found;
}

export function version(value: string): string {
  if (!/^3\.(?:\d+\.\d+|0\.0-alpha\.\d+)$/.test(value)) {
    throw new OptionError('takes a version such as 3.228.0 or 3.0.0-alpha.3');
  }
  return value;
}

/** The address without a path. */
export function origin(value: string): string {
  if (!/^https?:\/\/./i.test(value) || !URL.canParse(value)) {
    throw new OptionError('takes an address such as https://api.example.org');
  }
  return new URL(value).origin;
}

export function extraPrompt(text: string): ExtraPrompt {
  const [, name, value] = /^(\w+)=(.+)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new OptionError('takes a name and what belongs there, such as mfaCode=123456');
  }
  return { name, kind: 'password', label: name, value };
}

/** After how many bytes to cut, and how many times. */
export function cut(text: string): { readonly after: number; readonly times: number } {
  const [after = '', times = '1'] = text.split('/', 2);
  return {
    after: wholeNumber(after, 1, 8_000_000_000),
    times: wholeNumber(times, 1, 1_000_000),
  };
}

export function rateLimit(text: string): RateLimit {
  const [requests = '', seconds = '3600'] = text.split('/', 2);
  return {
    requests: wholeNumber(requests, 1, 1_000_000),
    resetSeconds: wholeNumber(seconds, 1, 86_400),
  };
}
