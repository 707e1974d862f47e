import * as vscode from 'vscode';
import type { CliSession } from '../cloudfoundry/auth/cliConfig.ts';
import type { Credentials } from '../cloudfoundry/auth/signIn.ts';
import type { TokenStore } from '../cloudfoundry/auth/tokens.ts';
import type { SignInOffer } from '../cloudfoundry/connection.ts';
import type { Log } from '../cloudfoundry/log.ts';
import type { Explorer } from '../explorer/explorer.ts';
import type { Foundation, FoundationRow } from '../explorer/rows.ts';
import { loadAddresses, rememberAddress } from './addresses.ts';
import type { CliFoundation } from './cliFoundation.ts';
import { connectTo } from './connect.ts';
import { Roster } from './roster.ts';
import type { SampleFoundation } from './sampleFoundation.ts';
import type { Settings } from './settings.ts';
import { showUser, signInAgain } from './signInAgain.ts';
import { lazyTokenStore, memoryTokenStore, secretTokenStore, tokenKey } from './tokenStore.ts';
import { Turns } from './turns.ts';
import { reasonOf } from '../cloudfoundry/errors.ts';

interface Options {
  /** The parts of the extension's context that are needed: its files, its state, its secrets. */
  readonly context: Pick<vscode.ExtensionContext, 'extensionUri' | 'globalState' | 'secrets'>;
  readonly explorer: Explorer;
  readonly settings: Settings;
  readonly log: Log;
}

/**
 * The user's foundations: remembered between windows, signed in and out, each with
 * its own connection.
 */
export class Foundations implements vscode.Disposable {
  /** Which foundations exist, and in which order. */
  readonly roster: Roster;
  readonly #options: Options;
  readonly #watch: vscode.Disposable;
  readonly #turns = new Turns();
  readonly #forgotten = new vscode.EventEmitter<string>();
  /** Fired with a foundation's id once the user has signed out of it or removed it. */
  readonly onDidForget = this.#forgotten.event;
  #sample: Promise<SampleFoundation> | null = null;
  /** By file; null for the command line's current file. */
  readonly #cli = new Map<string | null, Promise<CliFoundation>>();

  constructor(options: Options) {
    const { context, explorer, settings } = options;
    this.#options = options;
    this.roster = new Roster({
      state: context.globalState,
      explorer,
      settings,
      connect: (foundation) => connectTo(foundation, this.#storeOf(foundation), options),
    });
    void this.roster.sync();
    this.#watch = vscode.Disposable.from(
      context.secrets.onDidChange(({ key }) => this.#onDidChangeSecret(key)),
      settings.onDidChangeFoundations(() => void this.roster.sync()),
    );
  }

  /** Addresses of previous sign-in attempts, the latest first. */
  get addresses(): readonly string[] {
    return loadAddresses(this.#options.context.globalState);
  }

  /**
   * Where to sign in to a foundation, and which prompts to answer.
   * @throws UnreachableError, NotCloudFoundryError.
   */
  async signInOffer(api: URL, signal: AbortSignal): Promise<SignInOffer> {
    const foundation = this.#foundationAt(api);
    const known = this.#rowOf(foundation.id)?.connection;
    const connection = known ?? connectTo(foundation, memoryTokenStore(), this.#options);
    try {
      const offer = await connection.signInOffer(signal);
      await rememberAddress(this.#options.context.globalState, api);
      return offer;
    } finally {
      if (!known) await connection.close();
    }
  }

  /**
   * Signs in to a foundation, adds it to the tree if it wasn't there, and remembers it. The
   * credentials go only to the login server of the offer, which the user has seen.
   * @throws UaaError ("Bad credentials"), UnreachableError, NotCloudFoundryError; then
   * nothing has changed.
   */
  async signIn(
    { api, login }: SignInOffer,
    credentials: Credentials,
    signal: AbortSignal,
  ): Promise<FoundationRow> {
    const foundation = this.#foundationAt(api);
    return this.#turns.take(foundation.id, async () => {
      const row = this.#rowOf(foundation.id);
      if (!row) return this.#signInFirst(foundation, credentials, login, signal);
      const user = await signInAgain(this.#options.explorer, row, credentials, login, signal);
      if (row.foundation.source === 'sample') return row;
      return this.roster.add({ api: api.origin, user, source: 'added' }, null);
    });
  }

  /**
   * Shows the foundation that the `cf` command line is signed in to, and uses its session there.
   * @param file of the session; null for the command line's default file.
   */
  async useCli(session: CliSession, file: string | null): Promise<FoundationRow> {
    return this.#turns.take('cli', async () => (await this.#cliFoundation(file)).show(session));
  }

  /**
   * Forgets the tokens. The foundation stays in the tree, signed out; that of a command line
   * session leaves it.
   */
  async signOut(row: FoundationRow): Promise<void> {
    if (row.foundation.source === 'cli') {
      await this.remove(row);
      return;
    }
    await this.#turns.take(row.id, () => this.#signOut(row));
  }

  /**
   * Forgets the foundation, its tokens and the decisions about it. A foundation from the setting
   * stays in the tree.
   */
  async remove(row: FoundationRow): Promise<void> {
    const { source, api } = row.foundation;
    const turn = source === 'cli' || source === 'sample' ? source : row.id;
    await this.#turns.take(turn, async () => {
      await this.#remove(row);
      const isUsed = this.#options.explorer.foundations.some(
        (other) => other !== row && other.foundation.api === api,
      );
      if (!isUsed) await this.roster.setTrust(api, null);
    });
  }

  /**
   * Starts the sample foundation unless it is running, and signs in as one of its users unless
   * someone is signed in.
   */
  async openSample(signal: AbortSignal): Promise<FoundationRow> {
    return this.#turns.take('sample', async () => (await this.#sampleFoundation()).open(signal));
  }

  async dispose(): Promise<void> {
    this.#watch.dispose();
    this.#forgotten.dispose();
    (await this.#sample)?.dispose();
    for (const cli of this.#cli.values()) (await cli).dispose();
    const { foundations } = this.#options.explorer;
    await Promise.all(foundations.map(({ connection }) => connection.close()));
  }

  async #signInFirst(
    foundation: Foundation,
    credentials: Credentials,
    login: URL | null,
    signal: AbortSignal,
  ): Promise<FoundationRow> {
    const connection = connectTo(foundation, this.#storeOf(foundation), this.#options);
    try {
      const user = (await connection.signIn(credentials, login, signal)) ?? '';
      return await this.roster.add({ api: foundation.api, user, source: 'added' }, connection);
    } catch (error) {
      await connection.close();
      throw error;
    }
  }

  async #signOut(row: FoundationRow): Promise<void> {
    await row.connection.signOut();
    this.#forgotten.fire(row.id);
    this.#options.explorer.forget(row);
    await this.#options.explorer.refresh(row);
  }

  async #remove(row: FoundationRow): Promise<void> {
    const { explorer } = this.#options;
    if (!explorer.foundations.includes(row)) return;
    if (row.foundation.source === 'sample') explorer.remove(row);
    await this.roster.forget(row.id);
    if (explorer.foundations.includes(row)) {
      await this.#signOut(row);
      return;
    }
    await row.connection.signOut();
    await row.connection.close();
    this.#forgotten.fire(row.id);
  }

  #rowOf(id: string): FoundationRow | undefined {
    return this.#options.explorer.foundations.find((row) => row.id === id);
  }

  #foundationAt(api: URL): Foundation {
    return this.roster.describe({ api: api.origin, user: '', source: 'added', name: null });
  }

  #onDidChangeSecret(key: string): void {
    const { explorer, log } = this.#options;
    const row = explorer.foundations.find(({ id }) => tokenKey(id) === key);
    if (!row) return;
    this.#takeUp(row).catch((error: unknown) => {
      log.warn(`Could not read the tokens of ${row.id}: ${reasonOf(error)}`);
    });
  }

  /** Another window may have signed in, perhaps as another user, or out. */
  async #takeUp(row: FoundationRow): Promise<void> {
    const { context, explorer } = this.#options;
    const { readClaims } = await import('../cloudfoundry/auth/accessToken.ts');
    await row.connection.reload();
    // After a sign-in in this window, the user is already shown.
    await this.#turns.take(row.id, async () => {
      const tokens = await secretTokenStore(context.secrets, row.id).load();
      const user = tokens && readClaims(tokens.accessToken).user;
      if (user && user !== row.foundation.user) await showUser(explorer, row, user);
    });
  }

  /** Loaded only if one exists: most windows have none. */
  async #cliFoundation(file: string | null): Promise<CliFoundation> {
    const known = this.#cli.get(file);
    if (known) return known;
    const kept = file === null ? {} : { file };
    const made = import('./cliFoundation.ts').then(
      ({ CliFoundation }) =>
        new CliFoundation({
          ...this.#options,
          file,
          add: (api, user) =>
            this.roster.add({ api: api.origin, user, source: 'cli', ...kept }, null),
          remove: (row) => this.#remove(row),
          agreedLogin: (api) => this.roster.trustIn(api.origin).login,
          setSkips: (api, skips) => this.roster.setCliSkips({ api: api.origin, ...kept }, skips),
          inTurn: (run) => this.#turns.take('cli', run),
        }),
    );
    this.#cli.set(file, made);
    return made;
  }

  async #sampleFoundation(): Promise<SampleFoundation> {
    this.#sample ??= import('./sampleFoundation.ts').then(
      ({ SampleFoundation }) => new SampleFoundation(this.#options),
    );
    return this.#sample;
  }

  #storeOf(foundation: Foundation): TokenStore {
    if (foundation.source === 'cli') {
      const api = new URL(foundation.api);
      const file = foundation.cliFile ?? null;
      return lazyTokenStore(async () => (await this.#cliFoundation(file)).store(api));
    }
    return secretTokenStore(this.#options.context.secrets, foundation.id);
  }
}
