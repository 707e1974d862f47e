import type { SelectorFault } from '../cloudfoundry/labelSelector.ts';
import type { FilterKind } from '../explorer/filter.ts';
import type { MatchedPart } from '../explorer/filterPlan.ts';
import { fieldsOf, type FilterProblem } from '../explorer/filterQuery.ts';
import { joined } from './inLine.ts';
import { wrongLabelText } from './labels.ts';
import type { Language } from './language.ts';

/** What the user can type to filter. */
export function filterHint(kind: FilterKind, { l10n }: Language): string {
  const fields = fieldsOf(kind)
    .map((field) => `${field}:`)
    .join(' ');
  switch (kind) {
    case 'apps':
    case 'allApps':
      return l10n.t('Enter part of a name, or use {0}. Leave it empty to list all apps.', fields);
    case 'droplets':
    case 'allDroplets':
      return l10n.t(
        'Enter words to find, or use {0}. Leave it empty to list all droplets.',
        fields,
      );
  }
}

/**
 * `filter: state:failed (server) · java (here) · 3 of 132`: who matched what, and how many were
 * found.
 * @param found null before the list is loaded
 * @param total how many there are without the filter; null if unknown
 */
export function filterText(
  parts: readonly MatchedPart[],
  found: number | null,
  total: number | null,
  { l10n }: Language,
): string {
  const matched = parts.map(({ by, text }) => {
    switch (by) {
      case 'server':
        return l10n.t('{0} (server)', text);
      case 'here':
        return l10n.t('{0} (here)', text);
    }
  });
  const count = found === null || total === null ? null : l10n.t('{0} of {1}', found, total);
  return joined([l10n.t('filter: {0}', joined(matched)), count]);
}

/** A sentence that says what is wrong with a filter. */
export function filterProblemText(problem: FilterProblem, language: Language): string {
  const { l10n } = language;
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
    case 'notNegatable':
      return l10n.t('{0}: can’t be negated. Remove the exclamation mark.', problem.field);
    case 'badAge':
      return l10n.t(
        '"{0}" isn’t an age. Use >90d or <2h, with m, h, d or w for minutes, hours, days or weeks.',
        problem.value,
      );
    case 'badVersion':
      return l10n.t('"{0}" lacks a version. Use java<4.60, for example.', problem.value);
    case 'noVersions':
      return l10n.t(
        'Lists of apps don’t contain versions of buildpacks. Filter the droplets of an app by "{0}" instead.',
        problem.value,
      );
    case 'badSelector':
      return selectorFaultText(problem.part, problem.fault, language);
  }
}

function selectorFaultText(part: string, fault: SelectorFault, language: Language): string {
  const { l10n } = language;
  switch (fault) {
    case 'tooMany':
      return l10n.t('A filter can have at most 50 label conditions.');
    case 'badRequirement':
      return part.trim() === part && part !== ''
        ? l10n.t(
            '"{0}" isn’t a label condition. Use env, !env, env=prod, env!=prod, or "env in (prod,stage)".',
            part,
          )
        : l10n.t('Separate label conditions with a comma, without spaces.');
    case 'noKey':
    case 'manySlashes':
    case 'badPrefix':
    case 'longPrefix':
    case 'reservedPrefix':
    case 'badKey':
    case 'longKey':
    case 'badValue':
    case 'longValue':
      return wrongLabelText({ kind: 'wrong', word: part, fault }, language);
  }
}
