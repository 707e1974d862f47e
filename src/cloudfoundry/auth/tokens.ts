import { SignedOutError, UaaError } from '../errors.ts';
import type { HttpTransport } from '../http.ts';
import { refreshGrant, type Tokens } from './uaa.ts';

/** Where requests get their token from. */
export interface TokenSource {
  /** The access token to send. @throws SignedOutError */
  accessToken(): Promise<string>;
  /** A token other than the refused one. @throws SignedOutError when there is none to be had without the user. */
  replace(refused: string): Promise<string>;
}

/** Tokens with less time left are refreshed before they are used. Milliseconds. */
const margin = 60_000;

/** The tokens of one signed-in user: refreshed when they run out, once for all who wait. */
export class UaaTokens implements TokenSource {
  readonly #http: HttpTransport;
  readonly #login: URL;
  readonly #save: (tokens: Tokens | null) => Promise<void>;
  #tokens: Tokens | null;
  #refreshing: Promise<Tokens> | null = null;

  /** @param save keeps new tokens, and forgets them when given null. */
  constructor(
    http: HttpTransport,
    login: URL,
    tokens: Tokens,
    save: (tokens: Tokens | null) => Promise<void>,
  ) {
    this.#http = http;
    this.#login = login;
    this.#tokens = tokens;
    this.#save = save;
  }

  async accessToken(): Promise<string> {
    const tokens = this.#current();
    const isAlmostOver = tokens.expiresAt !== null && tokens.expiresAt - Date.now() < margin;
    if (!isAlmostOver || tokens.refreshToken === null) return tokens.accessToken;
    return (await this.#refresh()).accessToken;
  }

  async replace(refused: string): Promise<string> {
    const tokens = this.#current();
    // Another request was refused too, and has already fetched a new one.
    if (tokens.accessToken !== refused) return tokens.accessToken;
    return (await this.#refresh()).accessToken;
  }

  /** The user has signed in anew, or out (null): whoever holds this source goes on with that. */
  use(tokens: Tokens | null): void {
    // The same ones again, as read back from the store, are no reason to drop a refresh under way.
    if (tokens?.accessToken !== this.#tokens?.accessToken) this.#tokens = tokens;
  }

  #current(): Tokens {
    if (!this.#tokens) throw new SignedOutError('you are signed out');
    return this.#tokens;
  }

  async #refresh(): Promise<Tokens> {
    this.#refreshing ??= this.#fetchNew().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  async #fetchNew(): Promise<Tokens> {
    const old = this.#current();
    if (old.refreshToken === null) return this.#signOut('the access token has expired');
    let tokens: Tokens;
    try {
      tokens = await refreshGrant(this.#http, this.#login, old.refreshToken);
    } catch (error) {
      // Only the login server's own refusal ends the session; a fault, a gateway or a rate limit does not.
      const isRefused = error instanceof UaaError && [400, 401].includes(error.status);
      if (!isRefused) throw error;
      return this.#tokens === old ? this.#signOut(error.message) : this.#current();
    }
    // Signed out meanwhile, or in anew: what was fetched for the old tokens must not come back.
    if (this.#tokens !== old) return this.#current();
    this.#tokens = tokens;
    await this.#save(tokens);
    return tokens;
  }

  async #signOut(reason: string): Promise<never> {
    this.#tokens = null;
    await this.#save(null);
    throw new SignedOutError(reason);
  }
}
