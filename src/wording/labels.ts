import type { LabelChange, LabelLine } from '../cloudfoundry/labels.ts';
import type { Language } from './language.ts';

/** `env: prod → dev`. Text in brackets or quotes can't be a value. */
export function changeText({ from, key, to }: LabelChange, { l10n }: Language): string {
  return l10n.t(
    '{0}: {1} → {2}',
    key,
    from === null ? l10n.t('(none)') : valueText(from),
    to === null ? l10n.t('(removed)') : valueText(to),
  );
}

function valueText(value: string): string {
  return value === '' ? '""' : value;
}

/** A sentence that says what is wrong with a word in a line of labels, and how to correct it. */
export function wrongLabelText(
  { fault, word }: Extract<LabelLine, { readonly kind: 'wrong' }>,
  { l10n }: Language,
): string {
  switch (fault) {
    case 'noEquals':
      return l10n.t('{0}: enter key=value.', word);
    case 'twice':
      return l10n.t('{0}: this key appears twice.', word);
    case 'noKey':
      return l10n.t('{0}: the key is missing.', word);
    case 'manySlashes':
      return l10n.t('{0}: a key can contain only one slash.', word);
    case 'badPrefix':
      return l10n.t(
        '{0}: the part before the slash must be a domain, as in example.org/team.',
        word,
      );
    case 'longPrefix':
      return l10n.t('{0}: the part before the slash can have at most 253 characters.', word);
    case 'reservedPrefix':
      return l10n.t('{0}: cloudfoundry.org is reserved.', word);
    case 'badKey':
      return l10n.t(
        '{0}: a key can contain only letters, digits, hyphens, underscores, and periods, and must start and end with a letter or digit.',
        word,
      );
    case 'longKey':
      return l10n.t('{0}: a key can have at most 63 characters.', word);
    case 'badValue':
      return l10n.t(
        '{0}: a value can contain only letters, digits, hyphens, underscores, and periods, and must start and end with a letter or digit.',
        word,
      );
    case 'longValue':
      return l10n.t('{0}: a value can have at most 63 characters.', word);
  }
}
