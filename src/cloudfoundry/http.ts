import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
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
      const gunzip = createGunzip();
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
  if (isLate || code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') {
    return new UnreachableError(url.href, 'timeout', `${where} did not answer in time`, error);
  }
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new UnreachableError(
        url.href,
        'notConnected',
        `the host ${url.hostname} is not known`,
        error,
      );
    case 'ECONNREFUSED':
      return new UnreachableError(
        url.href,
        'notConnected',
        `${where} refused the connection`,
        error,
      );
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return new UnreachableError(
        url.href,
        'notConnected',
        `no connection to ${where} could be made (${code})`,
        error,
      );
  }
  const reason = error instanceof Error && error.message !== '' ? error.message : 'no reason given';
  return new UnreachableError(
    url.href,
    'connection',
    `the connection to ${where} broke off (${code ?? reason})`,
    error,
  );
}

/** Node nests the reason: an AggregateError of all addresses tried, or a cause. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}
