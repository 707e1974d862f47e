import type { Readable } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
import { NotCloudFoundryError } from '../errors.ts';
import { toVisible } from '../visibleText.ts';

/** How many bytes a body may have, unpacked, and whether one that has more is cut or is an error. */
export interface BodyLimit {
  readonly bytes: number;
  readonly beyond: 'cut' | 'refuse';
}

/** How a body is packed. */
export type Packing = 'plain' | 'gzip';

/**
 * How a body is packed, as `Content-Encoding` says.
 * @throws NotCloudFoundryError for one that was not asked for
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

/** Unpacks gzip as it arrives. Fewer, larger pieces: each costs a turn of the event loop, and 5,000 droplets are six megabytes. */
export function startGunzip(): ReturnType<typeof createGunzip> {
  return createGunzip({ chunkSize: 256 * 1024 });
}

/** Reads the beginning of a body as text, up to so many bytes; the rest is not read, and the connection ends with it. */
export async function readBeginning(
  body: Readable,
  packing: Packing,
  most: number,
): Promise<string> {
  const bytes = await take(body, most);
  // Proxies say gzip of bodies that they leave out.
  if (packing === 'plain' || bytes.length === 0) return bytes.toString();
  // It may end in the middle.
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

/** Ends a body that nobody will read, and with it the connection. */
export function discard(body: Readable): void {
  body.on('error', () => {
    // That it is destroyed is all that happens to it.
  });
  body.destroy();
}
