import * as vscode from 'vscode';
import type { CloudFoundryClient } from '../../cloudfoundry/client.ts';
import { CloudControllerError } from '../../cloudfoundry/errors.ts';
import type { Json } from '../../cloudfoundry/json.ts';
import type { App, CurrentDroplet } from '../../cloudfoundry/resources/app.ts';
import type { Droplet } from '../../cloudfoundry/resources/droplet.ts';
import { maskSecrets, valueAt } from '../../cloudfoundry/secrets.ts';
import { loadLifecycle, type Lifecycle } from '../../explorer/lifecycle.ts';
import { toFromWebview } from '../../webviews/messages.ts';
import type { FromWebview, ToWebview } from '../../webviews/protocol.ts';
import { failedView, loadingView, shownView, type Surroundings } from './dropletView.ts';
import type { Language } from './language.ts';
import { Panel } from './panel.ts';

/** Where a droplet is, and through whom it is asked for. */
export interface DropletPlace {
  readonly foundation: { readonly id: string; readonly name: string; readonly api: string };
  readonly organization: string | null;
  readonly space: string | null;
  readonly app: App;
  readonly client: CloudFoundryClient;
}

export interface DropletPanelOptions {
  readonly extensionUri: vscode.Uri;
  readonly log: (message: string) => void;
  /** Carries out what a button of the panel asks for. Its failures are its own to show. */
  readonly perform: (
    action: 'assign' | 'openJson',
    place: DropletPlace,
    droplet: Droplet,
  ) => Promise<void>;
  readonly canAssign: (place: DropletPlace, droplet: Droplet, current: CurrentDroplet) => boolean;
}

type State =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'shown'; readonly lifecycle: Lifecycle; readonly problem: string | null };

/** One droplet's panel. Which secrets are revealed is known here alone, and forgotten when it closes. */
export class DropletPanel {
  readonly place: DropletPlace;
  readonly #options: DropletPanelOptions;
  readonly #listed: Droplet;
  readonly #panel: Panel<FromWebview, ToWebview>;
  readonly #revealed = new Set<string>();
  #state: State = { kind: 'loading' };
  /** The load that counts: a later one takes its place. */
  #loading: AbortController | null = null;

  constructor(
    options: DropletPanelOptions,
    place: DropletPlace,
    listed: Droplet,
    onDisposed: () => void,
  ) {
    this.#options = options;
    this.place = place;
    this.#listed = listed;
    this.#panel = new Panel(options.extensionUri, {
      viewType: 'cfDroplets.droplet',
      title: `${place.app.name} ${listed.guid.slice(0, 8)}`,
      script: 'droplet.js',
      style: 'panel.css',
      read: toFromWebview,
      onMessage: (message) => {
        this.#onMessage(message).catch((error: unknown) => {
          options.log(`Droplet panel: ${messageOf(error)}`);
        });
      },
      onDisposed: () => {
        this.#loading?.abort();
        onDisposed();
      },
      log: options.log,
    });
    void this.load();
  }

  reveal(): void {
    this.#panel.reveal();
  }

  dispose(): void {
    this.#panel.dispose();
  }

  /** Asks for everything afresh. What is shown stays until the answer is there, and stays when it does not come. */
  async load(): Promise<void> {
    this.#loading?.abort();
    const loading = new AbortController();
    this.#loading = loading;
    if (this.#state.kind === 'failed') this.#state = { kind: 'loading' };
    this.#post();
    const state = await this.#load(loading.signal);
    // A later load has won, or the panel is closed.
    if (this.#loading !== loading || loading.signal.aborted) return;
    this.#loading = null;
    this.#state = state;
    this.#post();
  }

  async #load(signal: AbortSignal): Promise<State> {
    const { client, app } = this.place;
    try {
      const lifecycle = await loadLifecycle(client, app, this.#listed, signal);
      return { kind: 'shown', lifecycle, problem: null };
    } catch (error) {
      const message = describe(error);
      if (!signal.aborted) this.#options.log(`Droplet ${this.#listed.guid}: ${message}`);
      const isGone = error instanceof CloudControllerError && error.isNotFound;
      return this.#state.kind === 'shown' && !isGone
        ? { ...this.#state, problem: vscode.l10n.t('Could not refresh: {0}', message) }
        : { kind: 'failed', message };
    }
  }

  async #onMessage(message: FromWebview): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#post();
        return;
      case 'refresh':
        await this.load();
        return;
      case 'reveal':
        this.#reveal([message.pointer]);
        return;
      case 'hide':
        this.#revealed.delete(message.pointer);
        this.#post();
        return;
      case 'revealAll':
        this.#reveal(this.#secrets());
        return;
      case 'hideAll':
        this.#revealed.clear();
        this.#post();
        return;
      case 'copyGuid':
        await this.#copy(this.#droplet().guid, vscode.l10n.t('GUID copied'));
        return;
      case 'copyJson':
        await this.#copy(toJson(this.#masked()), vscode.l10n.t('JSON copied'));
        return;
      case 'copyValue': {
        const value = valueAt(this.#masked(), message.pointer);
        if (value !== undefined) await this.#copy(toJson(value), vscode.l10n.t('Value copied'));
        return;
      }
      case 'assign':
      case 'openJson':
        await this.#options.perform(message.type, this.place, this.#droplet());
        return;
    }
  }

  #droplet(): Droplet {
    return this.#state.kind === 'shown' ? this.#state.lifecycle.droplet : this.#listed;
  }

  #secrets(): readonly string[] {
    return maskSecrets(this.#droplet().raw).secrets.map(({ pointer }) => pointer);
  }

  /** The droplet as it is shown now: with the secrets that are revealed, and no others. */
  #masked(): Json {
    return maskSecrets(this.#droplet().raw, this.#revealed).json;
  }

  #reveal(pointers: readonly string[]): void {
    const secrets = new Set(this.#secrets());
    for (const pointer of pointers) if (secrets.has(pointer)) this.#revealed.add(pointer);
    this.#post();
  }

  async #copy(text: string, done: string): Promise<void> {
    await vscode.env.clipboard.writeText(text);
    void this.#panel.post({ type: 'announce', text: done });
  }

  #post(): void {
    void this.#panel.post(this.#view());
  }

  #view(): ToWebview {
    const { app, organization, space, foundation } = this.place;
    const around: Surroundings = {
      app: app.name,
      organization,
      space,
      foundation: foundation.name,
    };
    const language: Language = {
      l10n: vscode.l10n,
      locale: vscode.env.language,
      now: new Date(),
    };
    const state = this.#state;
    switch (state.kind) {
      case 'loading':
        return loadingView(around, this.#listed, language);
      case 'failed':
        return failedView(around, this.#listed, state.message, language);
      case 'shown': {
        const { current, droplet } = state.lifecycle;
        const known: CurrentDroplet =
          current.kind === 'known' ? current.value : { kind: 'unknown' };
        const status = {
          isRefreshing: this.#loading !== null,
          notice: state.problem,
          canAssign: this.#options.canAssign(this.place, droplet, known),
        };
        return shownView(around, state.lifecycle, this.#revealed, status, language);
      }
    }
  }
}

function describe(error: unknown): string {
  const message = messageOf(error);
  return error instanceof CloudControllerError && error.isNotFound
    ? vscode.l10n.t('This droplet no longer exists, or you may not see it: {0}', message)
    : message;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function toJson(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
