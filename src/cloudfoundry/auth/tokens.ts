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

  /** Ends the session here: whoever still holds this source gets nothing more from it. */
  forget(): void {
    this.#tokens = null;
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
    const { refreshToken } = this.#current();
    if (refreshToken === null) return this.#signOut('the access token has expired');
    try {
      const tokens = await refreshGrant(this.#http, this.#login, refreshToken);
      // Signed out while it was fetched: then it must not come back.
      this.#current();
      this.#tokens = tokens;
      await this.#save(tokens);
      return tokens;
    } catch (error) {
      // Only the login server's own refusal ends the session; a network fault does not.
      if (error instanceof UaaError && error.status < 500) return this.#signOut(error.message);
      throw error;
    }
  }

  async #signOut(reason: string): Promise<never> {
    this.#tokens = null;
    await this.#save(null);
    throw new SignedOutError(reason);
  }
}
