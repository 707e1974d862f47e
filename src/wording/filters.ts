import { fieldsOf, type FilterKind, type FilterProblem } from '../explorer/filterQuery.ts';
import type { Language } from './language.ts';

/** What the user can type to filter. */
export function filterHint(kind: FilterKind, { l10n }: Language): string {
  const fields = fieldsOf(kind)
    .map((field) => `${field}:`)
    .join(' ');
  switch (kind) {
    case 'apps':
      return l10n.t('Enter part of a name, or use {0}. Leave it empty to list all apps.', fields);
    case 'droplets':
      return l10n.t(
        'Enter words to find, or use {0}. Leave it empty to list all droplets.',
        fields,
      );
  }
}

/** A sentence that says what is wrong with a filter. */
export function filterProblemText(problem: FilterProblem, { l10n }: Language): string {
  switch (problem.kind) {
    case 'unknownField':
      return l10n.t(
        'Unknown field "{0}". Use {1}.',
        problem.field,
        problem.known.map((field) => `${field}:`).join(' '),
      );
    case 'emptyValue':
      return l10n.t('Enter a value after {0}:', problem.field);
    case 'unknownOrder':
      return l10n.t('Sort by {0}. Add - in front for descending order.', problem.known.join(', '));
  }
}
