import http, {
  type IncomingHttpHeaders,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import https from 'node:https';
import { createGzip, gzipSync } from 'node:zlib';
import { captureRequest } from './captures.ts';

/** One request as it arrived. */
export interface Received {
  readonly method: string;
  /** Path and query, as sent. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What a server does with a request: answers it, well or badly, or not at all. */
export type Reply = (response: ServerResponse) => void;

export interface TestServer {
  readonly origin: string;
  /** Everything that arrived so far, in order. */
  readonly requests: readonly Received[];
  /** How many connections were made to it, in all and at the same time. */
  readonly connections: { readonly total: number; readonly most: number };
  /** Bytes that went out of its sockets, headers included. */
  bytesSent(): number;
  close(): Promise<void>;
}

type Headers = Readonly<Record<string, string | readonly string[]>>;

const running = new Set<TestServer>();

/**
 * Starts a server on a free port of loopback. `closeServers` ends it.
 * @param identity makes it an https server; its origin is then `https://localhost:…`.
 */
export async function startServer(
  handler: (request: Received) => Reply | Promise<Reply>,
  identity?: { readonly key: string; readonly cert: string },
): Promise<TestServer> {
  const requests: Received[] = [];
  const connections = { total: 0, most: 0 };
  let open = 0;
  const sockets: { readonly bytesWritten: number }[] = [];
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const received: Received = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      requests.push(received);
      captureRequest(`server ${started.origin}`, received);
      void Promise.resolve(handler(received)).then((reply) => reply(response));
    });
  };
  const server = identity ? https.createServer(identity, listener) : http.createServer(listener);
  server.on('connection', (socket) => {
    sockets.push(socket);
    connections.total += 1;
    open += 1;
    connections.most = Math.max(connections.most, open);
    socket.on('close', () => (open -= 1));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const started: TestServer = {
    origin: identity ? `https://localhost:${port}` : `http://127.0.0.1:${port}`,
    requests,
    connections,
    bytesSent: () => sockets.reduce((sum, socket) => sum + socket.bytesWritten, 0),
    close: () =>
      new Promise((resolve) => {
        running.delete(started);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  running.add(started);
  return started;
}

/** Ends all servers that are still running: for `afterEach`. */
export async function closeServers(): Promise<void> {
  await Promise.all([...running].map((server) => server.close()));
}

/** Answers by `METHOD /path`, without query; everything else as a Cloud Controller answers what it does not know. */
export function routes(table: Readonly<Record<string, Reply>>): (request: Received) => Reply {
  return ({ method, path }) => table[`${method} ${path.split('?', 1)[0] ?? ''}`] ?? unknownRequest;
}

/** Gives one reply after the other, and the last one from then on. */
export function inTurn(first: Reply, ...others: readonly Reply[]): () => Reply {
  const left = [...others];
  let next = first;
  return () => {
    const reply = next;
    next = left.shift() ?? next;
    return reply;
  };
}

export function answer(status: number, body: string | Buffer = '', headers: Headers = {}): Reply {
  return (response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.writeHead(status);
    response.end(body);
  };
}

export function json(value: unknown, status = 200, headers: Headers = {}): Reply {
  return answer(status, JSON.stringify(value), { 'content-type': 'application/json', ...headers });
}

export function html(text: string, status = 200): Reply {
  return answer(status, text, { 'content-type': 'text/html' });
}

export function redirect(location: string, status = 302): Reply {
  return answer(status, '', { location });
}

/** An error as the v3 API words it. */
export function apiError(status: number, code: number, title: string, detail: string): Reply {
  return json({ errors: [{ code, title, detail }] }, status, {
    'x-vcap-request-id': 'req-1',
  });
}

export const unknownRequest = apiError(404, 10000, 'CF-NotFound', 'Unknown request');

/** Takes the request and says nothing. */
export const hang: Reply = () => undefined;

/** Takes the request and resets the connection. */
export const reset: Reply = (response) => {
  response.socket?.resetAndDestroy();
};

/** Promises more than this part of a body, then closes the connection. */
export function cutOff(part: string, status = 200): Reply {
  return (response) => {
    response.writeHead(status, {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(part) + 1000),
    });
    response.write(part, () => response.socket?.destroy());
  };
}

/** Sends the headers and this part, and never the rest. */
export function stall(part: string | Buffer, headers: Headers = {}): Reply {
  return (response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.writeHead(200);
    response.write(part);
  };
}

/** Sends one byte after the other for as long as anybody listens. */
export function drip(milliseconds: number): Reply {
  return (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), milliseconds);
    response.on('close', () => clearInterval(timer));
  };
}

export function gzip(value: unknown, status = 200): Reply {
  return answer(status, gzipSync(JSON.stringify(value)), { 'content-encoding': 'gzip' });
}

/** Sends this many MiB of blanks, packed a thousandfold. */
export function gzipBomb(mebibytes: number, status = 200): Reply {
  return (response) => {
    response.writeHead(status, { 'content-encoding': 'gzip' });
    pour(response, mebibytes, createGzip());
  };
}

/** Sends this many MiB of blanks. */
export function flood(mebibytes: number, status = 200): Reply {
  return (response) => {
    response.writeHead(status);
    pour(response, mebibytes, null);
  };
}

function pour(
  response: ServerResponse,
  mebibytes: number,
  packer: ReturnType<typeof createGzip> | null,
): void {
  const target = packer ?? response;
  packer?.pipe(response);
  const piece = Buffer.alloc(1024 * 1024, ' ');
  let left = mebibytes;
  const more = (): void => {
    while (left > 0) {
      left -= 1;
      if (!target.write(piece)) {
        target.once('drain', more);
        return;
      }
    }
    target.end();
  };
  response.on('close', () => {
    left = 0;
    packer?.destroy();
  });
  more();
}
