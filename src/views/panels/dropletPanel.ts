import * as vscode from 'vscode';
import { assignability } from '../../changes/assignability.ts';
import type { CloudFoundryClient } from '../../cloudfoundry/client.ts';
import type { Json } from '../../cloudfoundry/json.ts';
import type { CurrentDroplet } from '../../cloudfoundry/resources/app.ts';
import type { Droplet } from '../../cloudfoundry/resources/droplet.ts';
import { maskSecrets, valueAt } from '../../cloudfoundry/secrets.ts';
import { commandIds } from '../../contributions.ts';
import { loadLifecycle, type Lifecycle } from '../../explorer/lifecycle.ts';
import { isNotFound, reasonOf } from '../../cloudfoundry/errors.ts';
import { attempt, Loader } from '../../explorer/loader.ts';
import { foundationOf, type DropletRow } from '../../explorer/rows.ts';
import { toFromDroplet } from '../../webviews/dropletMessages.ts';
import type { DropletView, DropletWish } from '../../webviews/dropletProtocol.ts';
import { language } from '../../window/language.ts';
import { pointersOfOther } from '../../wording/comparison/taggedPair.ts';
import { shortGuid } from '../../wording/guids.ts';
import { copiedText, dropletGoneText, notRefreshedText } from '../../wording/panelTexts.ts';
import { failedView, loadingView, shownView } from './dropletView.ts';
import { toPanelHeader } from './panelHeader.ts';
import type { PanelKind } from './livePanel.ts';
import type { PanelContent, PanelHandle } from './panelFrame.ts';
import { prospectOf } from './prospect.ts';

/** The panel of one droplet. */
export const dropletPanel: PanelKind<DropletRow, DropletWish, DropletView> = {
  viewType: 'cfDroplets.droplet',
  title: ({ droplet, parent }) => `${parent.app.name} ${shortGuid(droplet.guid)}`,
  panel: 'droplet',
  style: 'panel.css',
  read: toFromDroplet,
  toContent: (handle) => new DropletContent(handle),
};

/** The commands of buttons that lead outside the panel. */
const commandOf = {
  assign: commandIds.assignDroplet,
  openJson: commandIds.openDropletJson,
  compare: commandIds.compareWithCurrent,
} as const;

/** The loaded data, and the client that loaded it. */
interface Loaded {
  readonly client: CloudFoundryClient;
  readonly lifecycle: Lifecycle;
}

/** Which secrets are revealed is known only here, and forgotten when the panel closes. */
class DropletContent implements PanelContent<DropletWish, DropletView> {
  readonly #handle: PanelHandle<DropletRow>;
  readonly #revealed = new Set<string>();
  readonly #loader: Loader<Loaded, unknown>;

  constructor(handle: PanelHandle<DropletRow>) {
    this.#handle = handle;
    this.#loader = new Loader(
      (signal) => attempt(loadDroplet(handle.row, signal)),
      () => handle.draw(),
    );
  }

  async load(): Promise<void> {
    await this.#loader.load();
    const { state } = this.#loader;
    if (state.kind === 'loading' || state.error === null) return;
    this.#handle.log(`Droplet ${this.#handle.row.droplet.guid}: ${describe(state.error)}`);
  }

  dispose(): void {
    this.#loader.dispose();
  }

  async take(wish: DropletWish): Promise<void> {
    switch (wish.type) {
      case 'reveal':
        this.#reveal([wish.pointer]);
        return;
      case 'hide':
        this.#revealed.delete(wish.pointer);
        this.#handle.draw();
        return;
      case 'revealAll':
        this.#reveal(this.#secrets());
        return;
      case 'hideAll':
        this.#revealed.clear();
        this.#handle.draw();
        return;
      case 'copyGuid':
        await this.#copy(this.#droplet().guid, copiedText('guid', language()));
        return;
      case 'copyJson':
        await this.#copy(toJson(this.#masked()), copiedText('json', language()));
        return;
      case 'copyValue': {
        const value = valueAt(this.#masked(), wish.pointer);
        if (value !== undefined) await this.#copy(toJson(value), copiedText('value', language()));
        return;
      }
      case 'assign':
      case 'openJson':
      case 'compare':
        await vscode.commands.executeCommand(commandOf[wish.type], this.#handle.row);
        return;
    }
  }

  view(): DropletView {
    const { row } = this.#handle;
    const header = toPanelHeader(row.parent);
    const { state, loading } = this.#loader;
    switch (state.kind) {
      case 'loading':
        return loadingView(header, row.droplet, language());
      case 'failed':
        return failedView(header, row.droplet, describe(state.error), language());
      case 'shown': {
        const { client, lifecycle } = state.value;
        const current = this.current();
        const status = {
          isRefreshing: loading !== null,
          notice: state.error === null ? null : notRefreshedText(describe(state.error), language()),
          canAssign: canAssign(row, client, lifecycle.droplet, current),
          prospect: prospectOf(around(row, client), lifecycle, current),
        };
        return shownView(header, lifecycle, this.#revealed, status, language());
      }
    }
  }

  current(): CurrentDroplet {
    const current = this.#lifecycle()?.current;
    return current?.kind === 'known' ? current.value : { kind: 'unknown' };
  }

  #droplet(): Droplet {
    return this.#lifecycle()?.droplet ?? this.#handle.row.droplet;
  }

  #lifecycle(): Lifecycle | null {
    const { state } = this.#loader;
    return state.kind === 'shown' ? state.value.lifecycle : null;
  }

  #secrets(): readonly string[] {
    const own = maskSecrets(this.#droplet().raw).secrets.map(({ pointer }) => pointer);
    const other = this.#lifecycle()?.currentDroplet;
    return other?.kind === 'known' ? [...own, ...pointersOfOther(other.value)] : own;
  }

  /** The droplet as it is shown now: only revealed secrets are unmasked. */
  #masked(): Json {
    return maskSecrets(this.#droplet().raw, this.#revealed).json;
  }

  #reveal(pointers: readonly string[]): void {
    const secrets = new Set(this.#secrets());
    for (const pointer of pointers) if (secrets.has(pointer)) this.#revealed.add(pointer);
    this.#handle.draw();
  }

  async #copy(text: string, done: string): Promise<void> {
    await vscode.env.clipboard.writeText(text);
    this.#handle.announce(done);
  }
}

async function loadDroplet(row: DropletRow, signal: AbortSignal): Promise<Loaded> {
  const client = await foundationOf(row).connection.client(signal);
  return { client, lifecycle: await loadLifecycle(client, row.parent.app, row.droplet, signal) };
}

function around({ parent: { app, parent: space } }: DropletRow, client: CloudFoundryClient) {
  return { app, client, parents: { organization: space.parent.organization, space: space.space } };
}

function canAssign(
  { parent }: DropletRow,
  { scope }: CloudFoundryClient,
  droplet: Droplet,
  current: CurrentDroplet,
): boolean {
  if (foundationOf(parent).foundation.isReadOnly) return false;
  return assignability(droplet, parent.app, current, scope).kind === 'assignable';
}

function describe(error: unknown): string {
  const reason = reasonOf(error);
  return isNotFound(error) ? dropletGoneText(reason, language()) : reason;
}

function toJson(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
