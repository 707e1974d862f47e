import { asksFor, type FacetCounts } from '../../../explorer/runsWhere/facets.ts';
import { columns, type Column, type FacetField } from '../../../explorer/runsWhere/fields.ts';
import type { RunsWhereReader } from '../../../explorer/runsWhere/reading.ts';
import { dropletGuidOf, type TableRow } from '../../../explorer/runsWhere/tableRow.ts';
import type { RunsWhereTable } from '../../../explorer/runsWhere/table.ts';
import { foundationOf, type PlaceRow } from '../../../explorer/rows.ts';
import type { PanelHeader } from '../../../webviews/frame.ts';
import {
  mostRows,
  type FacetGroup,
  type RowView,
  type RunsWhereView,
} from '../../../webviews/runsWhereProtocol.ts';
import { filterProblemText } from '../../../wording/filters.ts';
import { shown } from '../../../wording/inLine.ts';
import type { Language } from '../../../wording/language.ts';
import { cellOf } from '../../../wording/runsWhere/cells.ts';
import {
  columnText,
  facetText,
  showAllText,
  statusText,
  tableNotices,
} from '../../../wording/runsWhere/sentences.ts';
import { runsWhereTexts } from '../../../wording/runsWhere/texts.ts';

/** How to show a table, apart from its content. */
export interface Showing {
  readonly place: PlaceRow;
  /** The index of the first row that the page needs. */
  readonly from: number;
  /** The counts that are shown whole. */
  readonly expanded: ReadonlySet<FacetField>;
  readonly language: Language;
}

/** The buttons of a group as long as it isn't expanded, and at most. */
const fewFacets = 12;
const mostFacets = 200;

/** What the panel of a table shows. */
export function toRunsWhereMessage(
  table: RunsWhereTable,
  reader: Pick<
    RunsWhereReader,
    'appsLeft' | 'canListDroplets' | 'dropletsLeft' | 'incomplete' | 'state'
  >,
  { expanded, from, language, place }: Showing,
): RunsWhereView {
  const { state } = reader;
  const common = { texts: runsWhereTexts(language), header: headerOf(place) };
  if (table.size === 0 && state.kind === 'reading') return { type: 'loading', ...common };
  if (table.size === 0 && state.kind === 'failed') {
    return { type: 'failed', ...common, message: shown(state.reason, 1000) };
  }
  const { buildpacks, rows, stacks } = table.arranged(language.now);
  const { appsLeft, canListDroplets, dropletsLeft, incomplete } = reader;
  const shownColumns = columnsOf(place);
  const start = Math.max(0, Math.min(from, rows.length - mostRows));
  const group = (field: FacetField, counts: FacetCounts): FacetGroup =>
    toGroup(field, counts, table.filter, expanded.has(field), language);
  return {
    type: 'shown',
    ...common,
    columns: shownColumns.map((id) => ({
      id,
      label: columnText(id, language),
      sort: sortOf(table, id),
    })),
    filter: table.filter,
    problem: table.problem ? filterProblemText(table.problem, language) : '',
    status: statusText(
      { matching: rows.length, read: table.size, appsLeft, dropletsLeft },
      language,
    ),
    reading: state.kind,
    notices: tableNotices(state, incomplete, canListDroplets, language),
    groups: [group('stack', stacks), group('buildpack', buildpacks)],
    total: rows.length,
    from: start,
    rows: rows
      .slice(start, start + mostRows)
      .map((row) => toRowView(row, shownColumns, place, language)),
  };
}

function headerOf(place: PlaceRow): PanelHeader {
  return { app: '', place: placeName(place), foundation: foundationOf(place).foundation.name };
}

/** `acme / dev`; empty for a foundation. */
export function placeName(place: PlaceRow): string {
  switch (place.kind) {
    case 'foundation':
      return '';
    case 'organization':
      return place.organization.name;
    case 'space':
      return `${place.parent.organization.name} / ${place.space.name}`;
  }
}

function columnsOf({ kind }: PlaceRow): readonly Column[] {
  return kind === 'space' ? columns.filter((column) => column !== 'place') : columns;
}

function sortOf({ order }: RunsWhereTable, column: Column): 'ascending' | 'descending' | 'none' {
  if (order.column !== column) return 'none';
  return order.isDescending ? 'descending' : 'ascending';
}

function toRowView(
  row: TableRow,
  shownColumns: readonly Column[],
  { kind }: PlaceRow,
  language: Language,
): RowView {
  const { guid, name } = row.app;
  return {
    guid,
    name: shown(name),
    canOpen: row.place !== null && dropletGuidOf(row) !== null,
    cells: shownColumns.map((column) => cellOf(row, column, kind, language)),
  };
}

function toGroup(
  field: FacetField,
  counts: FacetCounts,
  filter: string,
  isExpanded: boolean,
  language: Language,
): FacetGroup {
  const most = isExpanded ? mostFacets : fewFacets;
  const number = new Intl.NumberFormat(language.locale);
  return {
    field,
    label: facetText(field, language),
    facets: counts.most(most).map(({ count, text, value }) => ({
      text: shown(text),
      count: number.format(count),
      // An address may contain a password, which must not get into the filter.
      value: value !== null && shown(value) === value ? value : null,
      isPressed: value !== null && asksFor(filter, field, value),
    })),
    more: !isExpanded && counts.size > most ? showAllText(counts.size, language) : '',
  };
}
