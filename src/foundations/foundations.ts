import * as vscode from 'vscode';
import type { CliSession } from '../cloudfoundry/auth/cliConfig.ts';
import type { Credentials } from '../cloudfoundry/auth/signIn.ts';
import type { TokenStore } from '../cloudfoundry/auth/tokens.ts';
import { Connection, type SignInOffer } from '../cloudfoundry/connection.ts';
import { SignedOutError } from '../cloudfoundry/errors.ts';
import type { Log } from '../cloudfoundry/log.ts';
import type { Explorer } from '../explorer/explorer.ts';
import { reasonOf } from '../explorer/reason.ts';
import type { Foundation, FoundationRow } from '../explorer/rows.ts';
import type { CliFoundation } from './cliFoundation.ts';
import {
  forgetFoundation,
  loadFoundations,
  rememberFoundation,
  toFoundation,
} from './savedFoundations.ts';
import { readNetworkSettings } from './networkSettings.ts';
import { pauseMessage } from './pauseMessage.ts';
import { startSample, type Sample } from './sampleProcess.ts';
import type { Settings } from './settings.ts';
import { lazyTokenStore, memoryTokenStore, secretTokenStore, tokenKey } from './tokenStore.ts';
import { Turns } from './turns.ts';

const lastAddressKey = 'cfDroplets.lastAddress';

interface Options {
  /** What of the extension's context is needed: its files, its memory, its secrets. */
  readonly context: Pick<vscode.ExtensionContext, 'extensionUri' | 'globalState' | 'secrets'>;
  readonly explorer: Explorer;
  readonly settings: Settings;
  readonly log: Log;
}

/** The user's foundations: remembered between windows, signed in to and out of, each with a connection of its own. */
export class Foundations implements vscode.Disposable {
  readonly #options: Options;
  readonly #watch: vscode.Disposable;
  readonly #turns = new Turns();
  #sample: Sample | null = null;
  #cli: Promise<CliFoundation> | null = null;

  constructor(options: Options) {
    const { context, explorer, settings } = options;
    this.#options = options;
    for (const foundation of loadFoundations(context.globalState)) {
      explorer.add(foundation, this.#connect(foundation, this.#storeOf(foundation)));
    }
    this.#watch = vscode.Disposable.from(
      context.secrets.onDidChange(({ key }) => this.#onDidChangeSecret(key)),
      settings.onDidChangeTrustedLinkOrigins(() => {
        for (const { connection } of explorer.foundations) connection.rediscover();
      }),
    );
  }

  /** The address that was last asked how to sign in, whether or not that went well; empty at first. */
  get lastAddress(): string {
    return this.#options.context.globalState.get<string>(lastAddressKey, '');
  }

  /** Where one signs in to a foundation, and what is asked there. @throws UnreachableError, NotCloudFoundryError. */
  async signInOffer(api: URL, signal: AbortSignal): Promise<SignInOffer> {
    const foundation = toFoundation(api, '');
    const { foundations } = this.#options.explorer;
    const known = foundations.find(({ id }) => id === foundation.id)?.connection;
    const connection = known ?? this.#connect(foundation, memoryTokenStore());
    try {
      const offer = await connection.signInOffer(signal);
      // Whoever mistypes a password need not type the address again.
      await this.#options.context.globalState.update(lastAddressKey, api.origin);
      return offer;
    } finally {
      if (!known) await connection.close();
    }
  }

  /**
   * Signs in to a foundation, which appears in the tree if it was not there, and is remembered.
   * @throws UaaError ("Bad credentials"), UnreachableError, NotCloudFoundryError; then nothing has changed.
   */
  async signIn(api: URL, credentials: Credentials, signal: AbortSignal): Promise<FoundationRow> {
    const { explorer, context } = this.#options;
    const foundation = toFoundation(api, '');
    return this.#turns.take(foundation.id, async () => {
      const known = explorer.foundations.find((row) => row.id === foundation.id);
      const row = known
        ? await this.#signInAgain(known, credentials, signal)
        : await this.#signInFirst(foundation, this.#storeOf(foundation), credentials, signal);
      if (row.foundation.source !== 'sample') {
        await rememberFoundation(context.globalState, row.foundation);
      }
      return row;
    });
  }

  /** Shows the foundation that the `cf` command line is signed in to, and uses its session there. */
  async useCli(session: CliSession): Promise<FoundationRow> {
    return this.#turns.take('cli', async () => (await this.#cliFoundation()).show(session));
  }

  /** Forgets the tokens. The foundation stays in the tree, signed out; that of the command line's session leaves it. */
  async signOut(row: FoundationRow): Promise<void> {
    if (row.foundation.source === 'cli') {
      await this.remove(row);
      return;
    }
    await this.#turns.take(row.id, async () => {
      await row.connection.signOut();
      row.organizations.reset();
      await this.#options.explorer.refresh(row);
    });
  }

  /** Forgets the foundation and its tokens. */
  async remove(row: FoundationRow): Promise<void> {
    const { source } = row.foundation;
    const turn = source === 'cli' || source === 'sample' ? source : row.id;
    await this.#turns.take(turn, () => this.#remove(row));
  }

  /** Starts the sample foundation, unless it runs, and signs in to it as one of its users, unless somebody is. */
  async openSample(signal: AbortSignal): Promise<FoundationRow> {
    return this.#turns.take('sample', async () => {
      const sample = this.#sample;
      const open = this.#options.explorer.foundations.find(
        ({ id }) => id === sample?.foundation.id,
      );
      if (open && sample?.isRunning()) return this.#reopen(open, sample, signal);
      if (open) await this.#remove(open);
      return this.#startSample(signal);
    });
  }

  async dispose(): Promise<void> {
    this.#watch.dispose();
    this.#stopSample();
    (await this.#cli)?.dispose();
    const { foundations } = this.#options.explorer;
    await Promise.all(foundations.map(({ connection }) => connection.close()));
  }

  async #signInFirst(
    foundation: Foundation,
    store: TokenStore,
    credentials: Credentials,
    signal: AbortSignal,
  ): Promise<FoundationRow> {
    const connection = this.#connect(foundation, store);
    try {
      const user = (await connection.signIn(credentials, signal)) ?? '';
      return this.#options.explorer.add({ ...foundation, user }, connection);
    } catch (error) {
      await connection.close();
      throw error;
    }
  }

  async #signInAgain(
    row: FoundationRow,
    credentials: Credentials,
    signal: AbortSignal,
  ): Promise<FoundationRow> {
    const user = (await row.connection.signIn(credentials, signal)) ?? '';
    // What another user saw is not for this one.
    if (row.foundation.user !== user) row.organizations.reset();
    row.foundation = { ...row.foundation, user };
    await this.#options.explorer.refresh(row);
    return row;
  }

  async #remove(row: FoundationRow): Promise<void> {
    const { explorer, context } = this.#options;
    if (!explorer.foundations.includes(row)) return;
    explorer.remove(row);
    if (row.id === this.#sample?.foundation.id) this.#stopSample();
    await forgetFoundation(context.globalState, row.id);
    await row.connection.signOut();
    await row.connection.close();
  }

  async #startSample(signal: AbortSignal): Promise<FoundationRow> {
    const { context, log } = this.#options;
    const sample = await startSample(context.extensionUri, log, signal);
    this.#sample = sample;
    const { foundation, credentials } = sample;
    try {
      return await this.#signInFirst(foundation, memoryTokenStore(), credentials, signal);
    } catch (error) {
      this.#stopSample();
      throw error;
    }
  }

  async #reopen(row: FoundationRow, sample: Sample, signal: AbortSignal): Promise<FoundationRow> {
    try {
      await row.connection.client();
      return row;
    } catch (error) {
      if (!(error instanceof SignedOutError)) throw error;
      return this.#signInAgain(row, sample.credentials, signal);
    }
  }

  #stopSample(): void {
    this.#sample?.stop();
    this.#sample = null;
  }

  #onDidChangeSecret(key: string): void {
    const { explorer, log } = this.#options;
    const row = explorer.foundations.find(({ id }) => tokenKey(id) === key);
    row?.connection.reload().catch((error: unknown) => {
      log.warn(`Could not read the tokens of ${row.id}: ${reasonOf(error)}`);
    });
  }

  #connect(foundation: Foundation, store: TokenStore): Connection {
    const { explorer, log, settings } = this.#options;
    // What is told of it may change while it is in the tree.
    const now = () =>
      explorer.foundations.find(({ id }) => id === foundation.id)?.foundation ?? foundation;
    return new Connection({
      api: new URL(foundation.api),
      store,
      log,
      trustedLinkOrigins: () => [...settings.trustedLinkOrigins, ...now().trustedLinkOrigins],
      isReadOnly: () => now().isReadOnly,
      network: () => readNetworkSettings(now()),
      pacing: { onDidPause: pauseMessage(foundation.name) },
    });
  }

  /** Loaded once there is one: most windows have none. */
  async #cliFoundation(): Promise<CliFoundation> {
    const { context, explorer, log } = this.#options;
    this.#cli ??= import('./cliFoundation.ts').then(
      ({ CliFoundation }) =>
        new CliFoundation({
          explorer,
          log,
          add: async (foundation) => {
            await rememberFoundation(context.globalState, foundation);
            return explorer.add(foundation, this.#connect(foundation, this.#storeOf(foundation)));
          },
          remove: (row) => this.#remove(row),
          inTurn: (run) => this.#turns.take('cli', run),
        }),
    );
    return this.#cli;
  }

  #storeOf(foundation: Foundation): TokenStore {
    if (foundation.source === 'cli') {
      const api = new URL(foundation.api);
      return lazyTokenStore(async () => (await this.#cliFoundation()).store(api));
    }
    return secretTokenStore(this.#options.context.secrets, foundation.id);
  }
}
