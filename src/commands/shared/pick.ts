import * as vscode from 'vscode';
import { commandIds } from '../../contributions.ts';
import type { Explorer } from '../../explorer/explorer.ts';
import {
  foundationOf,
  isListRow,
  listOf,
  parentOf,
  type AppRow,
  type DropletRow,
  type FoundationRow,
  type ListRow,
  type PlaceRow,
  type ResultsRow,
  type Row,
  type SpaceRow,
} from '../../explorer/rows.ts';
import { emptyText } from '../../views/tree/endingItems.ts';
import { toTreeItem } from '../../views/tree/treeItem.ts';
import { showQuickPick } from '../../window/quickPick.ts';
import { Canceled, Declined, toWayOut, withProgressToTheEnd } from './command.ts';
import type { Services } from './services.ts';
import { language } from '../../window/language.ts';
import { shortGuid } from '../../wording/guids.ts';
import { resultsTitle } from '../../wording/results.ts';
import { reasonOf } from '../../cloudfoundry/errors.ts';

/** The row that a command works on: the one it was called with, or the tree's selection. */
export function givenRow({ tree }: Services, argument: unknown): Row | undefined {
  return isRow(argument) ? argument : tree.view.selection[0];
}

/** A foundation: the given row's, the only one, or one that the user picks. */
export async function pickFoundation(
  services: Services,
  argument: unknown,
): Promise<FoundationRow> {
  let row = givenRow(services, argument);
  while (row && row.kind !== 'foundation') row = row.parent;
  if (row) return row;
  const rows = services.explorer.foundations;
  if (rows.length === 0) {
    throw new Declined(vscode.l10n.t('No foundations yet. Sign in to one first.'), [
      toWayOut(vscode.l10n.t('Sign In to Foundation…'), commandIds.signIn),
    ]);
  }
  return pickOne({ rows, placeHolder: vscode.l10n.t('Select a foundation') });
}

/** Results: the given row, or those that the user picks. */
export async function pickResults(services: Services, argument: unknown): Promise<ResultsRow> {
  const row = givenRow(services, argument);
  if (row?.kind === 'results') return row;
  const within = row && 'within' in row ? row.within : null;
  if (within) return within;
  const rows = services.explorer.results.rows;
  if (rows.length === 0) throw new Declined(vscode.l10n.t('There are no search results.'));
  return pickOne({ rows, placeHolder: vscode.l10n.t('Select search results') });
}

/** A space: the given row's, or one that the user picks. */
export async function pickSpace(services: Services, argument: unknown): Promise<SpaceRow> {
  let row = givenRow(services, argument);
  while (row && row.kind !== 'space' && row.kind !== 'foundation') row = row.parent;
  if (row?.kind === 'space') return row;
  const foundation = await pickFoundation(services, argument);
  const organization = await pickChild(
    services.explorer,
    foundation,
    vscode.l10n.t('Select an organization'),
    (child) => child.kind === 'organization',
  );
  return pickChild(
    services.explorer,
    organization,
    vscode.l10n.t('Select a space'),
    (child) => child.kind === 'space',
  );
}

/**
 * A foundation, organization or space: the given row. From the palette, those around the tree's
 * selection can be picked, since a single foundation has no row.
 */
export async function pickPlace(services: Services, argument: unknown): Promise<PlaceRow> {
  const rows: PlaceRow[] = [];
  let row = givenRow(services, argument);
  while (row) {
    if (row.kind === 'foundation') return pickAround([...rows, row], argument);
    if (row.kind === 'organization' || row.kind === 'space') rows.push(row);
    row = row.parent;
  }
  return pickFoundation(services, argument);
}

async function pickAround<R extends Row>(rows: readonly R[], argument: unknown): Promise<R> {
  const placeHolder = vscode.l10n.t('Select where to look');
  return pickOne({ rows: isRow(argument) ? rows.slice(0, 1) : rows, placeHolder });
}

/** An app: the given row's, or one that the user picks through its organization and space. */
export async function pickApp(services: Services, argument: unknown): Promise<AppRow> {
  let row = givenRow(services, argument);
  while (row && row.kind !== 'app' && row.kind !== 'foundation') row = row.parent;
  if (row?.kind === 'app') return row;
  return pickChild(
    services.explorer,
    await pickSpace(services, argument),
    vscode.l10n.t('Select an app'),
    (child) => child.kind === 'app',
  );
}

/** A droplet: the given row, or one that the user picks from its app's. */
export async function pickDroplet(services: Services, argument: unknown): Promise<DropletRow> {
  const row = givenRow(services, argument);
  if (row?.kind === 'droplet') return row;
  return pickDropletOf(services.explorer, await pickApp(services, argument));
}

/** A droplet of this app that the user picks. */
export async function pickDropletOf(explorer: Explorer, app: AppRow): Promise<DropletRow> {
  return pickChild(
    explorer,
    app,
    vscode.l10n.t('Select a droplet'),
    (child) => child.kind === 'droplet',
  );
}

/** Another droplet of the same app, which the user picks for a comparison. */
export async function pickOtherDroplet(
  explorer: Explorer,
  { droplet, parent }: DropletRow,
): Promise<DropletRow> {
  return pickChild(
    explorer,
    parent,
    vscode.l10n.t('Select a droplet to compare {0} with', shortGuid(droplet.guid)),
    (child): child is DropletRow => child.kind === 'droplet' && child.droplet.guid !== droplet.guid,
  );
}

/**
 * A list with more rows to load: the given row's, or one that the user picks among the loaded ones.
 */
export async function pickListWithMore(services: Services, argument: unknown): Promise<ListRow> {
  const row = givenRow(services, argument);
  if (row) {
    const list = isListRow(row) ? row : parentOf(row);
    if (listOf(list).hasMore) return list;
    throw new Declined(vscode.l10n.t('This list is fully loaded.'));
  }
  const { foundations, results } = services.explorer;
  const lists = [...results.rows, ...foundations].flatMap(listsWithMore);
  if (lists.length === 0) throw new Declined(vscode.l10n.t('All lists are fully loaded.'));
  return pickOne({ rows: lists, placeHolder: vscode.l10n.t('Select a list to load more rows') });
}

function listsWithMore(row: ListRow): readonly ListRow[] {
  const list = listOf(row);
  const below: readonly Row[] = list.rows;
  return [...(list.hasMore ? [row] : []), ...below.filter(isListRow).flatMap(listsWithMore)];
}

/** Lets the user pick among the rows under a row, loading more on request. */
async function pickChild<R extends Row>(
  explorer: Explorer,
  parent: ListRow,
  placeHolder: string,
  isWanted: (row: Row) => row is R,
): Promise<R> {
  const list = listOf(parent);
  await withProgressToTheEnd(vscode.l10n.t('Loading the list'), () =>
    // Retry what failed before: the user has just asked for it again.
    list.problem ? explorer.retry(parent) : list.ensureLoaded(),
  );
  let seen = 0;
  for (;;) {
    if (list.problem) throw new Error(reasonOf(list.problem.error));
    const rows: readonly Row[] = list.rows;
    const more = list.hasMore ? [parent.ending.loadMore] : [];
    if (rows.length + more.length === 0) throw new Declined(emptySentence(parent));
    const picked = await pickOne<Row>({
      rows: [...rows.filter(isWanted), ...more],
      placeHolder,
      title: pathOf(parent),
      active: rows[seen],
    });
    if (isWanted(picked)) return picked;
    seen = rows.length;
    await withProgressToTheEnd(vscode.l10n.t('Loading more'), () => explorer.loadMore(parent));
  }
}

/** "No droplets yet: acme / dev / storefront." */
function emptySentence(parent: ListRow): string {
  return vscode.l10n.t(
    '{0}: {1}.',
    emptyText(parent),
    pathOf(parent) || foundationOf(parent).foundation.name,
  );
}

/** `acme / dev / storefront`; empty for a foundation. */
function pathOf(row: ListRow): string {
  switch (row.kind) {
    case 'foundation':
      return '';
    case 'organization':
      return row.organization.name;
    case 'space':
      return `${pathOf(row.parent)} / ${row.space.name}`;
    case 'app':
      return `${pathOf(row.parent)} / ${row.app.name}`;
    case 'results':
      return resultsTitle(row.name, row.filter, language());
  }
}

interface Choice<R extends Row> {
  readonly rows: readonly R[];
  readonly placeHolder: string;
  readonly title?: string;
  /** The row that is selected first. */
  readonly active?: R | undefined;
}

/** Lets the user pick among rows; a single one is picked at once, unless it is a droplet. */
export async function pickOne<R extends Row>({
  rows,
  placeHolder,
  title,
  active,
}: Choice<R>): Promise<R> {
  const [first] = rows;
  if (!first) throw new Declined(vscode.l10n.t('{0}: no items found.', placeHolder));
  if (rows.length === 1 && first.kind !== 'droplet') return first;
  const items = rows.map((row) => ({ ...toPickItem(row), row }));
  const picked = await showQuickPick({
    items,
    placeHolder,
    title,
    matchOnDescription: true,
    active: items.find(({ row }) => row === active),
  });
  if (!picked) throw new Canceled();
  return picked.row;
}

/** An entry with the same text as the row in the tree. */
function toPickItem(row: Row): vscode.QuickPickItem {
  const { label, description, iconPath } = toTreeItem(row, new Date());
  return {
    label: typeof label === 'string' ? label : (label?.label ?? ''),
    description: typeof description === 'string' ? description : '',
    ...(iconPath instanceof vscode.ThemeIcon ? { iconPath } : {}),
  };
}

/**
 * Whether a command was called with a row: from a menu or a click, rather than the Command
 * Palette or a key.
 */
export function isRow(argument: unknown): argument is Row {
  return (
    typeof argument === 'object' && argument !== null && 'kind' in argument && 'id' in argument
  );
}
