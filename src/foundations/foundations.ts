import type * as vscode from 'vscode';
import { Connection, type TokenStore } from '../cloudfoundry/connection.ts';
import type { Log } from '../cloudfoundry/log.ts';
import type { Explorer } from '../explorer/explorer.ts';
import type { Foundation, FoundationRow } from '../explorer/rows.ts';
import { loadFoundations, saveFoundations, toFoundation } from './savedFoundations.ts';
import { startSample, type Sample } from './sampleProcess.ts';
import { trustedLinkOrigins } from './settings.ts';
import { memoryTokenStore, secretTokenStore } from './tokenStore.ts';

interface Options {
  readonly context: vscode.ExtensionContext;
  readonly explorer: Explorer;
  readonly log: Log;
}

/** The user's foundations: remembered between windows, signed in to and out of, each with a connection of its own. */
export class Foundations implements vscode.Disposable {
  readonly #options: Options;
  #sample: Sample | null = null;

  constructor(options: Options) {
    this.#options = options;
    for (const foundation of loadFoundations(options.context.globalState)) {
      this.#add(foundation, this.#connect(new URL(foundation.api), this.#storeOf(foundation)));
    }
  }

  /**
   * Signs in to a foundation, which appears in the tree if it was not there, and is remembered.
   * @throws UaaError ("Bad credentials"), UnreachableError, NotCloudFoundryError; then nothing has changed.
   */
  async signIn(
    api: URL,
    credentials: { readonly username: string; readonly password: string },
    signal: AbortSignal,
  ): Promise<FoundationRow> {
    const { explorer } = this.#options;
    const foundation = toFoundation(api, credentials.username);
    const known = explorer.foundations.find((row) => row.id === foundation.id);
    if (known) {
      await known.connection.signIn(credentials, signal);
      const isSameUser = known.foundation.user === foundation.user;
      known.foundation = foundation;
      if (!isSameUser) known.organizations.reset();
      await this.#save();
      await explorer.refresh(known);
      return known;
    }
    const connection = this.#connect(api, this.#storeOf(foundation));
    try {
      await connection.signIn(credentials, signal);
    } catch (error) {
      await connection.close();
      throw error;
    }
    const row = this.#add(foundation, connection);
    await this.#save();
    return row;
  }

  /** Forgets the tokens. The foundation stays in the tree, signed out. */
  async signOut(row: FoundationRow): Promise<void> {
    await row.connection.signOut();
    row.organizations.reset();
    await this.#options.explorer.refresh();
  }

  /** Forgets the foundation and its tokens. */
  async remove(row: FoundationRow): Promise<void> {
    this.#options.explorer.remove(row);
    await row.connection.signOut();
    await row.connection.close();
    if (row.id === this.#sample?.foundation.id) this.#stopSample();
    await this.#save();
  }

  /** Starts the sample foundation, unless it runs, and signs in to it as one of its users. */
  async openSample(signal: AbortSignal): Promise<FoundationRow> {
    const { explorer, context, log } = this.#options;
    const isOpen = explorer.foundations.find((row) => row.id === this.#sample?.foundation.id);
    if (isOpen && this.#sample?.isRunning()) return isOpen;
    if (isOpen) await this.remove(isOpen);
    const sample = await startSample(context.extensionUri, log, signal);
    this.#sample = sample;
    const connection = this.#connect(new URL(sample.foundation.api), memoryTokenStore());
    try {
      await connection.signIn(sample.credentials, signal);
    } catch (error) {
      await connection.close();
      this.#stopSample();
      throw error;
    }
    return this.#add(sample.foundation, connection);
  }

  async dispose(): Promise<void> {
    this.#stopSample();
    const { foundations } = this.#options.explorer;
    await Promise.all(foundations.map(({ connection }) => connection.close()));
  }

  #stopSample(): void {
    this.#sample?.stop();
    this.#sample = null;
  }

  #add(foundation: Foundation, connection: Connection): FoundationRow {
    return this.#options.explorer.add(foundation, connection);
  }

  #connect(api: URL, store: TokenStore): Connection {
    const { log } = this.#options;
    return new Connection({ api, store, log, trustedLinkOrigins: trustedLinkOrigins() });
  }

  #storeOf(foundation: Foundation): TokenStore {
    return secretTokenStore(this.#options.context.secrets, foundation.id);
  }

  async #save(): Promise<void> {
    const { context, explorer } = this.#options;
    await saveFoundations(
      context.globalState,
      explorer.foundations.map((row) => row.foundation),
    );
  }
}
