import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { createGunzip, gunzipSync } from 'node:zlib';
import type { buildConnector } from 'undici';
import request from 'undici/lib/api/api-request.js';
import Agent from 'undici/lib/dispatcher/agent.js';
import { NotCloudFoundryError, TooLargeError, UnreachableError } from './errors.ts';
import { silentLog, type Log } from './log.ts';
import { codeOf } from './network/connectFailure.ts';
import { Connector } from './network/connector.ts';
import { provesNoWay } from './network/errors.ts';
import { plainNetwork, type NetworkSettings } from './network/settings.ts';
import { maxAtOnce, Pacing, type PacingOptions } from './pacing.ts';

export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  /** Decompressed. Of an error answer at most the first MiB. */
  readonly body: string;
  header(name: string): string | null;
}

export interface HttpLimits {
  /** Bytes after decompression that an answer may have. */
  readonly maxBodyBytes: number;
  readonly maxErrorBodyBytes: number;
  /** Milliseconds. */
  readonly connectTimeout: number;
  /** Milliseconds until the answer's headers, and between two pieces of its body. */
  readonly idleTimeout: number;
  /** Milliseconds for the whole exchange, so that a server that drips cannot hold us for ever. */
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
  /** Proxies and certificates; without it no proxy, and the authorities that Node brings along. */
  readonly network?: (() => NetworkSettings) | undefined;
  readonly pacing?: Partial<PacingOptions> | undefined;
  readonly log?: Log | undefined;
}

/**
 * HTTP for one foundation: keep-alive connections of its own, no redirects, no cookies, no retries, bounded answers.
 * It never touches the process-wide dispatcher, which belongs to VS Code.
 */
export class HttpTransport {
  /** When requests may be sent, for those who send many; `send` itself does not wait for it. */
  readonly pacing: Pacing;
  readonly #limits: HttpLimits;
  readonly #agent: Agent;
  readonly #closing = new AbortController();

  constructor({ limits, network, pacing, log }: HttpOptions = {}) {
    this.#limits = { ...defaultLimits, ...limits };
    this.pacing = new Pacing(pacing);
    const connector = new Connector(
      network ?? (() => plainNetwork),
      log ?? silentLog,
      this.#limits.connectTimeout,
    );
    this.#agent = new Agent({
      connections: maxAtOnce,
      pipelining: 1,
      connect: ({ protocol, host }, callback) => {
        const origin = new URL(`${protocol}//${host}`);
        void handOver(connector.connect(origin, this.#closing.signal), callback);
      },
      headersTimeout: this.#limits.idleTimeout,
      bodyTimeout: this.#limits.idleTimeout,
      maxHeaderSize: 64 * 1024,
    });
  }

  /**
   * Sends one request once and reads the whole answer, whatever its status.
   * @throws UnreachableError, CertificateError, ProxyError, AuthorityFileError, TooLargeError, NotCloudFoundryError
   * (unknown encoding); the signal's reason when aborted.
   */
  async send({ method, url, headers, body, signal }: HttpRequest): Promise<HttpAnswer> {
    const deadline = AbortSignal.timeout(this.#limits.totalTimeout);
    try {
      const answer = await request.call(this.#agent, {
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method,
        headers: { 'accept-encoding': 'gzip', ...headers },
        body: body ?? null,
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      });
      const fields = answer.headers;
      const text = await this.#read(answer.body, answer.statusCode, fields, url);
      return {
        status: answer.statusCode,
        body: text,
        header: (name) => single(fields[name.toLowerCase()]),
      };
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw toHttpError(error, url, deadline.aborted);
    }
  }

  /** Ends all connections; requests under way fail. */
  async close(): Promise<void> {
    this.pacing.stop();
    this.#closing.abort();
    await this.#agent.destroy();
  }

  async #read(
    body: Readable,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
    url: URL,
  ): Promise<string> {
    const isError = status >= 400;
    const limit = isError ? this.#limits.maxErrorBodyBytes : this.#limits.maxBodyBytes;
    const pieces = await decode(body, single(headers['content-encoding']), url, status);
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of pieces) {
      size += chunk.length;
      if (size > limit) {
        // Leaving the loop destroys the stream, and with it the connection.
        if (!isError) throw new TooLargeError(url.href, limit);
        chunks.push(chunk.subarray(0, chunk.length - (size - limit)));
        break;
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  }
}

/** Bytes of gzip that are unpacked at once, which a stream takes longer for; a bomb of that size holds 34 MB. */
const smallBytes = 32 * 1024;

async function decode(
  body: Readable,
  encoding: string | null,
  url: URL,
  status: number,
): Promise<AsyncIterable<Buffer> | readonly Buffer[]> {
  switch (encoding?.trim().toLowerCase()) {
    case undefined:
    case '':
    case 'identity':
      return body;
    case 'gzip':
    case 'x-gzip': {
      const small = await takeSmall(body);
      // Proxies say gzip of bodies that they leave out.
      if (small) return small.length === 0 ? [] : [gunzipSync(small)];
      // Fewer, larger pieces: each costs a turn of the event loop, and 5,000 droplets are six megabytes.
      const gunzip = createGunzip({ chunkSize: 256 * 1024 });
      body.on('error', (error) => gunzip.destroy(error));
      gunzip.on('close', () => body.destroy());
      return body.pipe(gunzip);
    }
  }
  body.on('error', () => {
    // Destroying it below is all that happens to it.
  });
  body.destroy();
  throw new NotCloudFoundryError(
    url.href,
    status,
    `${url.origin} answered in an encoding that was not asked for (${encoding})`,
  );
}

/** The whole body where it is small; else null, and the body can be read from its beginning. */
async function takeSmall(body: Readable): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    chunks.push(chunk);
    if (size > smallBytes) {
      body.unshift(Buffer.concat(chunks));
      return null;
    }
  }
  return Buffer.concat(chunks);
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

function toHttpError(error: unknown, url: URL, isLate: boolean): unknown {
  const isOurs = [UnreachableError, TooLargeError, NotCloudFoundryError].some(
    (kind) => error instanceof kind,
  );
  if (isOurs || provesNoWay(error)) return error;
  const code = codeOf(error);
  if (isLate || code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') {
    return new UnreachableError(url.href, 'timeout', `${url.host} did not answer in time`, error);
  }
  const why = error instanceof Error && error.message !== '' ? error.message : 'no reason given';
  const message = `the connection to ${url.host} broke off (${code ?? why})`;
  return new UnreachableError(url.href, 'connection', message, error);
}
