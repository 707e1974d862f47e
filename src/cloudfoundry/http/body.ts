import type { Readable } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
import { NotCloudFoundryError } from '../errors.ts';
import { toVisible } from '../visibleText.ts';

/**
 * The maximum size of a body after decompression, and whether a larger one is cut or
 * causes an error.
 */
export interface BodyLimit {
  readonly bytes: number;
  readonly beyond: 'cut' | 'refuse';
}

/** How a body is compressed. */
export type Packing = 'plain' | 'gzip';

/**
 * How a body is compressed, according to `Content-Encoding`.
 * @throws NotCloudFoundryError for an encoding that we didn't request
 */
export function packingOf(encoding: string | null, url: URL, status: number): Packing {
  switch (encoding?.trim().toLowerCase()) {
    case undefined:
    case '':
    case 'identity':
      return 'plain';
    case 'gzip':
    case 'x-gzip':
      return 'gzip';
  }
  throw new NotCloudFoundryError(
    url.href,
    status,
    `${url.origin} responded with an encoding that wasn’t requested (${toVisible(encoding ?? '', 40)})`,
  );
}

/**
 * Decompresses gzip as it arrives, in fewer, larger pieces: each costs a turn of the event loop,
 * and 5,000 droplets are six megabytes.
 */
export function startGunzip(): ReturnType<typeof createGunzip> {
  return createGunzip({ chunkSize: 256 * 1024 });
}

/**
 * Reads the beginning of a body as text, up to a limit. The rest isn't read, and the
 * connection ends.
 */
export async function readBeginning(
  body: Readable,
  packing: Packing,
  most: number,
): Promise<string> {
  const bytes = await take(body, most);
  // Proxies say gzip even for bodies that they omit.
  if (packing === 'plain' || bytes.length === 0) return bytes.toString();
  // The input may be cut off in the middle.
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  gunzip.end(bytes);
  return (await take(gunzip, most)).toString();
}

async function take(stream: Readable, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    // Leaving the loop ends the stream.
    if (size > most) break;
  }
  return Buffer.concat(chunks).subarray(0, most);
}

/** Discards an unread body and ends its connection. */
export function discard(body: Readable): void {
  body.on('error', () => {
    // Nothing to report: we destroyed it ourselves.
  });
  body.destroy();
}
