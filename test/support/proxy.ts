import http, { type IncomingHttpHeaders } from 'node:http';
import https from 'node:https';
import net from 'node:net';
import type { Duplex } from 'node:stream';
import type { Identity } from './authority.ts';
import { capture } from './captures.ts';

/** One CONNECT as it arrived. */
export interface Connect {
  readonly authority: string;
  readonly headers: IncomingHttpHeaders;
}

export interface TestProxy {
  /** `http://127.0.0.1:…`, or `https://localhost:…` with an identity. */
  readonly url: string;
  readonly connects: readonly Connect[];
  /** How many connections were made to it. */
  readonly connections: number;
  /** Everything that went through it in both directions, as anybody in its place could read it. */
  seen(): Buffer;
  close(): Promise<void>;
}

interface ProxyOptions {
  /** `user:password`, as Basic authentication wants them. */
  readonly credentials?: string;
  /** What it does in place of connecting. */
  readonly instead?: (socket: Duplex) => void;
  /** Makes it an https proxy. */
  readonly identity?: Identity;
  /** Which port of this machine stands for a `host:port`; that port itself by default. */
  readonly portOf?: (authority: string) => number | undefined;
}

const running = new Set<TestProxy>();

/**
 * Starts a CONNECT proxy on a free port of loopback. It takes every host to be this machine, so that a server of a
 * test can have a name that is not a loopback one. `closeProxies` ends it.
 */
export async function startProxy(options: ProxyOptions = {}): Promise<TestProxy> {
  const { credentials, instead, identity, portOf = portIn } = options;
  const connects: Connect[] = [];
  const pieces: Buffer[] = [];
  const sockets = new Set<Duplex>();
  let connections = 0;
  const server = identity ? https.createServer(identity) : http.createServer();
  const keep = (socket: Duplex): void => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  server.on('connection', (socket: Duplex) => {
    connections += 1;
    keep(socket);
  });
  server.on('connect', (request: http.IncomingMessage, socket: Duplex) => {
    keep(socket);
    const authority = request.url ?? '';
    connects.push({ authority, headers: request.headers });
    captured(`CONNECT ${authority}\n${JSON.stringify(request.headers)}\n`);
    const given = request.headers['proxy-authorization'];
    if (instead) {
      instead(socket);
    } else if (credentials !== undefined && given !== basic(credentials)) {
      challenge('Basic realm="test"')(socket);
    } else {
      // Nobody listens on port 0: what it does not know it does not reach.
      const target = net.connect(portOf(authority) ?? 0, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        tap(socket, target);
        tap(target, socket);
      });
      keep(target);
      target.once('error', () => socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'));
    }
  });
  const tap = (from: Duplex, to: Duplex): void => {
    from.on('data', (piece: Buffer) => {
      pieces.push(piece);
      captured(piece);
    });
    from.pipe(to);
    from.on('close', () => to.destroy());
  };
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const captured = (what: string | Buffer): void => capture(`proxy-${port}.txt`, what);
  const started: TestProxy = {
    url: identity ? `https://localhost:${port}` : `http://127.0.0.1:${port}`,
    connects,
    get connections() {
      return connections;
    },
    seen: () => Buffer.concat(pieces),
    close: () =>
      new Promise((resolve) => {
        running.delete(started);
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
  running.add(started);
  return started;
}

/** Ends all proxies that are still running: for `afterEach`. */
export async function closeProxies(): Promise<void> {
  await Promise.all([...running].map((proxy) => proxy.close()));
}

/** Wants authentication of this kind. */
export function challenge(scheme: string): (socket: Duplex) => void {
  return say(
    `HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: ${scheme}\r\nContent-Length: 0\r\n\r\n`,
  );
}

/** Writes this and ends the connection. */
export function say(text: string): (socket: Duplex) => void {
  return (socket) => void socket.end(text);
}

function portIn(authority: string): number {
  return Number(authority.slice(authority.lastIndexOf(':') + 1));
}

/** The header that carries them. */
export function basic(credentials: string): string {
  return `Basic ${Buffer.from(credentials).toString('base64')}`;
}
