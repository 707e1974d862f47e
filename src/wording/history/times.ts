import { timeOf } from '../../explorer/history/times.ts';
import { relativeTime } from '../times.ts';
import type { Language } from '../language.ts';

/**
 * Times of a history in the user's language and time zone. Creates its formatters only once,
 * since that is slow.
 */
export class Times {
  readonly #language: Language;
  readonly #clock: Intl.DateTimeFormat;
  readonly #day: Intl.DateTimeFormat;
  readonly #absolute: Intl.DateTimeFormat;

  constructor(language: Language, timeZone?: string) {
    this.#language = language;
    const { locale } = language;
    const zone = timeZone === undefined ? {} : { timeZone };
    this.#clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short', ...zone });
    this.#day = new Intl.DateTimeFormat(locale, { dateStyle: 'full', ...zone });
    this.#absolute = new Intl.DateTimeFormat(locale, {
      dateStyle: 'medium',
      timeStyle: 'long',
      ...zone,
    });
  }

  /** Time of day. */
  clock(time: number): string {
    return this.#clock.format(time);
  }

  day(time: number): string {
    return this.#day.format(time);
  }

  absolute(time: number): string {
    return this.#absolute.format(time);
  }

  /** Like `absolute`, for a time from the API; null if it isn't valid. */
  absoluteOf(iso: string | null): string | null {
    const time = timeOf(iso);
    return time === null ? null : this.absolute(time);
  }

  /** "3 days ago". */
  age(time: number): string {
    const { now, locale } = this.#language;
    return relativeTime(new Date(time).toISOString(), now, locale) ?? '';
  }
}
