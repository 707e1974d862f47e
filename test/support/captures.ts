import { appendFileSync, mkdirSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import path from 'node:path';
import { capturesVariable } from '../run/tokens.mjs';

interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Puts down what somebody was told. After the run it is searched for tokens, none of which may be there. */
export function capture(name: string, what: string | Buffer): void {
  const folder = process.env[capturesVariable];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  appendFileSync(path.join(folder, name), what);
}

/**
 * Puts down a request as a server got it, but for the two places where tokens belong: the header Authorization of a
 * request to the API, and the body of one to the token endpoint.
 */
export function captureRequest(server: string, request: Request): void {
  const { method, path: url, headers, body } = request;
  const isToApi = /^\/(?:v[23]\/|whoami$)/.test(url);
  const isForToken = method === 'POST' && url.endsWith('/oauth/token');
  const shown = isToApi ? { ...headers, authorization: '' } : headers;
  const lines = [`${method} ${url}`, JSON.stringify(shown), isForToken ? '' : body, ''];
  capture(`${fileNameOf(server)}.txt`, lines.join('\n'));
}

function fileNameOf(address: string): string {
  return address.replaceAll(/[^a-z0-9]+/gi, '-');
}
