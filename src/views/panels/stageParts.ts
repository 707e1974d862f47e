import { maskText } from '../../cloudfoundry/secretText.ts';
import type { Missing } from '../../explorer/part.ts';
import type { StageView } from '../../webviews/dropletProtocol.ts';
import type { Language } from '../../wording/language.ts';

/** A stage without data; `notRecorded` says why if it simply doesn't exist. */
export function missingStage(
  title: string,
  missing: Missing,
  why: string,
  language: Language,
): StageView {
  return {
    title,
    mark: 'missing',
    word: wordOf(missing, language),
    at: null,
    duration: null,
    who: null,
    notes: [whyMissing(missing, why, language)],
  };
}

function wordOf({ reason }: Missing, { l10n }: Language): string {
  switch (reason) {
    case 'notRecorded':
      return l10n.t('not recorded');
    case 'noPermission':
      return l10n.t('no permission');
    case 'noEndpoint':
      return l10n.t('not available');
    case 'failed':
      return l10n.t('could not load');
  }
}

/** A sentence that says why something is missing. */
export function whyMissing(
  { reason, message }: Missing,
  notRecorded: string,
  { l10n }: Language,
): string {
  switch (reason) {
    case 'notRecorded':
      return notRecorded;
    case 'noPermission':
      return l10n.t('Your roles don’t let you see it.');
    case 'noEndpoint':
      return l10n.t('This foundation’s API doesn’t support this.');
    case 'failed':
      return message;
  }
}

/** The texts that aren't null or empty, without secrets. */
export function notes(...texts: readonly (string | null)[]): readonly string[] {
  return texts.flatMap((text) => (text === null || text === '' ? [] : [maskText(text)]));
}
