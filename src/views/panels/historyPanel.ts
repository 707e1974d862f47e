import * as vscode from 'vscode';
import type { CloudFoundryClient } from '../../cloudfoundry/client.ts';
import type { App } from '../../cloudfoundry/resources/app.ts';
import { AppHistory, type HistoryView } from '../../explorer/history/appHistory.ts';
import type { HistoryEntry } from '../../explorer/history/entries.ts';
import { dropletOf, KnownDroplets } from '../../explorer/history/goBack.ts';
import { HistoryLoader } from '../../explorer/history/historyLoader.ts';
import { reasonOf } from '../../explorer/reason.ts';
import { toFromHistory } from '../../webviews/historyMessages.ts';
import type { FromHistory, ToHistory } from '../../webviews/historyProtocol.ts';
import { idOf } from './history/entryView.ts';
import { toHistoryMessage } from './history/historyView.ts';
import { Panel } from './panel.ts';
import { shortGuid } from '../../wording/guids.ts';

/** Whose history it is, and through whom it is asked for. */
export interface HistoryPlace {
  readonly foundation: { readonly id: string; readonly name: string };
  readonly organization: string;
  readonly space: string;
  readonly app: App;
  readonly client: CloudFoundryClient;
}

export interface HistoryPanelOptions {
  readonly extensionUri: vscode.Uri;
  /** For what went wrong. */
  readonly log: (message: string) => void;
  /** Shows a droplet of the app or assigns it, as the commands of the tree do. Fails where the droplet is not found. */
  readonly perform: (
    action: 'show' | 'assign',
    place: HistoryPlace,
    droplet: string,
    signal: AbortSignal,
  ) => Promise<void>;
  /** Whether droplets of the app may be assigned. */
  readonly canAssign: (place: HistoryPlace) => boolean;
}

/** The panel of one app's history. */
export class HistoryPanel {
  #place: HistoryPlace;
  readonly #options: HistoryPanelOptions;
  readonly #panel: Panel<FromHistory, ToHistory>;
  readonly #loader: HistoryLoader;
  readonly #closed = new AbortController();

  constructor(options: HistoryPanelOptions, place: HistoryPlace, onDisposed: () => void) {
    this.#options = options;
    this.#place = place;
    this.#loader = new HistoryLoader(
      () => {
        const { client, app } = this.#place;
        return new AppHistory(client.historyOf(app), (signal) =>
          client.currentDroplet(app, signal),
        );
      },
      () => this.#post(),
    );
    this.#panel = new Panel(options.extensionUri, {
      viewType: 'cfDroplets.history',
      title: vscode.l10n.t('{0} history', place.app.name),
      script: 'history.js',
      style: 'history.css',
      read: toFromHistory,
      onMessage: (message) => {
        this.#onMessage(message).catch((error: unknown) => {
          options.log(`History panel: ${reasonOf(error)}`);
        });
      },
      onDisposed: () => {
        this.#loader.dispose();
        this.#closed.abort();
        onDisposed();
      },
      log: options.log,
    });
    void this.load();
  }

  get place(): HistoryPlace {
    return this.#place;
  }

  reveal(place: HistoryPlace): void {
    this.#place = place;
    this.#panel.reveal();
    this.#post();
  }

  dispose(): void {
    this.#panel.dispose();
  }

  /** Reads everything afresh. What is shown stays until the answer is there, and stays when it does not come. */
  async load(): Promise<void> {
    await this.#loader.load();
    this.#logMissing();
  }

  async #onMessage(message: FromHistory): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#post();
        return;
      case 'refresh':
        await this.load();
        return;
      case 'retry':
        await this.#retry();
        return;
      case 'loadOlder':
        await this.#loadOlder();
        return;
      case 'open':
        await this.#open(message.id);
        return;
      case 'goBack':
        await this.#goBack(message.id);
        return;
    }
  }

  async #retry(): Promise<void> {
    const { state } = this.#loader;
    if (state.kind !== 'shown' || state.notRefreshed) await this.load();
    else {
      await this.#loader.retry();
      this.#logMissing();
    }
  }

  async #loadOlder(): Promise<void> {
    const before = this.#view?.entries.length ?? 0;
    await this.#loader.loadOlder();
    this.#logMissing();
    const more = (this.#view?.entries.length ?? 0) - before;
    if (more === 1) this.#announce(vscode.l10n.t('1 older entry'));
    else if (more > 1) this.#announce(vscode.l10n.t('{0} older entries', more));
  }

  async #open(id: string): Promise<void> {
    const entry = this.#entry(id);
    const droplet = entry ? dropletOf(entry) : null;
    if (droplet !== null) await this.#perform('show', droplet);
  }

  /** What may be gone back to is judged anew: what the script knows may be old. The command says where nothing may be changed. */
  async #goBack(id: string): Promise<void> {
    const view = this.#view;
    const entry = this.#entry(id);
    if (!view || !entry) return;
    const droplet = new KnownDroplets(view).goBackTo(entry, view);
    if (droplet !== null) await this.#perform('assign', droplet);
  }

  async #perform(action: 'show' | 'assign', droplet: string): Promise<void> {
    try {
      await this.#options.perform(action, this.#place, droplet, this.#closed.signal);
    } catch (error) {
      const name = shortGuid(droplet);
      const text = vscode.l10n.t('Could not find droplet {0}: {1}', name, reasonOf(error));
      this.#options.log(text);
      this.#announce(text);
    }
  }

  get #view(): HistoryView | null {
    const { state } = this.#loader;
    return state.kind === 'shown' ? state.view : null;
  }

  #entry(id: string): HistoryEntry | undefined {
    return this.#view?.entries.find((entry) => idOf(entry) === id);
  }

  #announce(text: string): void {
    void this.#panel.post({ type: 'announce', text });
  }

  #post(): void {
    const { app, organization, space, foundation } = this.#place;
    const message = toHistoryMessage(this.#loader.state, {
      header: { app: app.name, place: `${organization} / ${space}`, foundation: foundation.name },
      loading: this.#loader.loading,
      canAssign: this.#options.canAssign(this.#place),
      language: { l10n: vscode.l10n, locale: vscode.env.language, now: new Date() },
    });
    void this.#panel.post(message);
  }

  #logMissing(): void {
    for (const { source, missing } of this.#view?.missing ?? []) {
      const { guid } = this.#place.app;
      this.#options.log(`History of app ${guid}: no ${source}: ${missing.message}`);
    }
  }
}
