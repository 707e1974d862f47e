import type { Filter, FilterKind } from '../../explorer/filter.ts';
import { completionsOf } from '../../explorer/filterCompletion.ts';
import { parseFilter } from '../../explorer/filterQuery.ts';
import type { SeenValues } from '../../explorer/filterSeen.ts';
import { loadFilters, rememberFilter } from '../../foundations/recentFilters.ts';
import type { State } from '../../foundations/state.ts';
import { language } from '../../window/language.ts';
import { showLivePick, type LiveItems } from '../../window/livePick.ts';
import {
  fieldText,
  filterGroupTitle,
  filterProblemText,
  listAllText,
  filterItemText,
} from '../../wording/filters.ts';
import { Canceled } from '../shared/command.ts';

export interface FilterQuestion {
  readonly kind: FilterKind;
  readonly title: string;
  readonly placeHolder: string;
  /** The text to begin with. */
  readonly value: string;
  /** Values to complete. */
  readonly seen: SeenValues;
  /** Where the last filters are kept. */
  readonly state: State;
}

/**
 * Asks for a filter: checks it as it is typed, completes it, and offers the last ones. Null to list
 * everything.
 * @throws Canceled
 */
export async function askFilter(question: FilterQuestion): Promise<Filter | null> {
  const { kind, placeHolder, state, title, value } = question;
  const look = (text: string) => itemsFor(text, question);
  const text = await showLivePick({ title, placeHolder, value, look });
  const parsed = text === undefined ? null : parseFilter(kind, text);
  if (parsed?.kind !== 'filter') throw new Canceled();
  if (parsed.filter.terms.length === 0) return null;
  await rememberFilter(state, kind, parsed.filter.text);
  return parsed.filter;
}

function itemsFor(text: string, { kind, seen, state }: FilterQuestion): LiveItems {
  const inWords = language();
  const isEmpty = text.trim() === '';
  const recent = isEmpty ? loadFilters(state, kind) : [];
  const completions = completionsOf(kind, text, seen);
  return {
    own: ownItem(text, kind),
    groups: [
      {
        title: filterGroupTitle('recent', inWords),
        items: recent.map((filter) => ({ label: filter, text: filter })),
      },
      {
        title: filterGroupTitle('completions', inWords),
        items: completions.map(({ field, label, text: completed }) => ({
          label,
          description: field ? fieldText(field, kind, inWords) : undefined,
          text: completed,
        })),
      },
    ],
  };
}

function ownItem(text: string, kind: FilterKind): LiveItems['own'] {
  const inWords = language();
  if (text.trim() === '') {
    return { label: listAllText(kind, inWords), icon: 'list-flat', isComplete: true };
  }
  const parsed = parseFilter(kind, text);
  return parsed.kind === 'invalid'
    ? { label: filterProblemText(parsed.problem, inWords), icon: 'warning', isComplete: false }
    : { label: filterItemText(text.trim(), kind, inWords), icon: 'filter', isComplete: true };
}
