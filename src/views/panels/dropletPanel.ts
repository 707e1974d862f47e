import * as vscode from 'vscode';
import type { Place } from '../../changes/warnings.ts';
import type { CloudFoundryClient } from '../../cloudfoundry/client.ts';
import type { Json } from '../../cloudfoundry/json.ts';
import type { App, CurrentDroplet } from '../../cloudfoundry/resources/app.ts';
import type { Droplet } from '../../cloudfoundry/resources/droplet.ts';
import { maskSecrets, valueAt } from '../../cloudfoundry/secrets.ts';
import { loadLifecycle } from '../../explorer/lifecycle.ts';
import { isGone, LifecycleLoader } from '../../explorer/lifecycleLoader.ts';
import { reasonOf } from '../../explorer/reason.ts';
import { toFromDroplet } from '../../webviews/dropletMessages.ts';
import type { FromDroplet, ToDroplet } from '../../webviews/dropletProtocol.ts';
import { pointersOfOther } from '../../wording/comparison/taggedPair.ts';
import { failedView, loadingView, shownView, type Surroundings } from './dropletView.ts';
import type { Language } from '../../wording/language.ts';
import { Panel } from './panel.ts';
import { prospectOf } from './prospect.ts';
import { shortGuid } from '../../wording/guids.ts';

/** Where a droplet is, and through whom it is asked for. */
export interface DropletPlace {
  readonly foundation: { readonly id: string; readonly name: string };
  readonly organization: string | null;
  readonly space: string | null;
  /** Organization and space themselves, where they are known. */
  readonly parents: Place | null;
  readonly app: App;
  readonly client: CloudFoundryClient;
}

export interface DropletPanelOptions {
  readonly extensionUri: vscode.Uri;
  /** For what went wrong. */
  readonly log: (message: string) => void;
  /** Carries out what a button of the panel asks for. Its failures are its own to show. */
  readonly perform: (
    action: 'assign' | 'openJson' | 'compare',
    place: DropletPlace,
  ) => Promise<void>;
  readonly canAssign: (place: DropletPlace, droplet: Droplet, current: CurrentDroplet) => boolean;
}

/** One droplet's panel. Which secrets are revealed is known here alone, and forgotten when it closes. */
export class DropletPanel {
  #place: DropletPlace;
  readonly #options: DropletPanelOptions;
  readonly #listed: Droplet;
  readonly #panel: Panel<FromDroplet, ToDroplet>;
  readonly #revealed = new Set<string>();
  readonly #loader: LifecycleLoader;

  constructor(
    options: DropletPanelOptions,
    place: DropletPlace,
    listed: Droplet,
    onDisposed: () => void,
  ) {
    this.#options = options;
    this.#place = place;
    this.#listed = listed;
    this.#loader = new LifecycleLoader(
      (signal) => loadLifecycle(this.#place.client, this.#place.app, listed, signal),
      () => this.#post(),
    );
    this.#panel = new Panel(options.extensionUri, {
      viewType: 'cfDroplets.droplet',
      title: `${place.app.name} ${shortGuid(listed.guid)}`,
      script: 'droplet.js',
      style: 'panel.css',
      read: toFromDroplet,
      onMessage: (message) => {
        this.#onMessage(message).catch((error: unknown) => {
          options.log(`Droplet panel: ${reasonOf(error)}`);
        });
      },
      onDisposed: () => {
        this.#loader.dispose();
        onDisposed();
      },
      log: options.log,
    });
    void this.load();
  }

  get place(): DropletPlace {
    return this.#place;
  }

  /** Brings it forward. What is known of its surroundings may have changed since it was opened. */
  reveal(place: DropletPlace): void {
    this.#place = place;
    this.#panel.reveal();
    this.#post();
  }

  dispose(): void {
    this.#panel.dispose();
  }

  /** Asks for everything afresh. What is shown stays until the answer is there, and stays when it does not come. */
  async load(): Promise<void> {
    await this.#loader.load();
    const { state } = this.#loader;
    if (state.kind === 'loading' || state.error === null) return;
    this.#options.log(`Droplet ${this.#listed.guid}: ${describe(state.error)}`);
  }

  async #onMessage(message: FromDroplet): Promise<void> {
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
      case 'compare':
        await this.#options.perform(message.type, this.#place);
        return;
    }
  }

  #droplet(): Droplet {
    const { state } = this.#loader;
    return state.kind === 'shown' ? state.lifecycle.droplet : this.#listed;
  }

  #secrets(): readonly string[] {
    const own = maskSecrets(this.#droplet().raw).secrets.map(({ pointer }) => pointer);
    const { state } = this.#loader;
    const other = state.kind === 'shown' ? state.lifecycle.currentDroplet : null;
    return other?.kind === 'known' ? [...own, ...pointersOfOther(other.value)] : own;
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

  #view(): ToDroplet {
    const { app, organization, space, foundation } = this.#place;
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
    const { state, isLoading } = this.#loader;
    switch (state.kind) {
      case 'loading':
        return loadingView(around, this.#listed, language);
      case 'failed':
        return failedView(around, this.#listed, describe(state.error), language);
      case 'shown': {
        const { current, droplet } = state.lifecycle;
        const known: CurrentDroplet =
          current.kind === 'known' ? current.value : { kind: 'unknown' };
        const status = {
          isRefreshing: isLoading,
          notice:
            state.error === null
              ? null
              : vscode.l10n.t('Could not refresh: {0}', describe(state.error)),
          canAssign: this.#options.canAssign(this.#place, droplet, known),
          prospect: prospectOf(this.#place, state.lifecycle, known),
        };
        return shownView(around, state.lifecycle, this.#revealed, status, language);
      }
    }
  }
}

function describe(error: unknown): string {
  const message = reasonOf(error);
  return isGone(error)
    ? vscode.l10n.t('This droplet no longer exists, or you may not see it: {0}', message)
    : message;
}

function toJson(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
