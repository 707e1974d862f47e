import * as vscode from 'vscode';
import type { Filter } from '../explorer/filter.ts';
import {
  parseAppFilter,
  parseDropletFilter,
  type FilterProblem,
  type ParsedFilter,
} from '../explorer/filterQuery.ts';
import { foundationOf, type AppRow, type SpaceRow } from '../explorer/rows.ts';
import { Canceled } from './command.ts';
import { isRow, pickApp, pickSpace } from './pick.ts';
import type { Services } from './services.ts';
import { filteredRows } from '../explorer/lookup.ts';
import { showInputBox } from '../window/input.ts';

/** Lists only those apps of a space that match. */
export async function filterApps(services: Services, argument: unknown): Promise<void> {
  const row = await pickSpace(services, argument);
  await filter(services, row, {
    title: vscode.l10n.t('Filter Apps in {0}', row.space.name),
    prompt: vscode.l10n.t('Part of a name, label:, guid: or sort:. Leave it empty to list all.'),
    placeHolder: 'web label:env=prod sort:-updated_at',
    parse: parseAppFilter,
  });
}

/** Lists only those droplets of an app that match. */
export async function filterDroplets(services: Services, argument: unknown): Promise<void> {
  const row = await pickApp(services, argument);
  await filter(services, row, {
    title: vscode.l10n.t('Filter Droplets of {0}', row.app.name),
    prompt: vscode.l10n.t('state:, guid:, label:, sort: or words. Leave it empty to list all.'),
    placeHolder: 'state:staged,failed label:env=prod sort:created_at',
    parse: parseDropletFilter,
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
  readonly prompt: string;
  readonly placeHolder: string;
  readonly parse: (text: string) => ParsedFilter;
}

async function filter(
  { explorer, tree }: Services,
  row: SpaceRow | AppRow,
  question: Question,
): Promise<void> {
  const { title, prompt, placeHolder, parse } = question;
  const text = await showInputBox({
    title,
    prompt,
    placeHolder,
    value: row.filter?.text ?? '',
    validateInput: (input) => {
      const parsed = parse(input);
      return parsed.kind === 'invalid' ? problemText(parsed.problem) : undefined;
    },
  });
  if (text === undefined) throw new Canceled();
  await explorer.setFilter(row, toFilter(text, parse));
  if (foundationOf(row).organizations.isLoaded) {
    await tree.view.reveal(row, { select: true, focus: true, expand: true });
  }
}

function toFilter(text: string, parse: Question['parse']): Filter | null {
  if (text.trim() === '') return null;
  const parsed = parse(text);
  if (parsed.kind === 'invalid') throw new Canceled();
  return parsed.filter;
}

function problemText(problem: FilterProblem): string {
  switch (problem.kind) {
    case 'unknownField':
      return vscode.l10n.t(
        'There is no field "{0}". Fields are: {1}.',
        problem.field,
        problem.known.join(', '),
      );
    case 'emptyValue':
      return vscode.l10n.t('What should {0} be?', problem.field);
    case 'unknownOrder':
      return vscode.l10n.t(
        'The order can be {0}, with - in front for descending.',
        problem.known.join(', '),
      );
  }
}
