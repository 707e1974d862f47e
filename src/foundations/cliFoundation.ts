import { unwatchFile, watchFile } from 'node:fs';
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { readClaims } from '../cloudfoundry/auth/accessToken.ts';
import {
  cliConfigPath,
  readCliConfig,
  type CliConfig,
  type CliSession,
} from '../cloudfoundry/auth/cliConfig.ts';
import { CliTokenStore } from '../cloudfoundry/auth/cliTokenStore.ts';
import type { TokenStore } from '../cloudfoundry/auth/tokens.ts';
import type { Log } from '../cloudfoundry/log.ts';
import { commandIds } from '../contributions.ts';
import type { Explorer } from '../explorer/explorer.ts';
import type { FoundationRow } from '../explorer/rows.ts';
import { showInformation } from '../window/messages.ts';
import { reasonOf } from '../cloudfoundry/errors.ts';

interface Options {
  /** The session's own file; null for the command line's current file. */
  readonly file: string | null;
  readonly explorer: Explorer;
  readonly log: Log;
  /** Adds the command line's foundation to the tree, and remembers it. */
  readonly add: (api: URL, user: string) => Promise<FoundationRow>;
  readonly remove: (row: FoundationRow) => Promise<void>;
  /** The login server (an origin) that the user approved for this API. */
  readonly agreedLogin: (api: URL) => string | null;
  /** Called with whether the command line skips certificate checks. */
  readonly setSkips: (api: URL, skips: boolean) => Promise<void>;
  /** Runs work for this foundation one after the other. */
  readonly inTurn: (run: () => Promise<void>) => Promise<void>;
}

/** Milliseconds between two checks of the file. */
const interval = 1000;

/** The file of the `cf` command line according to the current environment. */
export function cliFile(): string {
  return cliConfigPath(process.env, process.platform, homedir());
}

/**
 * The foundation that the `cf` command line is signed in to in one of its files; the tree has at
 * most one per file. It follows that file: it adopts a new token or target; another user or
 * foundation replaces the row.
 */
export class CliFoundation implements vscode.Disposable {
  readonly #options: Options;
  #watched: string | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Shows the foundation of this session. */
  async show(session: CliSession): Promise<FoundationRow> {
    const { explorer, add, remove, setSkips } = this.#options;
    await setSkips(session.api, session.skipsTlsValidation);
    const user = readClaims(session.accessToken).user ?? '';
    const known = this.#row();
    if (known?.foundation.api === session.api.origin && known.foundation.user === user) {
      await known.connection.reload();
      explorer.setTarget(known, session.target);
      if (known.organizations.problem) await explorer.refresh(known);
      return known;
    }
    if (known) await remove(known);
    const row = await add(session.api, user);
    explorer.setTarget(row, session.target);
    this.#watch();
    return row;
  }

  /** The command line's tokens, while they are for this API. */
  store(api: URL): TokenStore {
    this.#watch();
    // For a foundation of an earlier window: the command line may have changed since.
    this.#followFile();
    return new CliTokenStore({
      api,
      file: this.#options.file,
      read: () => readCliConfig(this.#file()),
      agreedLogin: () => this.#options.agreedLogin(api),
      onDidRotate: () => void this.#tellRotation(),
    });
  }

  dispose(): void {
    if (this.#watched !== null) unwatchFile(this.#watched, this.#followFile);
    this.#watched = null;
  }

  /**
   * Polls instead of watching: this also detects a file on a network drive, a replaced file, and
   * one in a folder created later.
   */
  #watch(): void {
    const file = this.#file();
    if (file === this.#watched) return;
    this.dispose();
    this.#watched = file;
    watchFile(file, { interval, persistent: false }, this.#followFile);
  }

  readonly #followFile = (): void => {
    const { inTurn, log } = this.#options;
    inTurn(async () => this.#follow(await readCliConfig(this.#file()))).catch((error: unknown) => {
      log.warn(`Could not follow the cf CLI: ${reasonOf(error)}`);
    });
  };

  async #follow(config: CliConfig): Promise<void> {
    const row = this.#row();
    if (!row) {
      this.dispose();
      return;
    }
    if (config.kind === 'session') {
      await this.show(config.session);
      return;
    }
    await row.connection.reload();
    // The tree shows the problem and keeps the rows.
    await this.#options.explorer.refresh(row);
  }

  async #tellRotation(): Promise<void> {
    const row = this.#row();
    const signIn = vscode.l10n.t('Sign In to Foundation…');
    const answer = await showInformation(
      vscode.l10n.t(
        'The login server replaced the cf CLI’s refresh token, so the cf CLI will ask you to log in again. To avoid this, sign in to the foundation here instead.',
      ),
      signIn,
    );
    if (answer === signIn) await vscode.commands.executeCommand(commandIds.signIn, row);
  }

  #file(): string {
    return this.#options.file ?? cliFile();
  }

  #row(): FoundationRow | undefined {
    const { explorer, file } = this.#options;
    return explorer.foundations.find(
      ({ foundation }) => foundation.source === 'cli' && (foundation.cliFile ?? null) === file,
    );
  }
}
