import * as vscode from 'vscode';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import type { Explorer } from '../explorer/explorer.ts';
import { foundationOf, type AppRow, type DropletRow, type PlaceRow } from '../explorer/rows.ts';
import { DropletDocuments } from './documents/dropletDocument.ts';
import { dropletPanel } from './panels/dropletPanel.ts';
import { historyPanel } from './panels/historyPanel.ts';
import { openPanel } from './panels/livePanel.ts';
import { OpenPanels } from './panels/openPanels.ts';
import { runsWherePanel } from './panels/runsWherePanel.ts';

/** Panels and documents of droplets and apps, opened for rows of the tree. */
export class DropletViews implements vscode.Disposable {
  readonly #droplets: OpenPanels<DropletRow>;
  readonly #histories: OpenPanels<AppRow>;
  readonly #tables: OpenPanels<PlaceRow>;
  readonly #documents: DropletDocuments;

  /** @param reveal shows a row in the tree */
  constructor(
    extensionUri: vscode.Uri,
    explorer: Explorer,
    log: vscode.LogOutputChannel,
    reveal: (row: AppRow) => PromiseLike<void>,
  ) {
    const options = (onDisposed: () => void) => ({
      extensionUri,
      log: (message: string) => log.warn(message),
      onDisposed,
    });
    this.#droplets = new OpenPanels(explorer, (row, onDisposed) =>
      openPanel(dropletPanel, row, options(onDisposed)),
    );
    this.#histories = new OpenPanels(explorer, (row, onDisposed) =>
      openPanel(historyPanel, row, options(onDisposed)),
    );
    const tablePanel = runsWherePanel({ explorer, reveal });
    this.#tables = new OpenPanels(explorer, (row, onDisposed) =>
      openPanel(tablePanel, row, options(onDisposed)),
    );
    this.#documents = new DropletDocuments(async (foundationId, link) => {
      const row = explorer.foundations.find((foundation) => foundation.id === foundationId);
      if (!row) throw new Error(vscode.l10n.t('This foundation is no longer in the tree.'));
      return (await row.connection.client()).droplet(link);
    });
  }

  showPanel(row: DropletRow): void {
    this.#droplets.show(row);
  }

  /** Opens the history of an app. */
  showHistory(row: AppRow): void {
    this.#histories.show(row);
  }

  /** Opens the table of all apps below a row. */
  showTable(row: PlaceRow): void {
    this.#tables.show(row);
  }

  async openJson(row: DropletRow): Promise<void> {
    await this.#documents.open(foundationOf(row).id, row.droplet);
  }

  /** Opens VS Code's diff editor for two droplets of a foundation. */
  async openComparison(
    foundationId: string,
    left: Droplet,
    right: Droplet,
    title: string,
  ): Promise<void> {
    await this.#documents.openComparison(foundationId, left, right, title);
  }

  /**
   * Refreshes the app's open panels. If its row shows that another droplet is current, they
   * refresh by themselves.
   */
  refreshApp(foundationId: string, appGuid: string): void {
    this.#droplets.refreshApp(foundationId, appGuid);
    this.#histories.refreshApp(foundationId, appGuid);
  }

  /**
   * Closes the panels of a foundation, for example after signing out. If it leaves the tree or
   * changes user, they close by themselves.
   */
  closeFoundation(foundationId: string): void {
    this.#droplets.closeFoundation(foundationId);
    this.#histories.closeFoundation(foundationId);
    this.#tables.closeFoundation(foundationId);
  }

  dispose(): void {
    this.#droplets.dispose();
    this.#histories.dispose();
    this.#tables.dispose();
    this.#documents.dispose();
  }
}
