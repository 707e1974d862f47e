import type { Column, FacetField } from '../explorer/runsWhere/fields.ts';
import type { RunsWhereTexts } from '../wording/runsWhere/texts.ts';
import type { CommonWish, PanelHeader, PanelView, ToPanel } from './frame.ts';

// Messages between the extension and the script of a table of apps, in addition to those of
// all panels. The extension has all rows; the script has only those in sight and around.

/** The most rows of one message. */
export const mostRows = 200;

export type ExportFormat = 'csv' | 'markdown';

export interface CellView {
  readonly text: string;
  /** Shown when the mouse rests on it. */
  readonly title: string;
}

export interface RowView {
  /** The app's. */
  readonly guid: string;
  readonly name: string;
  /** Whether its current droplet can be opened. */
  readonly canOpen: boolean;
  /** In the order of the columns. */
  readonly cells: readonly CellView[];
}

export interface ColumnView {
  readonly id: Column;
  readonly label: string;
  readonly sort: 'ascending' | 'descending' | 'none';
}

/** A button that narrows the table. */
export interface FacetView {
  readonly text: string;
  readonly count: string;
  /** Null if it can't be pressed. */
  readonly value: string | null;
  readonly isPressed: boolean;
}

export interface FacetGroup {
  readonly field: FacetField;
  readonly label: string;
  readonly facets: readonly FacetView[];
  /** The button that shows the others; empty if there are none. */
  readonly more: string;
}

export interface RunsWhereState {
  readonly texts: RunsWhereTexts;
  readonly header: PanelHeader;
}

export interface RunsWhereContent {
  readonly columns: readonly ColumnView[];
  readonly filter: string;
  /** What is wrong with the filter; empty if nothing is. */
  readonly problem: string;
  readonly status: string;
  readonly reading: 'reading' | 'stopped' | 'failed' | 'done';
  readonly notices: readonly string[];
  readonly groups: readonly FacetGroup[];
  /** How many rows the table has. */
  readonly total: number;
  /** The index of the first of these rows. */
  readonly from: number;
  readonly rows: readonly RowView[];
}

export type RunsWhereView = PanelView<RunsWhereState, RunsWhereContent>;

export type ToRunsWhere = ToPanel<RunsWhereState, RunsWhereContent>;

/** What a table's script can ask for, in addition to what any panel's script can. */
export type RunsWhereWish =
  | { readonly type: 'stop' | 'resume' | 'export' }
  | { readonly type: 'copy'; readonly format: ExportFormat }
  /** `column` is its id. */
  | { readonly type: 'sort'; readonly column: string }
  | { readonly type: 'filter'; readonly text: string }
  | { readonly type: 'toggle'; readonly field: FacetField; readonly value: string }
  | { readonly type: 'showAll'; readonly field: FacetField }
  /** The index of the first row that is needed. */
  | { readonly type: 'rows'; readonly from: number }
  /** `guid` of an app. */
  | { readonly type: 'open' | 'reveal'; readonly guid: string };

export type FromRunsWhere = CommonWish | RunsWhereWish;
