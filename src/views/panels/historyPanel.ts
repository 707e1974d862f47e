import * as vscode from 'vscode';
import type { CurrentDroplet } from '../../cloudfoundry/resources/app.ts';
import { commandIds } from '../../contributions.ts';
import { AppHistory, type HistoryView } from '../../explorer/history/appHistory.ts';
import type { HistoryEntry } from '../../explorer/history/entries.ts';
import { dropletOf, KnownDroplets } from '../../explorer/history/goBack.ts';
import { HistoryLoader } from '../../explorer/history/historyLoader.ts';
import { fetchDroplet } from '../../explorer/lookup.ts';
import { foundationOf, type AppRow } from '../../explorer/rows.ts';
import { toFromHistory } from '../../webviews/historyMessages.ts';
import type { HistoryPanelView, HistoryWish } from '../../webviews/historyProtocol.ts';
import { language } from '../../window/language.ts';
import { dropletNotFoundText, historyTitle, olderEntriesText } from '../../wording/panelTexts.ts';
import { idOf } from './history/entryView.ts';
import { toHistoryMessage } from './history/historyView.ts';
import type { PanelKind } from './livePanel.ts';
import type { PanelContent, PanelHandle } from './panelFrame.ts';
import { toPanelHeader } from './panelHeader.ts';
import { reasonOf } from '../../cloudfoundry/errors.ts';

/** The panel of one app's history. */
export const historyPanel: PanelKind<AppRow, HistoryWish, HistoryPanelView> = {
  viewType: 'cfDroplets.history',
  title: ({ app }) => historyTitle(app.name, language()),
  panel: 'history',
  style: 'history.css',
  read: toFromHistory,
  toContent: (handle) => new HistoryContent(handle),
};

class HistoryContent implements PanelContent<HistoryWish, HistoryPanelView> {
  readonly #handle: PanelHandle<AppRow>;
  readonly #loader: HistoryLoader;
  readonly #closed = new AbortController();

  constructor(handle: PanelHandle<AppRow>) {
    this.#handle = handle;
    this.#loader = new HistoryLoader(
      (signal) => historyOf(handle.row, signal),
      () => handle.draw(),
    );
  }

  async load(): Promise<void> {
    await this.#loader.load();
    this.#logMissing();
  }

  dispose(): void {
    this.#loader.dispose();
    this.#closed.abort();
  }

  async take(wish: HistoryWish): Promise<void> {
    switch (wish.type) {
      case 'retry':
        await this.#retry();
        return;
      case 'loadOlder':
        await this.#loadOlder();
        return;
      case 'open':
        await this.#open(wish.id);
        return;
      case 'goBack':
        await this.#goBack(wish.id);
        return;
    }
  }

  view(): HistoryPanelView {
    const { row } = this.#handle;
    return toHistoryMessage(this.#loader.state, {
      header: toPanelHeader(row),
      loading: this.#loader.loading,
      canAssign: !foundationOf(row).foundation.isReadOnly,
      language: language(),
    });
  }

  current(): CurrentDroplet {
    return this.#shown?.current ?? { kind: 'unknown' };
  }

  async #retry(): Promise<void> {
    const { state } = this.#loader;
    if (state.kind !== 'shown' || state.error) await this.load();
    else {
      await this.#loader.retry();
      this.#logMissing();
    }
  }

  async #loadOlder(): Promise<void> {
    const before = this.#shown?.entries.length ?? 0;
    await this.#loader.loadOlder();
    this.#logMissing();
    const more = (this.#shown?.entries.length ?? 0) - before;
    if (more > 0) this.#handle.announce(olderEntriesText(more, language()));
  }

  async #open(id: string): Promise<void> {
    const entry = this.#entry(id);
    const droplet = entry ? dropletOf(entry) : null;
    if (droplet !== null) await this.#perform(commandIds.showDroplet, droplet);
  }

  /**
   * Checks again whether going back is possible: the script's data may be old. On a read-only
   * foundation, the command refuses.
   */
  async #goBack(id: string): Promise<void> {
    const view = this.#shown;
    const entry = this.#entry(id);
    if (!view || !entry) return;
    const droplet = new KnownDroplets(view).goBackTo(entry, view);
    if (droplet !== null) await this.#perform(commandIds.assignDroplet, droplet);
  }

  /**
   * Like the tree's commands, which show their own failures; only a missing droplet
   * is reported here.
   */
  async #perform(command: string, guid: string): Promise<void> {
    try {
      const row = await fetchDroplet(this.#handle.row, guid, this.#closed.signal);
      await vscode.commands.executeCommand(command, row);
    } catch (error) {
      const text = dropletNotFoundText(guid, reasonOf(error), language());
      this.#handle.log(text);
      this.#handle.announce(text);
    }
  }

  get #shown(): HistoryView | null {
    const { state } = this.#loader;
    return state.kind === 'shown' ? state.value : null;
  }

  #entry(id: string): HistoryEntry | undefined {
    return this.#shown?.entries.find((entry) => idOf(entry) === id);
  }

  #logMissing(): void {
    for (const { source, missing } of this.#shown?.missing ?? []) {
      const { guid } = this.#handle.row.app;
      this.#handle.log(`History of app ${guid}: no ${source}: ${missing.message}`);
    }
  }
}

async function historyOf(row: AppRow, signal: AbortSignal): Promise<AppHistory> {
  const { app } = row;
  const client = await foundationOf(row).connection.client(signal);
  return new AppHistory(client.historyOf(app), (asked) => client.currentDroplet(app, asked));
}
