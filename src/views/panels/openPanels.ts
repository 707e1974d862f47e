import type { CurrentDroplet } from '../../cloudfoundry/resources/app.ts';
import type { Explorer } from '../../explorer/explorer.ts';
import { foundationOf } from '../../explorer/rows.ts';
import { consequenceOf, sightOf, type PanelRow, type Sight } from './following.ts';

/** An open panel, regardless of its kind. */
export interface OpenPanel<Row> {
  /** The row that it was last opened for. */
  readonly row: Row;
  /** The app's current droplet as shown; unknown if none is shown. */
  readonly current: CurrentDroplet;
  /** Brings the panel to the front, with the row's current data. */
  reveal(row: Row): void;
  draw(): void;
  /** Requests everything again. */
  load(): Promise<void>;
  dispose(): void;
}

interface Followed<Row> {
  readonly panel: OpenPanel<Row>;
  /** The tree's last data. */
  seen: Sight | null;
  /** The current droplet that the panel is loading for. */
  awaited: CurrentDroplet | null;
}

/**
 * The open panels of one kind: one for each row, even if the row object is recreated. They
 * follow the tree.
 */
export class OpenPanels<Row extends PanelRow> {
  readonly #explorer: Pick<Explorer, 'foundations' | 'inTree' | 'onDidChange'>;
  readonly #open: (row: Row, onDisposed: () => void) => OpenPanel<Row>;
  /** By the row's id, which stays when a row is recreated. */
  readonly #panels = new Map<string, Followed<Row>>();
  readonly #watch: { dispose(): void };

  constructor(
    explorer: Pick<Explorer, 'foundations' | 'inTree' | 'onDidChange'>,
    open: (row: Row, onDisposed: () => void) => OpenPanel<Row>,
  ) {
    this.#explorer = explorer;
    this.#open = open;
    this.#watch = explorer.onDidChange(() => {
      for (const followed of this.#panels.values()) this.#follow(followed);
    });
  }

  /** Opens a panel, or brings it to the front if it is open. */
  show(row: Row): void {
    const shown = this.#panels.get(row.id);
    if (shown) {
      shown.panel.reveal(row);
      return;
    }
    const panel = this.#open(row, () => this.#panels.delete(row.id));
    this.#panels.set(row.id, { panel, seen: sightOf(this.#explorer, row), awaited: null });
  }

  /** Reloads an app's open panels after a change that no row shows. */
  refreshApp(foundationId: string, appGuid: string): void {
    for (const { panel } of this.#panels.values()) {
      const isOfApp = guidOfApp(panel.row) === appGuid;
      if (isOfApp && foundationOf(panel.row).id === foundationId) void panel.load();
    }
  }

  /** Closes the panels of a foundation after signing out. */
  closeFoundation(foundationId: string): void {
    for (const { panel } of this.#panels.values()) {
      if (foundationOf(panel.row).id === foundationId) panel.dispose();
    }
  }

  dispose(): void {
    this.#watch.dispose();
    for (const { panel } of this.#panels.values()) panel.dispose();
  }

  #follow(followed: Followed<Row>): void {
    const { panel, seen, awaited } = followed;
    const now = sightOf(this.#explorer, panel.row);
    if (!seen || !now) {
      panel.dispose();
      return;
    }
    followed.seen = now;
    switch (consequenceOf(seen, now, awaited ?? panel.current)) {
      case 'close':
        panel.dispose();
        return;
      case 'load':
        void load(followed, now.current);
        return;
      case 'draw':
        panel.draw();
        return;
      case 'nothing':
        return;
    }
  }
}

/**
 * A change is often announced twice, by itself and by the request that follows: the second time, it
 * is already loading.
 */
async function load<Row>(followed: Followed<Row>, current: CurrentDroplet): Promise<void> {
  followed.awaited = current;
  await followed.panel.load();
  if (followed.awaited === current) followed.awaited = null;
}

/** Null for a row that isn't about one app. */
function guidOfApp(row: PanelRow): string | null {
  if (row.kind === 'droplet') return row.parent.app.guid;
  return row.kind === 'app' ? row.app.guid : null;
}
