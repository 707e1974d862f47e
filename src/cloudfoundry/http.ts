import { Readable } from 'node:stream';
import { createGunzip, Gunzip } from 'node:zlib';
import request from 'undici/lib/api/api-request.js';
import Agent from 'undici/lib/dispatcher/agent.js';
import { NotCloudFoundryError, TooLargeError, UnreachableError } from './errors.ts';

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

/**
 * HTTP for one foundation: keep-alive connections of its own, no redirects, no cookies, no retries, bounded answers.
 * It never touches the process-wide dispatcher, which belongs to VS Code.
 */
export class HttpTransport {
  readonly #limits: HttpLimits;
  readonly #agent: Agent;

  constructor(limits: Partial<HttpLimits> = {}) {
    this.#limits = { ...defaultLimits, ...limits };
    this.#agent = new Agent({
      connections: 6,
      pipelining: 1,
      connect: { timeout: this.#limits.connectTimeout },
      headersTimeout: this.#limits.idleTimeout,
      bodyTimeout: this.#limits.idleTimeout,
      maxHeaderSize: 64 * 1024,
    });
  }

  /**
   * Sends one request once and reads the whole answer, whatever its status.
   * @throws UnreachableError, TooLargeError, NotCloudFoundryError (unknown encoding); the signal's reason when aborted.
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
    const stream = decode(body, single(headers['content-encoding']), url, status);
    const chunks: Buffer[] = [];
    let size = 0;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > limit) {
          // Leaving the loop destroys the stream, and with it the connection.
          if (!isError) throw new TooLargeError(url.href, limit);
          chunks.push(chunk.subarray(0, chunk.length - (size - limit)));
          break;
        }
        chunks.push(chunk);
      }
    } catch (error) {
      // Proxies say gzip of bodies that they leave out.
      const isEmpty = stream instanceof Gunzip && stream.bytesWritten === 0;
      if (!isEmpty || codeOf(error) !== 'Z_BUF_ERROR') throw error;
    }
    return Buffer.concat(chunks).toString('utf8');
  }
}

function decode(body: Readable, encoding: string | null, url: URL, status: number): Readable {
  switch (encoding?.trim().toLowerCase()) {
    case undefined:
    case '':
    case 'identity':
      return body;
    case 'gzip':
    case 'x-gzip': {
      // Fewer, larger pieces: each costs a turn of the event loop, and 5,000 droplets are six megabytes.
      const gunzip = createGunzip({ chunkSize: 64 * 1024 });
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

function single(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

function toHttpError(error: unknown, url: URL, isLate: boolean): unknown {
  if (error instanceof TooLargeError || error instanceof NotCloudFoundryError) return error;
  const code = codeOf(error);
  const where = url.host;
  const unreachable = (reason: UnreachableError['reason'], message: string) =>
    new UnreachableError(url.href, reason, message, error);
  if (isLate || code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') {
    return unreachable('timeout', `${where} did not answer in time`);
  }
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return unreachable('notConnected', `the host ${url.hostname} is not known`);
    case 'ECONNREFUSED':
      return unreachable('notConnected', `${where} refused the connection`);
    case 'UND_ERR_CONNECT_TIMEOUT':
      return unreachable('notConnected', `no connection to ${where} could be made (${code})`);
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'CERT_HAS_EXPIRED':
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return unreachable('notConnected', `the certificate of ${where} is not trusted (${code})`);
  }
  // The same codes tell of a connection that dies later, with the request on its way.
  if (code !== null && isConnecting(error)) {
    return unreachable('notConnected', `no connection to ${where} could be made (${code})`);
  }
  const why = error instanceof Error && error.message !== '' ? error.message : 'no reason given';
  return unreachable('connection', `the connection to ${where} broke off (${code ?? why})`);
}

/** Node nests the reason: an AggregateError of all addresses tried, or a cause. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}

function isConnecting(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(isConnecting);
  return error instanceof Error && 'syscall' in error && error.syscall === 'connect';
}
