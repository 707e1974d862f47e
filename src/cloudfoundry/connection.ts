import { UaaTokens } from './auth/tokens.ts';
import { passwordGrant, type Tokens } from './auth/uaa.ts';
import { CloudFoundryClient } from './client.ts';
import { discover, type Discovery } from './discovery.ts';
import { SignedOutError } from './errors.ts';
import { HttpTransport, type HttpLimits } from './http.ts';
import type { Log } from './log.ts';

/** Keeps the tokens of one foundation, encrypted; null forgets them. */
export interface TokenStore {
  load(): Promise<Tokens | null>;
  save(tokens: Tokens | null): Promise<void>;
}

/** The way to one foundation: discovered, signed in and opened on first use, once for all who ask. */
export class Connection {
  readonly api: URL;
  readonly #http: HttpTransport;
  readonly #store: TokenStore;
  readonly #log: Log;
  #discovery: Promise<Discovery> | null = null;
  #client: Promise<CloudFoundryClient> | null = null;

  constructor(api: URL, store: TokenStore, log: Log, limits: Partial<HttpLimits> = {}) {
    this.api = api;
    this.#http = new HttpTransport(limits);
    this.#store = store;
    this.#log = log;
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

  /** Where the parts of this foundation are. Asked once; a failure is not remembered. */
  async discovery(signal?: AbortSignal): Promise<Discovery> {
    this.#discovery ??= discover(this.#http, this.api, [], signal);
    try {
      return await this.#discovery;
    } catch (error) {
      this.#discovery = null;
      throw error;
    }
  }

  /** Signs in and keeps the tokens. @throws UaaError ("Bad credentials"), UnreachableError, NotCloudFoundryError. */
  async signIn(
    credentials: { readonly username: string; readonly password: string },
    signal?: AbortSignal,
  ): Promise<void> {
    const { login } = await this.discovery(signal);
    const tokens = await passwordGrant(this.#http, login, credentials, signal);
    await this.#store.save(tokens);
    this.#client = null;
  }

  async signOut(): Promise<void> {
    await this.#store.save(null);
    this.#client = null;
  }

  async close(): Promise<void> {
    await this.#http.close();
  }

  async #open(): Promise<CloudFoundryClient> {
    const tokens = await this.#store.load();
    if (!tokens) throw new SignedOutError('you are not signed in');
    const discovery = await this.discovery();
    const source = new UaaTokens(this.#http, discovery.login, tokens, (fresh) =>
      this.#store.save(fresh),
    );
    return new CloudFoundryClient(this.#http, discovery, source, this.#log);
  }
}
