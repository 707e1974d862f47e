import * as vscode from 'vscode';
import type { Filter } from '../../explorer/filter.ts';
import { parseFilter, type FilterKind } from '../../explorer/filterQuery.ts';
import { language } from '../../window/language.ts';
import { filterHint, filterProblemText } from '../../wording/filters.ts';
import { foundationOf, type AppRow, type SpaceRow } from '../../explorer/rows.ts';
import { Canceled } from '../shared/command.ts';
import { isRow, pickApp, pickSpace } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import { filteredRows } from '../../explorer/lookup.ts';
import { showInputBox } from '../../window/input.ts';

/** Lists only those apps of a space that match. */
export async function filterApps(services: Services, argument: unknown): Promise<void> {
  const row = await pickSpace(services, argument);
  await filter(services, row, {
    title: vscode.l10n.t('Filter Apps in {0}', row.space.name),
    placeHolder: 'web label:env=prod sort:-updated_at',
    kind: 'apps',
  });
}

/** Lists only those droplets of an app that match. */
export async function filterDroplets(services: Services, argument: unknown): Promise<void> {
  const row = await pickApp(services, argument);
  await filter(services, row, {
    title: vscode.l10n.t('Filter Droplets of {0}', row.app.name),
    placeHolder: 'state:staged,failed label:env=prod sort:created_at',
    kind: 'droplets',
  });
}

/** Lists everything again: below the given row, or wherever a filter is in force. */
export async function clearFilter({ explorer }: Services, argument: unknown): Promise<void> {
  // The title's button is handed the focused row, whatever that is: only a filtered one is meant.
  const given =
    isRow(argument) &&
    (argument.kind === 'space' || argument.kind === 'app') &&
    argument.filter !== null;
  const rows = given ? [argument] : filteredRows(explorer.foundations);
  await Promise.all(rows.map((row) => explorer.setFilter(row, null)));
}

interface Question {
  readonly title: string;
  readonly placeHolder: string;
  readonly kind: FilterKind;
}

async function filter(
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
