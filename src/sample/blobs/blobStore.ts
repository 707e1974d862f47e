import { randomUUID } from 'node:crypto';
import type http from 'node:http';
import type { Droplet } from '../model.ts';
import type { State } from '../state.ts';
import type { BlobFaults } from './faults.ts';
import { rangeOf } from './range.ts';
import { sendPieces } from './sendPieces.ts';
import type { Signature } from './signature.ts';

/** Where the bits of a droplet are, on the blob store. */
export function blobPath({ guid }: Droplet): string {
  return `/cc-droplets/${guid.slice(0, 2)}/${guid.slice(2, 4)}/${guid}`;
}

/** A store for large files, as S3 is one: on its own origin, for those with a signed address, and for them only. */
export class BlobStore {
  readonly #state: State;
  readonly #signature: Signature;
  #faults: BlobFaults;
  #cuts = 0;

  constructor(state: State, signature: Signature, faults: BlobFaults) {
    this.#state = state;
    this.#signature = signature;
    this.#faults = faults;
  }

  /** What is wrong from now on. */
  break(faults: BlobFaults): void {
    this.#faults = faults;
    this.#cuts = 0;
  }

  /** Answers and says with which status; the bytes may still be under way then. */
  answer(request: http.IncomingMessage, response: http.ServerResponse): number {
    const url = new URL(request.url ?? '/', 'http://blobs.invalid');
    const refusal = this.#refusal(request, url);
    if (refusal) return refuse(response, ...refusal);
    const droplet = this.#dropletAt(url.pathname);
    if (!droplet) return refuse(response, 404, 'NoSuchKey', 'The specified key does not exist.');
    return this.#send(request, response, droplet);
  }

  #refusal({ headers, method }: http.IncomingMessage, url: URL): Refusal | undefined {
    if (headers.authorization !== undefined) {
      const reason =
        'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter or the Authorization header should be specified';
      return [400, 'InvalidArgument', reason];
    }
    if (headers['content-type'] !== undefined) {
      return [400, 'InvalidRequest', 'The header content-type was not signed.'];
    }
    if (method !== 'GET') {
      return [405, 'MethodNotAllowed', 'The specified method is not allowed.'];
    }
    switch (this.#signature.check(url.pathname, url.searchParams, this.#state.exactNow())) {
      case 'good':
        return undefined;
      case 'expired':
        return [403, 'AccessDenied', 'Request has expired'];
      case 'wrong':
        return [403, 'SignatureDoesNotMatch', 'The request signature does not match.'];
    }
  }

  #dropletAt(path: string): Droplet | undefined {
    const droplet = this.#state.find('droplets', path.split('/').at(-1) ?? '');
    return droplet?.hasBits && path === blobPath(droplet) ? droplet : undefined;
  }

  #send(
    { headers }: http.IncomingMessage,
    response: http.ServerResponse,
    droplet: Droplet,
  ): number {
    const { bits } = this.#state;
    const { cut, hasRanges, hasWrongBytes, rate } = this.#faults;
    const size = bits.sizeOf(droplet);
    const etag = `"${bits.checksumOf(droplet)?.slice(0, 32) ?? ''}"`;
    const changed = new Date(droplet.updatedAt).toUTCString();
    const condition = headers['if-range'];
    const isSame = condition === undefined || condition === etag || condition === changed;
    const range = rangeOf(hasRanges && isSame ? headers.range : undefined, size);
    if (range.kind === 'beyond') {
      response.setHeader('Content-Range', `bytes */${size}`);
      return refuse(response, 416, 'InvalidRange', 'The requested range is not satisfiable');
    }
    const { from, to } = range.kind === 'part' ? range : { from: 0, to: size };
    const status = range.kind === 'part' ? 206 : 200;
    response.writeHead(status, {
      'Content-Type': 'binary/octet-stream',
      'Content-Length': to - from,
      ETag: etag,
      'Last-Modified': changed,
      'x-amz-request-id': randomUUID(),
      ...(hasRanges && { 'Accept-Ranges': 'bytes' }),
      ...(range.kind === 'part' && { 'Content-Range': `bytes ${from}-${to - 1}/${size}` }),
    });
    const isCut = cut !== null && this.#cuts < cut.times && to - from > cut.after;
    if (isCut) this.#cuts += 1;
    void sendPieces(response, bits.read(droplet, from, to), {
      cutAfter: isCut ? cut.after : null,
      rate,
      wrongAt: hasWrongBytes ? Math.floor(size / 2) - from : null,
    });
    return status;
  }
}

type Refusal = readonly [status: number, code: string, message: string];

function refuse(response: http.ServerResponse, ...[status, code, message]: Refusal): number {
  const id = randomUUID();
  response.writeHead(status, { 'Content-Type': 'application/xml', 'x-amz-request-id': id });
  response.end(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message><RequestId>${id}</RequestId></Error>`,
  );
  return status;
}
