import type { Difference } from '../../changes/compare.ts';
import type { AssignmentPlan } from '../../changes/plan.ts';
import { toVisible } from '../../cloudfoundry/visibleText.ts';
import type { Language } from '../language.ts';
import { toChanges, type Change, type Changes } from './changeRows.ts';
import { listed } from './effectTexts.ts';
import { tagPair } from './taggedPair.ts';

/** A question with this many differences is long enough: the panel shows the others. */
const most = 6;
const nothing: ReadonlySet<string> = new Set();

/**
 * The most important changes of an assignment, one per line, with secrets masked; the
 * panel shows the rest.
 */
export function essenceLines(
  { candidate, currentDroplet }: AssignmentPlan,
  language: Language,
): readonly string[] {
  if (!currentDroplet) return [];
  const changes = toChanges(tagPair(currentDroplet, candidate, nothing, language), language);
  const { l10n } = language;
  const lines = [
    ...changes.changes
      .filter(({ difference }) => isEssential(difference))
      .map((change) => toLine(change, l10n)),
    ...commandLine(changes, l10n),
    ...(changes.hasSameBits === true ? [l10n.t('Both droplets have the same bits.')] : []),
  ];
  const rest = lines.length - most;
  const shown = rest > 0 ? [...lines.slice(0, most), l10n.t('… and {0} more', rest)] : lines;
  return shown.length > 0 ? [...shown, ''] : [];
}

function isEssential(difference: Difference): boolean {
  switch (difference.kind) {
    case 'buildpackAdded':
    case 'buildpackRemoved':
    case 'buildpackChanged':
    case 'buildpacksReordered':
      return true;
    case 'value':
      return ['lifecycle', 'stack', 'image'].includes(difference.subject);
    case 'entryAdded':
    case 'entryRemoved':
      return difference.subject === 'processType';
    case 'entryChanged':
      return false;
  }
}

function toLine({ difference, row }: Change, l10n: Language['l10n']): string {
  const { subject, word } = row;
  const from = toVisible(row.from.text, 100);
  const to = toVisible(row.to.text, 100);
  switch (difference.kind) {
    case 'entryAdded':
    case 'entryRemoved':
    case 'buildpacksReordered':
      return l10n.t('{0}: {1}', toVisible(subject, 100), word);
    case 'buildpackAdded':
      return l10n.t('{0}: {1} ({2})', subject, to, word);
    case 'buildpackRemoved':
      return l10n.t('{0}: {1} ({2})', subject, from, word);
    case 'buildpackChanged':
    case 'value':
    case 'entryChanged':
      return l10n.t('{0}: {1} → {2} ({3})', subject, from, to, word);
  }
}

/** Says that start commands differ, but not how: they are secret. */
function commandLine({ changes }: Changes, l10n: Language['l10n']): readonly string[] {
  const types = changes.flatMap(({ difference }) =>
    difference.kind === 'entryChanged' && difference.subject === 'processType'
      ? [difference.name]
      : [],
  );
  return types.length === 0 ? [] : [l10n.t('Start command differs: {0}', listed(types))];
}
