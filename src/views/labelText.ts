import * as vscode from 'vscode';
import type { LabelChange, LabelLine } from '../cloudfoundry/labels.ts';

/** `env: prod → dev`. What stands in brackets or quotes can be no value. */
export function changeText({ from, key, to }: LabelChange): string {
  return vscode.l10n.t(
    '{0}: {1} → {2}',
    key,
    from === null ? vscode.l10n.t('(none)') : valueText(from),
    to === null ? vscode.l10n.t('(removed)') : valueText(to),
  );
}

function valueText(value: string): string {
  return value === '' ? '""' : value;
}

/** What is wrong with a word of a line of labels, in a sentence that tells how it would be right. */
export function wrongLabelText({
  fault,
  word,
}: Extract<LabelLine, { readonly kind: 'wrong' }>): string {
  const { t } = vscode.l10n;
  switch (fault) {
    case 'noEquals':
      return t('{0}: write key=value.', word);
    case 'twice':
      return t('{0}: this key stands here twice.', word);
    case 'noKey':
      return t('{0}: the key is missing.', word);
    case 'manySlashes':
      return t('{0}: a key has one slash at most.', word);
    case 'badPrefix':
      return t('{0}: what stands before the slash must be a domain, as in example.org/team.', word);
    case 'longPrefix':
      return t('{0}: what stands before the slash has 253 characters at most.', word);
    case 'reservedPrefix':
      return t('{0}: cloudfoundry.org is reserved.', word);
    case 'badKey':
      return t(
        '{0}: a key has letters, digits, - _ and . only, and begins and ends with a letter or digit.',
        word,
      );
    case 'longKey':
      return t('{0}: a key has 63 characters at most.', word);
    case 'badValue':
      return t(
        '{0}: a value has letters, digits, - _ and . only, and begins and ends with a letter or digit.',
        word,
      );
    case 'longValue':
      return t('{0}: a value has 63 characters at most.', word);
  }
}
