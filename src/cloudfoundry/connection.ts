import type { Credentials } from './auth/signIn.ts';
import type { TokenStore, UaaTokens } from './auth/tokens.ts';
import type { Tokens } from './auth/uaa.ts';
import type { CloudFoundryClient } from './client.ts';
import type { Prompts } from './auth/prompts.ts';
import type { Discovery } from './discovery.ts';
import { SignedOutError } from './errors.ts';
import type { HttpLimits, HttpTransport } from './http/transport.ts';
import type { Log } from './log.ts';
import type { NetworkSettings } from './network/settings.ts';
import type { PacingOptions } from './http/pacing.ts';
import { untilAborted } from './http/untilAborted.ts';

interface ConnectionOptions {
  readonly api: URL;
  readonly store: TokenStore;
  readonly log: Log;
  /** Origins other than the API's own whose links are rebased onto the API. */
  readonly trustedLinkOrigins?: () => readonly string[];
  /** Whether to refuse changes; asked for each change. */
  readonly isReadOnly?: () => boolean;
  readonly limits?: Partial<HttpLimits>;
  /** Proxies and certificates; asked for each new connection. */
  readonly network?: () => NetworkSettings;
  readonly pacing?: Partial<PacingOptions>;
}

/** How to sign in to a foundation. */
export interface SignInOffer {
  readonly api: URL;
  /** Null if the API names no login server: then only an access token works. */
  readonly login: URL | null;
  readonly prompts: Prompts;
}

/**
 * The connection to one foundation. It is loaded, discovered and signed in on first use, once
 * for all callers.
 */
export class Connection {
  readonly #options: ConnectionOptions;
  #http: Promise<HttpTransport> | null = null;
  #discovery: Promise<Discovery> | null = null;
  #client: Promise<CloudFoundryClient> | null = null;
  /** The settled value of `#client`, available without waiting. */
  #opened: CloudFoundryClient | null = null;
  #tokens: UaaTokens | null = null;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /** The client once it is open; null before that and after signing out. */
  get opened(): CloudFoundryClient | null {
    return this.#opened;
  }

  /**
   * Returns the client.
   * @throws SignedOutError without stored tokens; whatever `discover` throws. A
   * failure isn't cached.
   */
  async client(signal?: AbortSignal): Promise<CloudFoundryClient> {
    signal?.throwIfAborted();
    if (this.#opened) return this.#opened;
    const client = (this.#client ??= this.#open());
    try {
      const opened = await untilAborted(client, signal);
      if (this.#client === client) this.#opened = opened;
      return opened;
    } catch (error) {
      if (this.#client === client && !signal?.aborted) this.#forgetClient();
      throw error;
    }
  }

  /**
   * Signs in at the login server that the user was shown, whatever the API names by now, and
   * keeps the tokens.
   * @param login from `signInOffer`
   * @returns who is signed in according to the token; null if it doesn't say.
   * @throws UaaError ("Bad credentials"), UnreachableError, NotCloudFoundryError.
   */
  async signIn(
    credentials: Credentials,
    login: URL | null,
    signal?: AbortSignal,
  ): Promise<string | null> {
    const { signIn } = await import('./auth/signIn.ts');
    const { tokens, user } = await signIn(await this.#transport(), login, credentials, signal);
    signal?.throwIfAborted();
    await this.#options.store.save(tokens);
    this.#tokens?.use(tokens, login ? { login, loginOrigins: new Set([login.origin]) } : undefined);
    this.#forgetClient();
    return user;
  }

  /**
   * Where to sign in, and which prompts to answer.
   * @throws UnreachableError, NotCloudFoundryError: no such API.
   */
  async signInOffer(signal?: AbortSignal): Promise<SignInOffer> {
    const { login } = await this.discovery(signal);
    const { loginPrompts, noPrompts } = await import('./auth/prompts.ts');
    const prompts = login ? await loginPrompts(await this.#transport(), login, signal) : noPrompts;
    return { api: this.#options.api, login, prompts };
  }

  /** Forgets the tokens, in the store and for everything that holds the client. */
  async signOut(): Promise<void> {
    this.#tokens?.use(null);
    this.#forgetClient();
    await this.#options.store.save(null);
  }

  /** Whether there are tokens, expired or not. Asks only the store. */
  async isSignedIn(): Promise<boolean> {
    return (await this.#options.store.load()) !== null;
  }

  /**
   * Adopts what the store holds now: another window or the command line may have signed in or out.
   */
  async reload(): Promise<void> {
    try {
      const tokens = await this.#options.store.load();
      // The login server has moved, and another window knows: ask the API again where it is.
      if (tokens?.login !== undefined && this.#tokens?.isFrom(tokens.login) === false) {
        this.rediscover();
      }
      this.#tokens?.use(tokens);
    } catch (error) {
      if (!(error instanceof SignedOutError)) throw error;
      this.#tokens?.use(null);
      // Opening it again asks the store, which gives the reason.
      this.#forgetClient();
    }
  }

  /** Discovers this foundation again, since the trusted origins have changed. */
  rediscover(): void {
    this.#discovery = null;
    this.#forgetClient();
  }

  /**
   * Makes new connections from now on, since the trust settings have changed. Requests in progress
   * finish on the old ones.
   */
  async reconnect(): Promise<void> {
    (await this.#http)?.reconnect();
  }

  async close(): Promise<void> {
    const http = await this.#http;
    await http?.close();
  }

  /**
   * The addresses of this foundation's parts. Discovered once for all callers; a
   * failure isn't cached.
   */
  async discovery(signal?: AbortSignal): Promise<Discovery> {
    const discovery = (this.#discovery ??= this.#discover());
    try {
      return await untilAborted(discovery, signal);
    } catch (error) {
      if (this.#discovery === discovery && !signal?.aborted) this.#discovery = null;
      throw error;
    }
  }

  async #discover(): Promise<Discovery> {
    const { api, trustedLinkOrigins } = this.#options;
    const { discover } = await import('./discovery.ts');
    return discover(await this.#transport(), api, trustedLinkOrigins?.() ?? []);
  }

  async #open(): Promise<CloudFoundryClient> {
    const { store, log, isReadOnly } = this.#options;
    await this.#stored();
    const discovery = await this.discovery();
    const http = await this.#transport();
    const { CloudFoundryClient } = await import('./client.ts');
    const { UaaTokens, refuseElsewhere } = await import('./auth/tokens.ts');
    // Read again: the user may have signed out meanwhile.
    const tokens = await this.#stored();
    refuseElsewhere(tokens, discovery);
    // Keep one source: panels hold older clients, and two sources would compete to refresh.
    this.#tokens ??= new UaaTokens(http, discovery, tokens, store);
    this.#tokens.use(tokens, discovery);
    return new CloudFoundryClient(http, discovery, this.#tokens, log, isReadOnly);
  }

  /** The next caller gets a new client. */
  #forgetClient(): void {
    this.#client = null;
    this.#opened = null;
  }

  async #stored(): Promise<Tokens> {
    const tokens = await this.#options.store.load();
    if (!tokens) throw new SignedOutError('you are not signed in');
    return tokens;
  }

  /** Loaded on first use: undici is most of the code, and starting the editor needs none of it. */
  async #transport(): Promise<HttpTransport> {
    this.#http ??= import('./http/transport.ts').then(
      ({ HttpTransport }) => new HttpTransport(this.#options),
    );
    return this.#http;
  }
}
