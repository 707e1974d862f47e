import type { Moment } from '../webviews/dropletProtocol.ts';
import type { Language } from './language.ts';

const units: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ['year', 365 * 24 * 3600],
  ['month', 30 * 24 * 3600],
  ['week', 7 * 24 * 3600],
  ['day', 24 * 3600],
  ['hour', 3600],
  ['minute', 60],
];

/**
 * "3 days ago", rounded down to the largest whole unit; "now" under a minute, since client and
 * server clocks differ.
 * @param iso a time from the API; null if it sends none
 * @returns null without a valid time
 */
export function relativeTime(iso: string | null, now: Date, locale = 'en'): string | null {
  const time = iso === null ? Number.NaN : Date.parse(iso);
  if (Number.isNaN(time)) return null;
  const seconds = (time - now.getTime()) / 1000;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  for (const [unit, length] of units) {
    if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit);
  }
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(0, 'second');
}

/** "3 days", rounded down to the largest whole unit; under a minute, in seconds. */
export function span(milliseconds: number, locale = 'en'): string {
  const seconds = milliseconds / 1000;
  const [unit, length] = units.find(([, size]) => seconds >= size) ?? ['second', 1];
  const style = { style: 'unit', unit, unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(locale, style).format(Math.floor(seconds / length));
}

/** Date, time of day and time zone in the user's locale; null without a valid time. */
export function absoluteTime(iso: string | null, locale = 'en', timeZone?: string): string | null {
  const time = iso === null ? Number.NaN : Date.parse(iso);
  if (Number.isNaN(time)) return null;
  const format = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  return format.format(time);
}

/**
 * "1 min 12 sec" between two times; null if either is missing or invalid, or if they are in
 * the wrong order.
 */
export function duration(from: string | null, to: string | null, locale = 'en'): string | null {
  const seconds = (Date.parse(to ?? '') - Date.parse(from ?? '')) / 1000;
  if (!(seconds >= 0)) return null;
  const parts = [
    ['hour', Math.floor(seconds / 3600)],
    ['minute', Math.floor((seconds % 3600) / 60)],
    ['second', Math.floor(seconds % 60)],
  ] as const;
  const first = parts.findIndex(([, count]) => count > 0);
  return (first < 0 ? parts.slice(2) : parts.slice(first, first + 2))
    .map(([unit, count]) =>
      new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(count),
    )
    .join(' ');
}

/** Later label changes update `updated_at` too: more than a day isn't a duration. */
export function took(from: string | null, to: string | null, { locale }: Language): string | null {
  const day = 24 * 3600 * 1000;
  return Date.parse(to ?? '') - Date.parse(from ?? '') < day ? duration(from, to, locale) : null;
}

/** A time to show; null without a valid one. */
export function toMoment(iso: string | null, { locale, now }: Language): Moment | null {
  const absolute = absoluteTime(iso, locale);
  const relative = relativeTime(iso, now, locale);
  return iso === null || absolute === null || relative === null
    ? null
    : { iso, absolute, relative };
}
