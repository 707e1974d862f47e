import type { NotVerified } from '../changes/verified.ts';
import type { Language } from './language.ts';
import { reasonOf } from '../cloudfoundry/errors.ts';

/** The names of a change: while it is sent, and if it fails. */
export interface ChangeWords {
  /** `Assigning droplet 3f9c01aa to storefront` */
  readonly doing: string;
  /** `Could not assign droplet 3f9c01aa to storefront` */
  readonly couldNot: string;
}

/**
 * What to say about a change that isn't done, or isn't known to be.
 * @param describe what the API says instead, as the end of a sentence
 */
export function outcomeText<T>(
  { couldNot, doing }: ChangeWords,
  verified: NotVerified<T>,
  describe: (answer: T) => string,
  { l10n }: Language,
): string {
  switch (verified.kind) {
    case 'notDone': {
      const { answer, despite } = verified;
      return despite === null
        ? l10n.t('{0}: the API accepted the request, but {1}.', couldNot, describe(answer))
        : l10n.t(
            '{0}: {1}. A follow-up check shows: {2}.',
            couldNot,
            reasonOf(despite),
            describe(answer),
          );
    }
    case 'unverified':
      return verified.wasAccepted
        ? l10n.t(
            '{0}: the API accepted the request, but the result could not be checked: {1}. Refresh to see it.',
            doing,
            reasonOf(verified.error),
          )
        : l10n.t(
            '{0}: the response was lost, and the result could not be checked: {1}. Refresh to see it.',
            doing,
            reasonOf(verified.error),
          );
  }
}
