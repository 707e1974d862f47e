import { createHash, type Hash } from 'node:crypto';
import { CloudControllerError, UnreachableError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Checksum } from '../resources/checksum.ts';
import { isPassing } from '../http/retry.ts';
import type { BitsSource, Resumption } from './bits.ts';
import { DownloadError } from './downloadError.ts';
import { Meter, type DownloadProgress } from './meter.ts';
import { PartFile } from './partFile.ts';

interface DownloadOrder {
  /** Path of the finished file. An existing file is replaced. */
  readonly target: string;
  /** The API's checksum of the bits; null if the API has none. */
  readonly checksum: Checksum | null;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: DownloadProgress) => void;
  readonly log: Log;
}

export interface Downloaded {
  readonly bytes: number;
  /**
   * The type of checksum that the file was verified against, such as `sha256`; null if the API
   * names none that we know.
   */
  readonly verifiedBy: string | null;
  /**
   * The origin of the blob store if it sent the file unencrypted although the API is
   * encrypted; otherwise null.
   */
  readonly plainOrigin: string | null;
}

type Source = Pick<BitsSource, 'open' | 'pause'>;

/** Attempts in a row without progress. */
const maxAttempts = 4;

/** Bytes that count as progress. With fewer, a download could go on forever. */
const further = 1024 * 1024;

/**
 * Writes a file to disk piece by piece. If the connection breaks, the download resumes or restarts.
 * The target appears only once the file is complete and its checksum matches.
 * @throws DownloadError, CloudControllerError, RefusedLinkError, network errors, the
 * signal's reason.
 */
export async function download(source: Source, order: DownloadOrder): Promise<Downloaded> {
  const file = await PartFile.create(order.target);
  try {
    const type = hashOf(order.checksum);
    const transfer = new Transfer(source, file, order, type);
    const digest = await transfer.run();
    if (digest !== null && digest !== order.checksum?.value.toLowerCase()) {
      throw new DownloadError(
        'checksum',
        `the file doesn’t match the ${type} checksum from the API and was removed`,
      );
    }
    order.signal.throwIfAborted();
    await file.finish();
    return { bytes: file.size, verifiedBy: type, plainOrigin: transfer.plainOrigin };
  } catch (error) {
    await remove(file, order.log);
    throw error;
  }
}

/** A failed removal is logged, but must not hide the original error. */
async function remove(file: PartFile, log: Log): Promise<void> {
  try {
    await file.discard();
  } catch (error) {
    log.warn(`An unfinished download could not be removed: ${String(error)}`);
  }
}

/** The checksum types that Cloud Controllers have used so far. */
function hashOf(checksum: Checksum | null): string | null {
  const type = checksum?.type.toLowerCase().replace('-', '') ?? '';
  return type === 'sha256' || type === 'sha1' ? type : null;
}

/** One file being downloaded, in one or several parts. */
class Transfer {
  readonly #source: Source;
  readonly #file: PartFile;
  readonly #order: DownloadOrder;
  readonly #hashType: string | null;
  readonly #meter: Meter;
  plainOrigin: string | null = null;
  #hash: Hash | null = null;
  #total: number | null = null;
  #tag: string | null = null;

  constructor(source: Source, file: PartFile, order: DownloadOrder, hashType: string | null) {
    this.#source = source;
    this.#file = file;
    this.#order = order;
    this.#hashType = hashType;
    this.#meter = new Meter(order.onProgress);
  }

  /** @returns the digest in hexadecimal, if one is wanted. */
  async run(): Promise<string | null> {
    const { log, signal } = this.#order;
    let farthest = 0;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#part(signal);
        return this.#hash?.digest('hex') ?? null;
      } catch (error) {
        signal.throwIfAborted();
        if (this.#file.size >= farthest + further) {
          farthest = this.#file.size;
          attempt = 1;
        }
        if (attempt >= maxAttempts || !mayPass(error, this.#file.size > 0)) throw error;
        log.info(`A download broke off after ${this.#file.size} bytes: ${error.message}`);
        await this.#source.pause(attempt, signal);
      }
    }
  }

  async #part(signal: AbortSignal): Promise<void> {
    const bits = await this.#source.open(this.#resumption(), signal);
    try {
      if (bits.offset === 0) await this.#begin();
      this.#total = bits.total;
      this.#tag = bits.tag;
      this.plainOrigin = bits.plainOrigin ?? this.plainOrigin;
      for await (const piece of bits.content) await this.#add(piece);
    } finally {
      bits.discard();
    }
    signal.throwIfAborted();
    if (this.#total !== null && this.#file.size !== this.#total) {
      throw new DownloadError(
        'size',
        `only ${this.#file.size} of ${this.#total} bytes were received`,
      );
    }
  }

  #resumption(): Resumption | null {
    const offset = this.#file.size;
    if (offset === 0 || this.#tag === null) return null;
    return { offset, tag: this.#tag, total: this.#total };
  }

  async #begin(): Promise<void> {
    await this.#file.restart();
    this.#hash = this.#hashType === null ? null : createHash(this.#hashType);
  }

  async #add(piece: Buffer): Promise<void> {
    // Wait for the write before taking the next piece, so that only a few pieces are in memory.
    await this.#file.write(piece);
    this.#hash?.update(piece);
    const bytes = this.#file.size;
    if (this.#total !== null && bytes > this.#total) {
      throw new DownloadError('notTheFile', 'more bytes were received than announced');
    }
    this.#meter.add(piece.length, { bytes, total: this.#total });
  }
}

/** Whether another attempt may succeed. After a time-out it may if data has arrived before. */
function mayPass(error: unknown, hasFlowed: boolean): error is Error {
  if (isPassing(error) || (error instanceof UnreachableError && hasFlowed)) return true;
  if (error instanceof CloudControllerError) return error.status >= 500;
  if (!(error instanceof DownloadError)) return false;
  const { fault, status } = error;
  const isDown = status !== null && (status >= 500 || status === 408 || status === 429);
  return fault === 'size' || (fault === 'store' && isDown);
}
