import { UaaTokens } from './auth/tokens.ts';
import { passwordGrant, type Tokens } from './auth/uaa.ts';
import type { CloudFoundryClient } from './client.ts';
import { discover, type Discovery } from './discovery.ts';
import { SignedOutError } from './errors.ts';
import type { HttpLimits, HttpTransport } from './http.ts';
import type { Log } from './log.ts';
import type { NetworkSettings } from './network/settings.ts';
import type { PacingOptions } from './pacing.ts';

/** Keeps the tokens of one foundation, encrypted; null forgets them. */
export interface TokenStore {
  load(): Promise<Tokens | null>;
  save(tokens: Tokens | null): Promise<void>;
}

export interface ConnectionOptions {
  readonly api: URL;
  readonly store: TokenStore;
  readonly log: Log;
  /** Origins besides the API's own whose links are rebased onto the API. */
  readonly trustedLinkOrigins?: () => readonly string[];
  readonly limits?: Partial<HttpLimits>;
  /** Proxies and certificates; asked for with each connection that is made. */
  readonly network?: () => NetworkSettings;
  readonly pacing?: Partial<PacingOptions>;
}

/** The way to one foundation: loaded, discovered and signed in on first use, once for all who ask. */
export class Connection {
  readonly #options: ConnectionOptions;
  #http: Promise<HttpTransport> | null = null;
  #discovery: Promise<Discovery> | null = null;
  #client: Promise<CloudFoundryClient> | null = null;
  #tokens: UaaTokens | null = null;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /** @throws SignedOutError without stored tokens; whatever `discover` throws. A failure is not remembered. */
  async client(): Promise<CloudFoundryClient> {
    this.#client ??= this.#open();
    try {
      return await this.#client;
    } catch (error) {
      this.#client = null;
      throw error;
    }
  }

  /** Signs in and keeps the tokens. @throws UaaError ("Bad credentials"), UnreachableError, NotCloudFoundryError. */
  async signIn(
    credentials: { readonly username: string; readonly password: string },
    signal?: AbortSignal,
  ): Promise<void> {
    const { login } = await this.discovery(signal);
    const tokens = await passwordGrant(await this.#transport(), login, credentials, signal);
    await this.#options.store.save(tokens);
    this.#tokens?.use(tokens);
    this.#client = null;
  }

  /** Forgets the tokens: in the store, and for everybody who holds the client. */
  async signOut(): Promise<void> {
    this.#tokens?.use(null);
    this.#client = null;
    await this.#options.store.save(null);
  }

  /** Takes up what the store holds now: another window may have signed in or out. */
  async reload(): Promise<void> {
    this.#tokens?.use(await this.#options.store.load());
  }

  /** Asks again where the parts of this foundation are, since the trusted origins have changed. */
  rediscover(): void {
    this.#discovery = null;
    this.#client = null;
  }

  async close(): Promise<void> {
    const http = await this.#http;
    await http?.close();
  }

  /** Where the parts of this foundation are. Asked once; a failure is not remembered. */
  async discovery(signal?: AbortSignal): Promise<Discovery> {
    this.#discovery ??= this.#discover(signal);
    try {
      return await this.#discovery;
    } catch (error) {
      this.#discovery = null;
      throw error;
    }
  }

  async #discover(signal: AbortSignal | undefined): Promise<Discovery> {
    const { api, trustedLinkOrigins } = this.#options;
    return discover(await this.#transport(), api, trustedLinkOrigins?.() ?? [], signal);
  }

  async #open(): Promise<CloudFoundryClient> {
    const { store, log } = this.#options;
    await this.#stored();
    const discovery = await this.discovery();
    const http = await this.#transport();
    const { CloudFoundryClient } = await import('./client.ts');
    // Looked at again, for the user may have signed out meanwhile.
    const tokens = await this.#stored();
    // One source for good: panels hold older clients, and two sources would refresh against each other.
    this.#tokens ??= new UaaTokens(http, discovery.login, tokens, (fresh) => store.save(fresh));
    this.#tokens.use(tokens);
    return new CloudFoundryClient(http, discovery, this.#tokens, log);
  }

  async #stored(): Promise<Tokens> {
    const tokens = await this.#options.store.load();
    if (!tokens) throw new SignedOutError('you are not signed in');
    return tokens;
  }

  /** Loaded on first use: undici is most of the code, and starting the editor needs none of it. */
  async #transport(): Promise<HttpTransport> {
    this.#http ??= import('./http.ts').then(
      ({ HttpTransport }) => new HttpTransport(this.#options),
    );
    return this.#http;
  }
}
