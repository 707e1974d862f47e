import { createHash, type Hash } from 'node:crypto';
import type { Droplet } from '../model.ts';
import { gzipMember, gzippedSize } from './gzip.ts';
import { endOfArchive, tarFile, tarHeader } from './tar.ts';

/** How much of the large file is made at a time: a multiple of what a tar is counted in. */
const pieceSize = 61_440;

/**
 * The bits of every droplet: a gzipped tar each, made when asked for and never held. They begin alike, with a large file
 * that makes up the size; what follows belongs to the droplet. So a checksum costs little once the first is known.
 */
export class Bits {
  readonly #pieces: number;
  readonly #start: Buffer;
  #common: Hash | undefined;
  readonly #checksums = new Map<string, string>();

  /** `size` is about how large each droplet is, in bytes. */
  constructor(size: number) {
    this.#pieces = Math.max(1, Math.round(size / gzippedSize(pieceSize)));
    this.#start = gzipMember(tarHeader('./app/vendor/modules.bin', this.#pieces * pieceSize));
  }

  /** The size of the droplet's bits in bytes. */
  sizeOf(droplet: Droplet): number {
    return this.#endAt() + endOf(droplet).length;
  }

  /** The SHA-256 of the droplet's bits, or null where there are none. */
  checksumOf(droplet: Droplet): string | null {
    if (!droplet.hasBits) return null;
    const known = this.#checksums.get(droplet.guid);
    if (known !== undefined) return known;
    this.#common ??= this.#commonHash();
    const checksum = this.#common.copy().update(endOf(droplet)).digest('hex');
    this.#checksums.set(droplet.guid, checksum);
    return checksum;
  }

  /** The droplet's bytes from the one to before the other, a piece at a time. */
  *read(droplet: Droplet, from: number, to: number): Generator<Buffer> {
    let at = from;
    while (at < to) {
      const { bytes, start } = this.#partAt(droplet, at);
      const part = bytes.subarray(at - start, Math.min(bytes.length, to - start));
      yield part;
      at += part.length;
    }
  }

  #commonHash(): Hash {
    const hash = createHash('sha256').update(this.#start);
    for (let piece = 0; piece < this.#pieces; piece += 1) hash.update(pieceOf(piece));
    return hash;
  }

  #partAt(droplet: Droplet, at: number): { readonly bytes: Buffer; readonly start: number } {
    if (at < this.#start.length) return { bytes: this.#start, start: 0 };
    const end = this.#endAt();
    if (at >= end) return { bytes: endOf(droplet), start: end };
    const size = gzippedSize(pieceSize);
    const piece = Math.floor((at - this.#start.length) / size);
    return { bytes: pieceOf(piece), start: this.#start.length + piece * size };
  }

  #endAt(): number {
    return this.#start.length + this.#pieces * gzippedSize(pieceSize);
  }
}

/** What tells one droplet from another. */
function endOf({ app, guid, processTypes }: Droplet): Buffer {
  const about = JSON.stringify({ droplet: guid, app: app.name, processes: processTypes });
  return gzipMember(
    Buffer.concat([
      tarFile('./staging_info.yml', `${about}\n`),
      tarFile(
        './app/start.sh',
        `#!/bin/sh\n# ${guid}\nexec ${processTypes?.['web'] ?? 'true'}\n`,
        0o755,
      ),
      endOfArchive,
    ]),
  );
}

/** Bytes that look like noise, as those of a compressed file do, and no piece like another. */
function pieceOf(piece: number): Buffer {
  const bytes = Buffer.from(noise());
  bytes.writeUInt32LE(piece, 0);
  return gzipMember(bytes);
}

let made: Buffer | undefined;

function noise(): Buffer {
  if (made) return made;
  const bytes = Buffer.alloc(pieceSize);
  let word = 0x2545f491;
  for (let at = 0; at < pieceSize; at += 4) {
    word ^= word << 13;
    word ^= word >>> 17;
    word ^= word << 5;
    bytes.writeInt32LE(word, at);
  }
  made = bytes;
  return bytes;
}
