import * as vscode from 'vscode';
import { assignability } from '../changes/assignability.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import { commandIds } from '../contributions.ts';
import type { Explorer } from '../explorer/explorer.ts';
import { foundationOf, type AppRow, type DropletRow } from '../explorer/rows.ts';
import { DropletDocuments } from './documents/dropletDocument.ts';
import { AppPanels } from './panels/appPanels.ts';
import {
  DropletPanel,
  type DropletPanelOptions,
  type DropletPlace,
} from './panels/dropletPanel.ts';
import {
  HistoryPanel,
  type HistoryPanelOptions,
  type HistoryPlace,
} from './panels/historyPanel.ts';
import { fetchDroplet } from '../explorer/lookup.ts';

/** What the buttons of a panel do. */
const commandOf = {
  assign: commandIds.assignDroplet,
  openJson: commandIds.openDropletJson,
  compare: commandIds.compareWithCurrent,
} as const;

/** Panels and documents of droplets and apps, opened for rows of the tree. */
export class DropletViews implements vscode.Disposable {
  readonly #panels = new AppPanels<DropletPanel>();
  readonly #histories = new AppPanels<HistoryPanel>();
  readonly #options: DropletPanelOptions;
  readonly #historyOptions: HistoryPanelOptions;
  readonly #documents: DropletDocuments;
  readonly #watch: { dispose(): void };
  /** A panel's buttons act on the row that it was opened for. */
  readonly #rows = new WeakMap<DropletPlace, DropletRow>();
  readonly #apps = new WeakMap<HistoryPlace, AppRow>();

  constructor(extensionUri: vscode.Uri, explorer: Explorer, log: vscode.LogOutputChannel) {
    this.#options = {
      extensionUri,
      log: (message) => log.warn(message),
      perform: async (action, place) => {
        await vscode.commands.executeCommand(commandOf[action], this.#rows.get(place));
      },
      canAssign: (place, droplet, current) =>
        !this.#isReadOnly(place) &&
        assignability(droplet, place.app, current, place.client.scope).kind === 'assignable',
    };
    this.#historyOptions = {
      extensionUri,
      log: (message) => log.warn(message),
      perform: async (action, place, guid, signal) => {
        const app = this.#apps.get(place);
        if (!app) return;
        const row = await fetchDroplet(app, guid, signal);
        const id = action === 'assign' ? commandIds.assignDroplet : commandIds.showDroplet;
        await vscode.commands.executeCommand(id, row);
      },
      canAssign: (place) => {
        const app = this.#apps.get(place);
        return app !== undefined && !foundationOf(app).foundation.isReadOnly;
      },
    };
    this.#documents = new DropletDocuments(async (foundationId, link) => {
      const row = explorer.foundations.find((foundation) => foundation.id === foundationId);
      if (!row) throw new Error(vscode.l10n.t('This foundation is no longer in the tree.'));
      return (await row.connection.client()).droplet(link);
    });
    const usersNow = () => new Map(explorer.foundations.map((row) => [row, row.foundation.user]));
    let users = usersNow();
    this.#watch = explorer.onDidChange((changed) => {
      if (changed) return;
      const before = users;
      users = usersNow();
      // What another user saw, or revealed, is not for this one.
      for (const [row, user] of before) if (users.get(row) !== user) this.closeFoundation(row.id);
    });
  }

  async showPanel(row: DropletRow): Promise<void> {
    const foundation = foundationOf(row);
    const place: DropletPlace = {
      foundation: foundation.foundation,
      organization: row.parent.parent.parent.organization.name,
      space: row.parent.parent.space.name,
      parents: {
        organization: row.parent.parent.parent.organization,
        space: row.parent.parent.space,
      },
      // As the tree knows it by then: it may have been started or stopped.
      get app() {
        return row.parent.app;
      },
      client: await foundation.connection.client(),
    };
    this.#rows.set(place, row);
    const { droplet } = row;
    this.#panels.show(
      foundation.id,
      droplet.guid,
      place,
      (onDisposed) => new DropletPanel(this.#options, place, droplet, onDisposed),
    );
  }

  /** Opens the history of an app. */
  async showHistory(row: AppRow): Promise<void> {
    const foundation = foundationOf(row);
    const place: HistoryPlace = {
      foundation: foundation.foundation,
      organization: row.parent.parent.organization.name,
      space: row.parent.space.name,
      app: row.app,
      client: await foundation.connection.client(),
    };
    this.#apps.set(place, row);
    this.#histories.show(
      foundation.id,
      row.app.guid,
      place,
      (onDisposed) => new HistoryPanel(this.#historyOptions, place, onDisposed),
    );
  }

  async openJson(row: DropletRow): Promise<void> {
    await this.#documents.open(foundationOf(row).id, row.droplet);
  }

  /** Opens VS Code's diff editor over two droplets of a foundation. */
  async openComparison(
    foundationId: string,
    left: Droplet,
    right: Droplet,
    title: string,
  ): Promise<void> {
    await this.#documents.openComparison(foundationId, left, right, title);
  }

  /** Open panels of this app ask again. */
  refreshApp(foundationId: string, appGuid: string): void {
    this.#panels.refreshApp(foundationId, appGuid);
    this.#histories.refreshApp(foundationId, appGuid);
  }

  /** Closes the panels of a foundation, as when it is signed out. Where it leaves the tree or changes user, they close by themselves. */
  closeFoundation(foundationId: string): void {
    this.#panels.closeFoundation(foundationId);
    this.#histories.closeFoundation(foundationId);
  }

  dispose(): void {
    this.#watch.dispose();
    this.#panels.dispose();
    this.#histories.dispose();
    this.#documents.dispose();
  }

  #isReadOnly(place: DropletPlace): boolean {
    const row = this.#rows.get(place);
    return row !== undefined && foundationOf(row).foundation.isReadOnly;
  }
}
