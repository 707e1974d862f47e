import { gunzipSync } from 'node:zlib';
import type { Dispatcher } from 'undici';
import type { IncomingHttpHeaders } from 'undici/types/header.js';
import { TooLargeError } from '../errors.ts';
import { startGunzip, type BodyLimit, type Packing } from './body.ts';

/** A complete answer. */
interface Collected {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** How to read an answer's body, decided once its head has arrived. */
interface BodyRules {
  readonly packing: Packing;
  readonly limit: BodyLimit;
}

/**
 * Gzip up to this many bytes is decompressed at once, faster than by a stream; a bomb of that
 * size holds 34 MB.
 */
const smallBytes = 32 * 1024;

/**
 * Receives an answer from undici's dispatcher as it arrives. undici's own `request` turns
 * every body into a stream, which for a page of rows takes longer than everything else
 * that we do with it.
 * @see https://undici.nodejs.org/#/docs/api/Dispatcher?id=dispatcherdispatchoptions-handler
 */
export class Collector implements Dispatcher.DispatchHandler {
  /**
   * Rejects if the connection or decompression fails, the rules refuse the answer, or
   * `abort` is called.
   */
  readonly answer: Promise<Collected>;
  readonly #href: string;
  readonly #toRules: (status: number, headers: IncomingHttpHeaders) => BodyRules;
  readonly #packed: Buffer[] = [];
  readonly #chunks: Buffer[] = [];
  #resolve: (answer: Collected) => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;
  #controller: Dispatcher.DispatchController | null = null;
  #aborted: Error | null = null;
  #head: Omit<Collected, 'body'> | null = null;
  #rules: BodyRules = { packing: 'plain', limit: { bytes: 0, beyond: 'refuse' } };
  #gunzip: ReturnType<typeof startGunzip> | null = null;
  #packedSize = 0;
  #size = 0;

  /**
   * @param href named in the error if the body is too large
   * @param toRules may throw to refuse an answer
   */
  constructor(href: string, toRules: (status: number, headers: IncomingHttpHeaders) => BodyRules) {
    this.#href = href;
    this.#toRules = toRules;
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Ends the exchange at any stage. */
  abort(reason: Error): void {
    this.#aborted = reason;
    this.#reject(reason);
    this.#gunzip?.destroy();
    this.#controller?.abort(reason);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#aborted) controller.abort(this.#aborted);
  }

  onResponseStart(_: unknown, status: number, headers: IncomingHttpHeaders): void {
    // Interim answers such as "103 Early Hints".
    if (status < 200) return;
    this.#head = { status, headers };
    this.#rules = this.#toRules(status, headers);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#rules.packing === 'plain') {
      this.#take(chunk);
      return;
    }
    if (this.#gunzip) {
      if (!this.#gunzip.write(chunk)) controller.pause();
      return;
    }
    this.#packed.push(chunk);
    this.#packedSize += chunk.length;
    if (this.#packedSize > smallBytes) this.#unpackFromHere(controller);
  }

  onResponseEnd(): void {
    if (this.#gunzip) {
      this.#gunzip.end();
      return;
    }
    try {
      // Proxies say gzip even for bodies that they omit.
      if (this.#packedSize > 0) this.#take(gunzipSync(whole(this.#packed)));
      this.#finish();
    } catch (error) {
      this.#reject(error);
    }
  }

  onResponseError(_: unknown, error: Error): void {
    this.#reject(error);
    this.#gunzip?.destroy();
  }

  #unpackFromHere(controller: Dispatcher.DispatchController): void {
    this.#gunzip = startGunzip()
      .on('data', (chunk: Buffer) => this.#take(chunk))
      .on('drain', () => controller.resume())
      .on('error', (error) => this.abort(error))
      .on('end', () => this.#finish());
    this.#gunzip.write(whole(this.#packed));
  }

  /** Takes a piece of the decompressed body. */
  #take(chunk: Buffer): void {
    const { beyond, bytes } = this.#rules.limit;
    const room = Math.max(0, bytes - this.#size);
    this.#size += chunk.length;
    if (chunk.length <= room) {
      this.#chunks.push(chunk);
    } else if (beyond === 'refuse') {
      this.abort(new TooLargeError(this.#href, bytes));
    } else {
      this.#chunks.push(chunk.subarray(0, room));
      this.#finish();
      this.abort(new Error('the rest is not read'));
    }
  }

  #finish(): void {
    if (this.#head) this.#resolve({ ...this.#head, body: whole(this.#chunks).toString() });
  }
}

function whole(chunks: readonly Buffer[]): Buffer {
  const [only, ...others] = chunks;
  return only && others.length === 0 ? only : Buffer.concat(chunks);
}
