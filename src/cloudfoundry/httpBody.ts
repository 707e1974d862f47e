import type { Readable } from 'node:stream';
import { createGunzip, gunzipSync } from 'node:zlib';
import { NotCloudFoundryError, TooLargeError } from './errors.ts';
import { toVisible } from './visibleText.ts';

/** What an answer says of its body. `url` is named in errors. */
export interface BodyFacts {
  readonly url: URL;
  readonly status: number;
  readonly encoding: string | null;
  /** As `Content-Length` says, which HTTP holds the body to; null where it does not say. */
  readonly length: number | null;
}

/** A body that can also be read at once. */
type Body = Readable & { readonly arrayBuffer?: () => Promise<ArrayBuffer> };

/** How many bytes a body may have, unpacked, and whether one that has more is cut or is an error. */
export interface BodyLimit {
  readonly bytes: number;
  readonly beyond: 'cut' | 'refuse';
}

/**
 * Reads a whole body as text.
 * @throws TooLargeError, NotCloudFoundryError (unknown encoding), and what the connection fails with.
 */
export async function readText(body: Body, facts: BodyFacts, limit: BodyLimit): Promise<string> {
  const pieces = await decode(body, facts);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of pieces) {
    size += chunk.length;
    if (size > limit.bytes) {
      // Leaving the loop destroys the stream, and with it the connection.
      if (limit.beyond === 'refuse') throw new TooLargeError(facts.url.href, limit.bytes);
      chunks.push(chunk.subarray(0, chunk.length - (size - limit.bytes)));
      break;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Ends a body that nobody will read, and with it the connection. */
export function discard(body: Readable): void {
  body.on('error', () => {
    // That it is destroyed is all that happens to it.
  });
  body.destroy();
}

/** Bytes of gzip that are unpacked at once, which a stream takes longer for; a bomb of that size holds 34 MB. */
const smallBytes = 32 * 1024;

async function decode(
  body: Body,
  { encoding, length, status, url }: BodyFacts,
): Promise<AsyncIterable<Buffer> | readonly Buffer[]> {
  switch (encoding?.trim().toLowerCase()) {
    case undefined:
    case '':
    case 'identity':
      return body;
    case 'gzip':
    case 'x-gzip': {
      const small = await takeSmall(body, length);
      // Proxies say gzip of bodies that they leave out.
      if (small) return small.length === 0 ? [] : [gunzipSync(small)];
      // Fewer, larger pieces: each costs a turn of the event loop, and 5,000 droplets are six megabytes.
      const gunzip = createGunzip({ chunkSize: 256 * 1024 });
      body.on('error', (error) => gunzip.destroy(error));
      gunzip.on('close', () => body.destroy());
      return body.pipe(gunzip);
    }
  }
  discard(body);
  throw new NotCloudFoundryError(
    url.href,
    status,
    `${url.origin} answered in an encoding that was not asked for (${toVisible(encoding ?? '', 40)})`,
  );
}

/** The whole body where it is small; else null, and the body can be read from its beginning. */
async function takeSmall(body: Body, length: number | null): Promise<Buffer | null> {
  if (body.arrayBuffer && length !== null && length <= smallBytes) {
    return Buffer.from(await body.arrayBuffer());
  }
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
