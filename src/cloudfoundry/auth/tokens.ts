import { setTimeout } from 'node:timers/promises';
import type { Discovery } from '../discovery.ts';
import { CloudControllerError, SignedOutError, UaaError } from '../errors.ts';
import type { HttpTransport } from '../http/transport.ts';
import { maxRetries } from '../http/retry.ts';
import { canRenew, renewTokens, type Tokens } from './uaa.ts';

/** Where requests get their token from. */
export interface TokenSource {
  /** The access token to send. @throws SignedOutError */
  accessToken(): Promise<string>;
  /** A token other than the refused one. @throws SignedOutError when there is none to be had without the user. */
  replace(refused: string): Promise<string>;
}

/** Tokens with less time left are refreshed before they are used. Milliseconds. */
const usualMargin = 60_000;

/**
 * How long to wait for the tokens that somebody else may just have fetched with the refresh token that we were refused:
 * another window, or the command line. Milliseconds.
 */
const patience = [0, 200, 800];

/** Where tokens are kept between windows. */
export interface TokenStore {
  load(): Promise<Tokens | null>;
  /** Null forgets them. */
  save(tokens: Tokens | null): Promise<void>;
}

/** The tokens of one signed-in user: refreshed when they run out, once for all who wait. */
export class UaaTokens implements TokenSource {
  readonly #http: HttpTransport;
  #place: LoginPlace;
  readonly #store: TokenStore;
  #tokens: Tokens | null;
  #refreshing: Promise<Tokens> | null = null;
  /** Less than usual where the login server gives out tokens that do not last much longer. */
  #margin = usualMargin;

  /** @param store is read again before each refresh, since others share it. */
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
    // Another request was refused too, and has already fetched a new one.
    if (tokens.accessToken !== refused) return tokens.accessToken;
    return (await this.#refresh()).accessToken;
  }

  /** Whether that origin is the login server that renews the tokens. */
  isFrom(login: string): boolean {
    return this.#place.loginOrigins.has(login);
  }

  /**
   * The user has signed in anew, or out (null): whoever holds this source goes on with that.
   * @param place where the login server is now: it may have moved
   */
  use(tokens: Tokens | null, place = this.#place): void {
    this.#place = place;
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
    // What others have put there counts, even where it lasts no longer; nothing is there once another window has signed out.
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
      // Only the login server's own refusal ends the session; a fault, a gateway or a rate limit does not.
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
   * Some login servers answer a refresh token that is no longer good with 500, forever. It is repeated like every other
   * request: where the first one did replace it, the second is refused, and nothing is lost by that. Then the user
   * is asked to sign in; the tokens stay, for the server may recover.
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

  /** Signed out meanwhile, or in anew: then what was fetched for the old tokens must not come back. */
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

/** Where the API says that its login server is. */
type LoginPlace = Pick<Discovery, 'login' | 'loginOrigins'>;

/** Tokens are not shown to another login server than the one that handed them out. @throws SignedOutError */
export function refuseElsewhere({ login }: Tokens, { login: now, loginOrigins }: LoginPlace): void {
  if (login === undefined || loginOrigins.has(login)) return;
  throw new SignedOutError(`the login server was ${login} and is now ${now?.origin ?? 'unknown'}`);
}

/**
 * The login server to renew tokens at, which must be known to have issued them: whatever server the API names today, a
 * refresh token and a client's secret are for their own. @throws SignedOutError
 */
function issuerOf({ login }: Tokens, place: LoginPlace): URL {
  if (login !== undefined && place.login) return place.login;
  throw new SignedOutError('the login server that issued the session is unknown');
}
