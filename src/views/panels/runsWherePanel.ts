import * as vscode from 'vscode';
import type { CurrentDroplet } from '../../cloudfoundry/resources/app.ts';
import { reasonOf } from '../../cloudfoundry/errors.ts';
import { noFilter, type ListFilter } from '../../cloudfoundry/filters.ts';
import type { Explorer } from '../../explorer/explorer.ts';
import { foundationOf, type AppRow, type PlaceRow } from '../../explorer/rows.ts';
import { toggled } from '../../explorer/runsWhere/facets.ts';
import { isColumn, type FacetField } from '../../explorer/runsWhere/fields.ts';
import { RunsWhereReader } from '../../explorer/runsWhere/reading.ts';
import { RunsWhereTable } from '../../explorer/runsWhere/table.ts';
import type { TableRow } from '../../explorer/runsWhere/tableRow.ts';
import { toFromRunsWhere } from '../../webviews/runsWhereMessages.ts';
import {
  mostRows,
  type ExportFormat,
  type RunsWhereView,
  type RunsWhereWish,
} from '../../webviews/runsWhereProtocol.ts';
import { language } from '../../window/language.ts';
import { appNotFoundText } from '../../wording/panelTexts.ts';
import { exported } from '../../wording/runsWhere/export.ts';
import {
  notExportedText,
  runsWhereTitle,
  tableDoneText,
} from '../../wording/runsWhere/sentences.ts';
import type { PanelKind } from './livePanel.ts';
import type { PanelContent, PanelHandle } from './panelFrame.ts';
import { openDroplet, revealApp, saveTable } from './runsWhere/rowActions.ts';
import { placeName, toRunsWhereMessage } from './runsWhere/runsWhereView.ts';

/** What a table needs besides its row. */
interface Surroundings {
  readonly explorer: Explorer;
  /** Shows a row in the tree. */
  readonly reveal: (row: AppRow) => PromiseLike<void>;
}

/** The panel of the apps below a foundation, an organization or a space. */
export function runsWherePanel(
  around: Surroundings,
): PanelKind<PlaceRow, RunsWhereWish, RunsWhereView> {
  return {
    viewType: 'cfDroplets.runsWhere',
    title: (row) => {
      const name = placeName(row) || foundationOf(row).foundation.name;
      return runsWhereTitle(name, language());
    },
    panel: 'runsWhere',
    style: 'runsWhere.css',
    read: toFromRunsWhere,
    toContent: (handle) => new RunsWhereContent(handle, around),
  };
}

/** Milliseconds between two drawings while rows come in, at least. */
const pause = 250;

class RunsWhereContent implements PanelContent<RunsWhereWish, RunsWhereView> {
  readonly #handle: PanelHandle<PlaceRow>;
  readonly #around: Surroundings;
  readonly #table = new RunsWhereTable();
  readonly #reader: RunsWhereReader;
  readonly #expanded = new Set<FacetField>();
  readonly #closed = new AbortController();
  #from = 0;
  #drawing: NodeJS.Timeout | null = null;
  /** How long the last drawing took. */
  #took = 0;

  constructor(handle: PanelHandle<PlaceRow>, around: Surroundings) {
    this.#handle = handle;
    this.#around = around;
    this.#reader = new RunsWhereReader(
      (signal) => foundationOf(handle.row).connection.client(signal),
      filterOf(handle.row),
      this.#table,
      () => this.#changed(),
    );
  }

  async load(): Promise<void> {
    await this.#reader.start();
  }

  dispose(): void {
    this.#closed.abort();
    this.#reader.stop();
    if (this.#drawing) clearTimeout(this.#drawing);
  }

  view(): RunsWhereView {
    return toRunsWhereMessage(this.#table, this.#reader, {
      place: this.#handle.row,
      from: this.#from,
      expanded: this.#expanded,
      language: language(),
    });
  }

  current(): CurrentDroplet {
    return { kind: 'unknown' };
  }

  async take(wish: RunsWhereWish): Promise<void> {
    switch (wish.type) {
      case 'stop':
        this.#reader.stop();
        return;
      case 'resume':
        await this.#reader.resume();
        return;
      case 'open':
        await this.#open(wish.guid);
        return;
      case 'reveal':
        await this.#reveal(wish.guid);
        return;
      case 'copy':
        await vscode.env.clipboard.writeText(this.#text(wish.format));
        this.#done(wish.format);
        return;
      case 'export':
        await this.#export();
        return;
      case 'rows':
        this.#from = Math.max(0, wish.from - mostRows / 4);
        break;
      case 'sort':
        if (isColumn(wish.column)) this.#table.sortBy(wish.column);
        break;
      case 'filter':
        this.#table.setFilter(wish.text);
        break;
      case 'toggle':
        this.#table.setFilter(toggled(this.#table.filter, wish.field, wish.value));
        break;
      case 'showAll':
        this.#expanded.add(wish.field);
        break;
    }
    this.#handle.draw();
  }

  async #open(guid: string): Promise<void> {
    const row = this.#table.get(guid);
    const { explorer } = this.#around;
    const foundation = foundationOf(this.#handle.row);
    const { signal } = this.#closed;
    if (row) await this.#attempt(row, () => openDroplet(explorer, foundation, row, signal));
  }

  async #reveal(guid: string): Promise<void> {
    const row = this.#table.get(guid);
    const { explorer, reveal } = this.#around;
    const foundation = foundationOf(this.#handle.row);
    if (row) await this.#attempt(row, () => revealApp(explorer, foundation, row, reveal));
  }

  /** Failures are shown in the panel. */
  async #attempt({ app }: TableRow, run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      this.#tell(appNotFoundText(app.name, reasonOf(error), language()));
    }
  }

  async #export(): Promise<void> {
    try {
      if (await saveTable((format) => this.#text(format))) this.#done('exported');
    } catch (error) {
      this.#tell(notExportedText(reasonOf(error), language()));
    }
  }

  #text(format: ExportFormat): string {
    return exported(this.#rows, format, language());
  }

  get #rows() {
    return this.#table.arranged(new Date()).rows;
  }

  #done(what: ExportFormat | 'exported'): void {
    this.#handle.announce(tableDoneText(what, this.#rows.length, language()));
  }

  #tell(text: string): void {
    this.#handle.log(text);
    this.#handle.announce(text);
  }

  /** Draws at once what ends a reading, and what comes meanwhile now and then. */
  #changed(): void {
    if (this.#closed.signal.aborted) return;
    if (this.#reader.state.kind === 'reading') {
      this.#drawing ??= setTimeout(() => this.#draw(), Math.max(pause, 4 * this.#took));
    } else this.#draw();
  }

  #draw(): void {
    if (this.#drawing) clearTimeout(this.#drawing);
    const start = performance.now();
    this.#handle.draw();
    this.#took = performance.now() - start;
    this.#drawing = null;
  }
}

function filterOf(row: PlaceRow): ListFilter {
  switch (row.kind) {
    case 'foundation':
      return noFilter;
    case 'organization':
      return { ...noFilter, organizationGuids: [row.organization.guid] };
    case 'space':
      return { ...noFilter, spaceGuids: [row.space.guid] };
  }
}
