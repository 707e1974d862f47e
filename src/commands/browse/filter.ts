import type { Filter, FilterKind } from '../../explorer/filter.ts';
import { parseFilter } from '../../explorer/filterQuery.ts';
import { language } from '../../window/language.ts';
import { filterHint, filterProblemText } from '../../wording/filters.ts';
import { foundationOf, type AppRow, type SpaceRow } from '../../explorer/rows.ts';
import { Canceled } from '../shared/command.ts';
import type { Services } from '../shared/services.ts';
import { showInputBox } from '../../window/input.ts';

interface Question {
  readonly title: string;
  readonly placeHolder: string;
  readonly kind: FilterKind;
}

export async function filter(
  { explorer, tree }: Services,
  row: SpaceRow | AppRow,
  question: Question,
): Promise<void> {
  const { kind, placeHolder, title } = question;
  const text = await showInputBox({
    title,
    prompt: filterHint(kind, language()),
    placeHolder,
    value: row.filter?.text ?? '',
    validateInput: (input) => {
      const parsed = parseFilter(kind, input);
      return parsed.kind === 'invalid' ? filterProblemText(parsed.problem, language()) : undefined;
    },
  });
  if (text === undefined) throw new Canceled();
  await explorer.setFilter(row, toFilter(text, kind));
  if (foundationOf(row).organizations.isLoaded) {
    await tree.view.reveal(row, { select: true, focus: true, expand: true });
  }
}

function toFilter(text: string, kind: FilterKind): Filter | null {
  if (text.trim() === '') return null;
  const parsed = parseFilter(kind, text);
  if (parsed.kind === 'invalid') throw new Canceled();
  return parsed.filter;
}
