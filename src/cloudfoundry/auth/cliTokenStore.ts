import { SignedOutError } from '../errors.ts';
import { readClaims } from './accessToken.ts';
import type { CliConfig, CliSession } from './cliConfig.ts';
import { cliAdvice, cliGone } from './cliName.ts';
import type { TokenStore } from './tokens.ts';
import type { Tokens } from './uaa.ts';

interface Options {
  /** The foundation that this window uses the session for. */
  readonly api: URL;
  /** The session's file, unless it is the command line's default file. */
  readonly file: string | null;
  /** Reads the command line's file. */
  readonly read: () => Promise<CliConfig>;
  /** The login server (an origin) that the user approved for a file that doesn't name one. */
  readonly agreedLogin: () => string | null;
  /**
   * Called once, when the login server has replaced the refresh token in the file: the server will
   * reject the command line's token.
   */
  readonly onDidRotate: () => void;
}

/** Tokens obtained with those in the file; null once the login server rejects the file's tokens. */
interface Renewed {
  readonly from: Tokens;
  readonly tokens: Tokens | null;
}

/**
 * A token store for the `cf` command line's session. It only reads the file; renewed
 * tokens stay in memory.
 */
export class CliTokenStore implements TokenStore {
  readonly #options: Options;
  #ofFile: Tokens | null = null;
  #renewed: Renewed | null = null;
  #hasToldRotation = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /**
   * Returns the file's tokens, or the ones they were renewed to.
   * @throws SignedOutError with the reason if there are none.
   */
  async load(): Promise<Tokens> {
    const { agreedLogin, api, file, read } = this.#options;
    const tokens = toTokens(sessionFor(api, await read(), file), agreedLogin(), file);
    this.#ofFile = tokens;
    if (this.#renewed?.from.accessToken !== tokens.accessToken) this.#renewed = null;
    if (!this.#renewed) return tokens;
    if (this.#renewed.tokens) return this.#renewed.tokens;
    throw new SignedOutError(
      `the login server rejected the cf CLI session; ${cliAdvice(file, 'cf login')}`,
    );
  }

  async save(tokens: Tokens | null): Promise<void> {
    if (!this.#ofFile) return;
    const sent = (this.#renewed?.tokens ?? this.#ofFile).refreshToken;
    this.#renewed = { from: this.#ofFile, tokens };
    const isRotated = tokens !== null && sent !== null && tokens.refreshToken !== sent;
    if (!isRotated || this.#hasToldRotation) return;
    this.#hasToldRotation = true;
    this.#options.onDidRotate();
  }
}

function sessionFor(api: URL, config: CliConfig, file: string | null): CliSession {
  switch (config.kind) {
    case 'session': {
      const { session } = config;
      if (session.api.origin === api.origin) return session;
      throw new SignedOutError(`the cf CLI is now signed in to ${session.api.origin}`);
    }
    case 'signedOut':
      throw new SignedOutError(`the cf CLI is signed out; ${cliAdvice(file, 'cf login')}`);
    case 'missing':
      throw new SignedOutError(cliGone(file));
    case 'kubernetes':
      throw new SignedOutError('the cf CLI is now signed in with a kubeconfig');
    case 'unreadable':
      throw new SignedOutError(`the cf CLI session can’t be read: ${config.reason}`);
  }
}

function toTokens(session: CliSession, agreedLogin: string | null, file: string | null): Tokens {
  const { accessToken, refreshToken, client, grant } = session;
  const login = session.login?.origin ?? agreedLogin;
  return {
    accessToken,
    refreshToken,
    expiresAt: readClaims(accessToken).expiresAt,
    client: { ...client, isUser: grant === 'client' },
    ...(login === null ? {} : { login }),
    ...(grant === 'client' ? { advice: adviceFor(client.id, file) } : {}),
  };
}

/** Newer command lines don't store the client secret, so only they can sign the client in again. */
function adviceFor(clientId: string, file: string | null): string {
  const command = `cf auth ${clientId} --client-credentials`;
  return `the token of client ${clientId} has expired; ${cliAdvice(file, command)}`;
}
