import http from 'node:http';
import https from 'node:https';
import type { TlsIdentity } from '../options.ts';

/** A server on 127.0.0.1 that is up. */
export interface Listener {
  /** Its address, with port. */
  readonly origin: string;
  /** To be called once, by whoever answers. What comes in before that waits. */
  readonly serve: (answer: http.RequestListener) => void;
  readonly close: () => Promise<void>;
}

type Server = http.Server | https.Server;

/** Starts a server; port 0 lets the system choose. @throws Error where the port is taken or the certificate bad */
export async function listen(port: number, tls: TlsIdentity | null): Promise<Listener> {
  const server = tls ? https.createServer({ key: tls.key, cert: tls.cert }) : http.createServer();
  const early: Parameters<http.RequestListener>[] = [];
  const keep: http.RequestListener = (...exchange) => {
    early.push(exchange);
  };
  server.on('request', keep);
  const bound = await bind(server, port);
  return {
    origin: `${tls ? 'https' : 'http'}://127.0.0.1:${bound}`,
    serve: (answer) => {
      server.off('request', keep).on('request', answer);
      for (const exchange of early) answer(...exchange);
    },
    close: () => close(server),
  };
}

function bind(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
      else reject(new Error('The server has no address.'));
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
