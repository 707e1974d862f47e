import { isCut, mostEntries } from '../../cloudfoundry/bounds.ts';
import type { Field, ShownValue } from '../../webviews/dropletProtocol.ts';
import type { Language } from '../../wording/language.ts';

/** A field with prose or names. */
export function text(label: string, ...values: readonly ShownValue[]): Field {
  return { label, values, isCode: false };
}

/** A field with values for machines, in the editor's font. */
export function code(label: string, ...values: readonly ShownValue[]): Field {
  return { label, values, isCode: true };
}

/** The entries that a section shows, and a note if there are more. */
export function firstOf<T>(
  all: readonly T[],
  { l10n, locale }: Language,
): { readonly shown: readonly T[]; readonly note: string | null } {
  if (!isCut(all.length)) return { shown: all, note: null };
  const most = mostEntries.toLocaleString(locale);
  const note = l10n.t('Only the first {0} are shown. The JSON shows all of them.', most);
  return { shown: all.slice(0, mostEntries), note };
}
