import { setTimeout } from 'node:timers/promises';
import type { Discovery } from '../discovery.ts';
import { CloudControllerError, SignedOutError, UaaError } from '../errors.ts';
import type { HttpTransport } from '../http/transport.ts';
import { maxRetries } from '../http/retry.ts';
import { canRenew, renewTokens, type Tokens } from './uaa.ts';

/** Provides access tokens for requests. */
export interface TokenSource {
  /** The access token to send. @throws SignedOutError */
  accessToken(): Promise<string>;
  /**
   * Returns a token other than the rejected one.
   * @throws SignedOutError if that requires the user.
   */
  replace(refused: string): Promise<string>;
}

/** Milliseconds. A token with less time left is refreshed before use. */
const usualMargin = 60_000;

/**
 * Milliseconds before each rereading of the store after the login server rejected our refresh
 * token: another window or the command line may just have used it.
 */
const patience = [0, 200, 800];

/** Stores tokens that all windows share. */
export interface TokenStore {
  load(): Promise<Tokens | null>;
  /** Null forgets them. */
  save(tokens: Tokens | null): Promise<void>;
}

/**
 * The tokens of one signed-in user. Refreshes them when they expire, once for all waiting requests.
 */
export class UaaTokens implements TokenSource {
  readonly #http: HttpTransport;
  #place: LoginPlace;
  readonly #store: TokenStore;
  #tokens: Tokens | null;
  #refreshing: Promise<Tokens> | null = null;
  /** Smaller than usual if the login server issues tokens that don't last much longer. */
  #margin = usualMargin;

  /** @param store is read again before each refresh, since other windows share it. */
  constructor(http: HttpTransport, place: LoginPlace, tokens: Tokens, store: TokenStore) {
    this.#http = http;
    this.#place = place;
    this.#tokens = tokens;
    this.#store = store;
  }

  async accessToken(): Promise<string> {
    const tokens = this.#current();
    if (!this.#isAlmostOver(tokens) || !canRenew(tokens)) return tokens.accessToken;
    return (await this.#refresh()).accessToken;
  }

  async replace(refused: string): Promise<string> {
    const tokens = this.#current();
    // Another request was rejected too and has already fetched a new token.
    if (tokens.accessToken !== refused) return tokens.accessToken;
    return (await this.#refresh()).accessToken;
  }

  /** Whether this origin is the login server that renews the tokens. */
  isFrom(login: string): boolean {
    return this.#place.loginOrigins.has(login);
  }

  /**
   * The user has signed in again, or out (null). Everything that holds this source continues
   * with the new tokens.
   * @param place where the login server is now: it may have moved
   */
  use(tokens: Tokens | null, place = this.#place): void {
    this.#place = place;
    // Rereading the same tokens from the store is no reason to drop a refresh in progress.
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
    // Tokens from other windows win, even if they don't last longer. There are none once another
    // window has signed out.
    const latest = await this.#store.load();
    if (!latest) return this.#take(old, null);
    if (latest.accessToken !== old.accessToken && !this.#isAlmostOver(latest)) {
      return this.#take(old, latest);
    }
    refuseElsewhere(latest, this.#place);
    if (!canRenew(latest)) {
      if (latest.advice !== undefined) throw new SignedOutError(latest.advice);
      return this.#signOut('the access token has expired');
    }
    const login = issuerOf(latest, this.#place);
    let tokens: Tokens;
    try {
      tokens = await this.#renew(login, latest);
    } catch (error) {
      // Only the login server's own rejection ends the session; a fault, a gateway or a
      // rate limit doesn't.
      const isRefused = error instanceof UaaError && [400, 401].includes(error.status);
      if (!isRefused) throw error;
      const others = await this.#fetchedByOthers(latest);
      if (others) return this.#take(old, others);
      return this.#tokens === old ? this.#signOut(error.message) : this.#current();
    }
    if (tokens.expiresAt !== null) {
      this.#margin = Math.min(usualMargin, (tokens.expiresAt - Date.now()) / 2);
    }
    if (this.#tokens === old) await this.#store.save(tokens);
    return this.#take(old, tokens);
  }

  /**
   * Some login servers always answer an invalid refresh token with 500. We retry as with every
   * other request: if the first attempt did replace the token, the second is rejected, and nothing
   * is lost. After that the user has to sign in; the tokens stay, since the server may recover.
   */
  async #renew(login: URL, latest: Tokens): Promise<Tokens> {
    for (let repetition = 1; ; repetition += 1) {
      try {
        return await renewTokens(this.#http, login, latest);
      } catch (error) {
        if (statusOf(error) !== 500) throw error;
        if (repetition > maxRetries) {
          const reason = 'the login server could not renew the session: it returned 500';
          throw new SignedOutError(reason, { cause: error });
        }
        await this.#http.pacing.backOff(repetition);
      }
    }
  }

  /**
   * The user may have signed out or in again meanwhile: don't restore what was fetched
   * for the old tokens.
   */
  #take(old: Tokens, tokens: Tokens | null): Tokens {
    if (this.#tokens === old) this.#tokens = tokens;
    return this.#current();
  }

  async #fetchedByOthers(old: Tokens): Promise<Tokens | null> {
    for (const delay of patience) {
      if (delay > 0) await setTimeout(delay);
      const tokens = await this.#store.load();
      if (tokens && tokens.accessToken !== old.accessToken) return tokens;
    }
    return null;
  }

  #isAlmostOver({ expiresAt }: Tokens): boolean {
    return expiresAt !== null && expiresAt - Date.now() < this.#margin;
  }

  async #signOut(reason: string): Promise<never> {
    this.#tokens = null;
    await this.#store.save(null);
    throw new SignedOutError(reason);
  }
}

function statusOf(error: unknown): number {
  return error instanceof UaaError || error instanceof CloudControllerError ? error.status : 0;
}

/** Where the API says its login server is. */
type LoginPlace = Pick<Discovery, 'login' | 'loginOrigins'>;

/** Sends tokens only to the login server that issued them. @throws SignedOutError */
export function refuseElsewhere({ login }: Tokens, { login: now, loginOrigins }: LoginPlace): void {
  if (login === undefined || loginOrigins.has(login)) return;
  throw new SignedOutError(`the login server was ${login} and is now ${now?.origin ?? 'unknown'}`);
}

/**
 * Returns the login server to renew tokens at. It must be known to have issued them: a refresh
 * token and a client secret go only to their own server, whatever server the API names today.
 * @throws SignedOutError
 */
function issuerOf({ login }: Tokens, place: LoginPlace): URL {
  if (login !== undefined && place.login) return place.login;
  throw new SignedOutError('the login server that issued the session is unknown');
}
