import { absoluteTime, relativeTime } from '../../explorer/time.ts';
import type { Moment } from '../../webviews/protocol.ts';

/** What texts are made with: `vscode.l10n`, the reader's locale, and the time to tell ages from. */
export interface Language {
  readonly l10n: { t(message: string, ...values: (string | number)[]): string };
  readonly locale: string;
  readonly now: Date;
}

/** A time to show; null where there is no valid one. */
export function toMoment(iso: string | null, { locale, now }: Language): Moment | null {
  const absolute = absoluteTime(iso, locale);
  const relative = relativeTime(iso, now, locale);
  return iso === null || absolute === null || relative === null
    ? null
    : { iso, absolute, relative };
}

/** A state of the API as a word: `AWAITING_UPLOAD` reads "awaiting upload". */
export function toWord(state: string): string {
  return state.toLowerCase().replaceAll('_', ' ');
}
