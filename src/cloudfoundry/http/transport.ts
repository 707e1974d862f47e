import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { buildConnector, Dispatcher } from 'undici';
import type { IncomingHttpHeaders } from 'undici/types/header.js';
import request from 'undici/lib/api/api-request.js';
import Agent from 'undici/lib/dispatcher/agent.js';
import { discard, packingOf, readBeginning, type BodyLimit } from './body.ts';
import { Collector } from './collector.ts';
import { toHttpError } from './failure.ts';
import { silentLog, type Log } from '../log.ts';
import { Connector } from '../network/connector.ts';
import type { Lookup } from '../network/dial.ts';
import { plainNetwork, type NetworkSettings } from '../network/settings.ts';
import { maxAtOnce, Pacing, type PacingOptions } from './pacing.ts';

export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
  /** Refuses servers on this machine and on private networks. */
  readonly isPublicOnly?: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  /** Decompressed. At most the first MiB of an error answer. */
  readonly body: string;
  header(name: string): string | null;
}

/**
 * An answer whose content is read as it arrives. `body` is the text of a redirect or an error;
 * empty for a success.
 */
export interface HttpStream extends HttpAnswer {
  /**
   * The bytes as sent, without a size limit or decompression. Read or discard them; reading fails
   * like `send`. Reading slowly slows the server down.
   */
  readonly content: AsyncIterable<Buffer>;
  /** Ends the content, whether it was read or not. */
  discard(): void;
}

export interface HttpLimits {
  /** The maximum size of an answer in bytes, after decompression. */
  readonly maxBodyBytes: number;
  readonly maxErrorBodyBytes: number;
  /** Milliseconds. */
  readonly connectTimeout: number;
  /** Milliseconds until the answer's headers, and between two pieces of its body. */
  readonly idleTimeout: number;
  /** Milliseconds for the whole exchange, so that a slow server can't hold us forever. */
  readonly totalTimeout: number;
}

const defaultLimits: HttpLimits = {
  maxBodyBytes: 64 * 1024 * 1024,
  maxErrorBodyBytes: 1024 * 1024,
  connectTimeout: 15_000,
  idleTimeout: 60_000,
  totalTimeout: 300_000,
};

export interface HttpOptions {
  readonly limits?: Partial<HttpLimits> | undefined;
  /** Proxies and certificates; by default no proxy, and Node's own certificate authorities. */
  readonly network?: (() => NetworkSettings) | undefined;
  readonly pacing?: Partial<PacingOptions> | undefined;
  /** Resolves host names; the system's lookup by default. */
  readonly lookup?: Lookup | undefined;
  readonly log?: Log | undefined;
}

/**
 * HTTP for one foundation: keep-alive connections of its own, no redirects, no cookies, no retries,
 * limited answer sizes. It never touches the process-wide dispatcher, which belongs to VS Code.
 */
export class HttpTransport {
  /**
   * When requests may be sent. Callers that send many use it; `send` itself doesn't wait for it.
   */
  readonly pacing: Pacing;
  readonly log: Log;
  readonly #limits: HttpLimits;
  readonly #connector: Connector;
  readonly #network: () => NetworkSettings;
  #agent: Agent;
  /** For requests to public servers only; its connections follow another rule. */
  #publicAgent: Agent;
  /** They get no new requests; their connections end when idle. */
  readonly #retired: Agent[] = [];
  readonly #closing = new AbortController();

  constructor({ limits, network, pacing, lookup, log = silentLog }: HttpOptions = {}) {
    this.log = log;
    this.#limits = { ...defaultLimits, ...limits };
    this.pacing = new Pacing(pacing);
    this.#network = network ?? (() => plainNetwork);
    this.#connector = new Connector(this.#network, log, this.#limits.connectTimeout, lookup);
    this.#agent = this.#newAgent(false);
    this.#publicAgent = this.#newAgent(true);
  }

  /** How to reach the foundation with the current settings. */
  get network(): NetworkSettings {
    return this.#network();
  }

  /** Whether a server is on this machine or on a private network, as far as we know yet. */
  isInside(url: URL): boolean {
    return this.#connector.isInside(url);
  }

  /**
   * Sends one request once and reads the whole answer, whatever its status.
   * @throws UnreachableError, CertificateError, ProxyError, AuthorityFileError, TooLargeError, NotCloudFoundryError
   * (unknown encoding); the signal's reason when aborted.
   */
  async send(sent: HttpRequest): Promise<HttpAnswer> {
    const { signal, url } = sent;
    signal?.throwIfAborted();
    const collector = new Collector(url.href, (status, headers) => ({
      packing: packingOf(single(headers['content-encoding']), url, status),
      limit: this.#limitOf(status),
    }));
    let isOverdue = false;
    const timer = setTimeout(() => {
      isOverdue = true;
      collector.abort(new Error('overdue'));
    }, this.#limits.totalTimeout);
    const onAbort = (): void => collector.abort(new Error('aborted'));
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      this.#agentFor(sent).dispatch(toDispatch(sent), collector);
      const { body, headers, status } = await collector.answer;
      return toAnswer(status, headers, body);
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw toHttpError(error, url, isOverdue);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  /**
   * Like `send`, but leaves a success's content to be read as it arrives, so it can be of any size
   * and take any time: only pauses are limited. Errors name at most the origin, since file
   * addresses may be signed.
   */
  async open(sent: HttpRequest): Promise<HttpStream> {
    const { signal, url } = sent;
    const origin = new URL(url.origin);
    signal?.throwIfAborted();
    const overdue = new AbortController();
    const timer = setTimeout(() => overdue.abort(), this.#limits.totalTimeout);
    try {
      const got = await request.call(this.#agentFor(sent), {
        ...toDispatch(sent),
        signal: signal ? AbortSignal.any([signal, overdue.signal]) : overdue.signal,
      });
      const { headers, statusCode: status } = got;
      const hasContent = status >= 200 && status < 300;
      const body = hasContent ? '' : await this.#textOf(got, origin);
      return {
        ...toAnswer(status, headers, body),
        content: pieces(got.body, origin, signal),
        discard: () => discard(got.body),
      };
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw toHttpError(error, origin, overdue.signal.aborted);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends all connections; requests in progress fail. */
  async close(): Promise<void> {
    this.pacing.stop();
    this.#closing.abort();
    const agents = [this.#agent, this.#publicAgent, ...this.#retired];
    await Promise.all(agents.map((agent) => agent.destroy()));
  }

  /**
   * Makes new connections from now on, since the trust settings have changed. Requests in progress
   * finish on the old ones.
   */
  reconnect(): void {
    this.#retired.push(this.#agent, this.#publicAgent);
    this.#agent = this.#newAgent(false);
    this.#publicAgent = this.#newAgent(true);
  }

  #newAgent(isPublicOnly: boolean): Agent {
    return new Agent({
      connections: maxAtOnce,
      pipelining: 1,
      connect: ({ protocol, host }, callback) => {
        const origin = new URL(`${protocol}//${host}`);
        const { signal } = this.#closing;
        void handOver(this.#connector.connect(origin, signal, isPublicOnly), callback);
      },
      headersTimeout: this.#limits.idleTimeout,
      bodyTimeout: this.#limits.idleTimeout,
      maxHeaderSize: 64 * 1024,
    });
  }

  #agentFor({ isPublicOnly = false }: HttpRequest): Agent {
    return isPublicOnly ? this.#publicAgent : this.#agent;
  }

  #limitOf(status: number): BodyLimit {
    const { maxBodyBytes, maxErrorBodyBytes } = this.#limits;
    return status >= 400
      ? { bytes: maxErrorBodyBytes, beyond: 'cut' }
      : { bytes: maxBodyBytes, beyond: 'refuse' };
  }

  /** Reads the body of a redirect or an error, up to the limit. */
  async #textOf(
    { body, headers, statusCode: status }: Dispatcher.ResponseData,
    url: URL,
  ): Promise<string> {
    try {
      const packing = packingOf(single(headers['content-encoding']), url, status);
      return await readBeginning(body, packing, this.#limits.maxErrorBodyBytes);
    } catch (error) {
      discard(body);
      throw error;
    }
  }
}

function toDispatch({ body, headers, method, url }: HttpRequest): Dispatcher.DispatchOptions {
  return {
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    method,
    headers: { 'accept-encoding': 'gzip', ...headers },
    body: body ?? null,
  };
}

function toAnswer(status: number, headers: IncomingHttpHeaders, body: string): HttpAnswer {
  return { status, body, header: (name) => single(headers[name.toLowerCase()]) };
}

async function* pieces(
  body: Readable,
  url: URL,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  try {
    yield* body.iterator() as AsyncIterable<Buffer>;
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw toHttpError(error, url, false);
  }
}

async function handOver(
  connecting: Promise<Socket>,
  callback: buildConnector.Callback,
): Promise<void> {
  let socket: Socket;
  try {
    socket = await connecting;
  } catch (error) {
    callback(error instanceof Error ? error : new Error('not connected'), null);
    return;
  }
  callback(null, socket);
}

function single(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null;
}
