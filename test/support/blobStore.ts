import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import net from 'node:net';
import type { Received, Reply, TestServer } from './hostileServer.ts';

/** A file too large to be held, made anew whenever it is read. */
export interface TestFile {
  readonly size: number;
  readonly sha256: string;
  readonly sha1: string;
  /** Its bytes from one place to another. */
  read(from: number, to: number): Generator<Buffer>;
}

/** A file of this size, no part of which is like another. */
export function aFile(size: number): TestFile {
  // A prime, so that whoever goes on at a wrong place gets other bytes.
  const block = Buffer.alloc(65_521);
  for (let index = 0, word = 1; index < block.length; index += 1) {
    word = (word * 48_271) % 2_147_483_647;
    block[index] = word % 251;
  }
  function* read(from: number, to: number): Generator<Buffer> {
    for (let at = from; at < to;) {
      const start = at % block.length;
      const end = Math.min(block.length, start + (to - at));
      yield block.subarray(start, end);
      at += end - start;
    }
  }
  const sha256 = createHash('sha256');
  const sha1 = createHash('sha1');
  for (const piece of read(0, size)) {
    sha256.update(piece);
    sha1.update(piece);
  }
  return { size, sha256: sha256.digest('hex'), sha1: sha1.digest('hex'), read };
}

export interface Sent {
  readonly from?: number;
  readonly to?: number;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes after which the connection breaks. */
  readonly breakAfter?: number;
}

/** Sends a part of the file, no faster than it is taken. */
export function bytesOf(file: TestFile, sent: Sent = {}): Reply {
  const { from = 0, to = file.size, status = 200, headers = {}, breakAfter = Infinity } = sent;
  return (response) => {
    response.writeHead(status, { 'content-length': String(to - from), ...headers });
    void pour(response, file.read(from, Math.min(to, from + breakAfter)), breakAfter < to - from);
  };
}

async function pour(
  response: ServerResponse,
  pieces: Iterable<Buffer>,
  breaks: boolean,
): Promise<void> {
  for (const piece of pieces) {
    if (response.destroyed) return;
    if (!response.write(piece)) await drained(response);
  }
  if (breaks) response.socket?.end(() => response.destroy());
  else response.end();
}

async function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}

export const tagOfFile = '"file-1"';

/** Answers as a blob store does that can give the rest of a file. @param breakAfter of the first answer */
export function aStore(file: TestFile, breakAfter = Infinity): (request: Received) => Reply {
  let isFirst = true;
  return ({ headers }) => {
    const etag = tagOfFile;
    const from = /^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1];
    const breaks = isFirst ? { breakAfter } : {};
    isFirst = false;
    if (from === undefined || headers['if-range'] !== etag) {
      return bytesOf(file, { headers: { etag }, ...breaks });
    }
    const range = `bytes ${from}-${file.size - 1}/${file.size}`;
    return bytesOf(file, {
      from: Number(from),
      status: 206,
      headers: { etag, 'content-range': range },
      ...breaks,
    });
  };
}

/** Listens in on all that is sent to a server. Its origin is to be used in place of the server's. */
export async function tapped(
  server: TestServer,
): Promise<{ readonly origin: string; heard(): string; close(): Promise<void> }> {
  const pieces: Buffer[] = [];
  const listener = net.createServer((socket) => {
    const target = net.connect(Number(new URL(server.origin).port), '127.0.0.1');
    socket.on('data', (piece: Buffer) => pieces.push(piece));
    socket.on('error', () => target.destroy());
    target.on('error', () => socket.destroy());
    // An end is handed on as such, so that what was sent before it arrives.
    socket.pipe(target).pipe(socket);
  });
  await new Promise<void>((resolve) => {
    listener.listen(0, '127.0.0.1', resolve);
  });
  const address = listener.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    heard: () => Buffer.concat(pieces).toString('latin1'),
    close: () =>
      new Promise((resolve) => {
        listener.close(() => resolve());
      }),
  };
}
