import { foundationOf, type AppRow, type DropletRow } from '../../explorer/rows.ts';

/** An open panel as far as its kind does not matter. */
export interface OpenPanel<Row> {
  /** What it was last opened for. */
  readonly row: Row;
  /** Brings it forward, for a row as it is now. */
  reveal(row: Row): void;
  /** Asks for everything afresh. */
  load(): Promise<void>;
  dispose(): void;
}

/** The open panels of one kind: one for each row, whichever object that is by now. */
export class OpenPanels<Row extends AppRow | DropletRow> {
  readonly #open: (row: Row, onDisposed: () => void) => OpenPanel<Row>;
  /** By the row's id, which stays when a row is made anew. */
  readonly #panels = new Map<string, OpenPanel<Row>>();

  constructor(open: (row: Row, onDisposed: () => void) => OpenPanel<Row>) {
    this.#open = open;
  }

  /** Opens a panel, or brings it forward where it is open. */
  show(row: Row): void {
    const shown = this.#panels.get(row.id);
    if (shown) {
      shown.reveal(row);
      return;
    }
    const panel = this.#open(row, () => this.#panels.delete(row.id));
    this.#panels.set(row.id, panel);
  }

  /** Loads the open panels of an app afresh, as after an assignment. */
  refreshApp(foundationId: string, appGuid: string): void {
    for (const panel of this.#panels.values()) {
      const { app } = appOf(panel.row);
      if (foundationOf(panel.row).id === foundationId && app.guid === appGuid) void panel.load();
    }
  }

  /** Closes what belongs to a foundation that is signed out or removed. */
  closeFoundation(foundationId: string): void {
    for (const panel of this.#panels.values()) {
      if (foundationOf(panel.row).id === foundationId) panel.dispose();
    }
  }

  dispose(): void {
    for (const panel of this.#panels.values()) panel.dispose();
  }
}

function appOf(row: AppRow | DropletRow): AppRow {
  return row.kind === 'app' ? row : row.parent;
}
