import type { SelectorFault } from '../cloudfoundry/labelSelector.ts';
import { isOfApps, type FilterKind } from '../explorer/filter.ts';
import type { MatchedPart } from '../explorer/filterPlan.ts';
import type { FilterField, FilterProblem } from '../explorer/filterQuery.ts';
import { joined } from './inLine.ts';
import { wrongLabelText } from './labels.ts';
import type { Language } from './language.ts';

/** Ends a filter. */
export function listAllText(kind: FilterKind, { l10n }: Language): string {
  return isOfApps(kind) ? l10n.t('List all apps') : l10n.t('List all droplets');
}

/** Applies what is typed. */
export function filterItemText(text: string, kind: FilterKind, { l10n }: Language): string {
  switch (kind) {
    case 'apps':
    case 'droplets':
    case 'runsWhere':
      return l10n.t('Filter: {0}', text);
    case 'allApps':
    case 'allDroplets':
      return l10n.t('Find: {0}', text);
  }
}

export function filterGroupTitle(group: 'recent' | 'completions', { l10n }: Language): string {
  switch (group) {
    case 'recent':
      return l10n.t('recently used');
    case 'completions':
      return l10n.t('continue with');
  }
}

/** What can be typed after a field. */
export function fieldText(field: FilterField, kind: FilterKind, { l10n }: Language): string {
  const ofApps = isOfApps(kind);
  switch (field) {
    case 'name':
      return l10n.t('part of a name, or =name for exactly this name');
    case 'state':
      return ofApps ? l10n.t('started or stopped') : l10n.t('staged, failed, expired, …');
    case 'org':
      return l10n.t('name of an organization');
    case 'space':
      return l10n.t('name of a space');
    case 'app':
      return l10n.t('name of an app');
    case 'label':
      return l10n.t('labels, such as env=prod,!canary');
    case 'buildpack':
      return ofApps
        ? l10n.t('part of a buildpack’s name')
        : l10n.t('part of a buildpack’s name, also with a version: java<4.60');
    case 'stack':
      return l10n.t('stack, such as cflinuxfs4');
    case 'lifecycle':
      return l10n.t('buildpack, docker or cnb');
    case 'image':
      return l10n.t('part of a Docker image’s name');
    case 'commit':
      return l10n.t('start of a commit in labels and annotations');
    case 'age':
      return ofApps
        ? l10n.t('time since the last update: >90d, <2h')
        : l10n.t('time since it was created: >90d, <2h');
    case 'guid':
      return l10n.t('GUID, or the start of one');
    case 'sort':
      return l10n.t('order, such as -created_at for newest first');
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
  { l10n }: Pick<Language, 'l10n'>,
): string {
  const count = found === null || total === null ? null : l10n.t('{0} of {1}', found, total);
  return joined([l10n.t('filter: {0}', matchedText(parts, { l10n })), count]);
}

/** `state:failed (server) · java (here)` */
export function matchedText(
  parts: readonly MatchedPart[],
  { l10n }: Pick<Language, 'l10n'>,
): string {
  const matched = parts.map(({ by, text }) => {
    switch (by) {
      case 'server':
        return l10n.t('{0} (server)', text);
      case 'here':
        return l10n.t('{0} (here)', text);
    }
  });
  return joined(matched);
}

/** `12 found in 10,000 of 50,000` */
export function foundText(
  counts: Readonly<Record<'found' | 'searched' | 'total', number>>,
  { l10n, locale }: Language,
): string {
  const { found, searched, total } = counts;
  const [a, b, c] = [found, searched, total].map((count) => count.toLocaleString(locale));
  return l10n.t('{0} found in {1} of {2}', a ?? '', b ?? '', c ?? '');
}

/** A sentence that says what is wrong with a filter. */
export function filterProblemText(problem: FilterProblem, language: Language): string {
  const { l10n } = language;
  switch (problem.kind) {
    case 'unknownField':
      return l10n.t('Unknown field "{0}"', problem.field);
    case 'emptyValue':
      return l10n.t('Enter a value after {0}:', problem.field);
    case 'unknownOrder':
      return l10n.t('Sort by {0}. Add - in front for descending order.', problem.known.join(', '));
    case 'notNegatable':
      return l10n.t('{0}: can’t be negated. Remove the exclamation mark.', problem.field);
    case 'badAge':
      return l10n.t(
        '"{0}" isn’t an age such as >90d or <2h; the units are m, h, d, and w.',
        problem.value,
      );
    case 'badVersion':
      return l10n.t('"{0}" needs a version, as in java<4.60.', problem.value);
    case 'noVersions':
      return l10n.t('Apps are listed without versions. Filter the droplets of an app instead.');
    case 'badSelector':
      return selectorFaultText(problem.part, problem.fault, language);
  }
}

function selectorFaultText(part: string, fault: SelectorFault, language: Language): string {
  const { l10n } = language;
  switch (fault) {
    case 'tooMany':
      return l10n.t('A filter can have at most 50 label selectors.');
    case 'badRequirement':
      return part.trim() === part && part !== ''
        ? l10n.t('"{0}" isn’t a label selector such as env=prod or "env in (a,b)".', part)
        : l10n.t('Separate label selectors with a comma, without spaces.');
    case 'badKey':
    case 'badValue':
      return l10n.t('"{0}": use letters, digits, - _ . and a letter or digit at both ends.', part);
    case 'noKey':
    case 'manySlashes':
    case 'badPrefix':
    case 'longPrefix':
    case 'reservedPrefix':
    case 'longKey':
    case 'longValue':
      return wrongLabelText({ kind: 'wrong', word: part, fault }, language);
  }
}
