import type http from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Written } from './written.ts';

const mostBodyBytes = 1_048_576;
/** Below this size compressing costs more than it saves; the router in front of a real foundation thinks so too. */
const leastCompressedBytes = 256;
const compress = promisify(gzip);

const loopbackHosts = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Whether the request was meant for this machine, and not for a name that somebody else made point here. `names` are
 * those that the foundation was given.
 */
export function isExpectedHost(host: string | undefined, names: readonly string[]): boolean {
  const name = host?.replace(/:\d+$/, '').toLowerCase();
  return name !== undefined && (loopbackHosts.has(name) || names.includes(name));
}

/** What a request carried. */
type Body =
  | { readonly kind: 'whole'; readonly text: string }
  | { readonly kind: 'too large' }
  /** The client has gone away: there is nobody to answer, and what arrived is not to be acted on. */
  | { readonly kind: 'cut off' };

/** Reads a request's body. */
export async function readBody(request: http.IncomingMessage): Promise<Body> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      if (!(chunk instanceof Uint8Array)) continue;
      size += chunk.byteLength;
      if (size <= mostBodyBytes) chunks.push(chunk);
    }
  } catch {
    return { kind: 'cut off' };
  }
  return size > mostBodyBytes
    ? { kind: 'too large' }
    : { kind: 'whole', text: Buffer.concat(chunks).toString() };
}

/** Sends an answer, compressed where the client takes that. */
export async function send(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  { headers, status, text }: Written,
): Promise<void> {
  const plain = Buffer.from(text);
  const accepted = request.headers['accept-encoding'];
  const isCompressed =
    plain.byteLength >= leastCompressedBytes &&
    typeof accepted === 'string' &&
    /\bgzip\b/.test(accepted);
  const bytes = isCompressed ? await compress(plain, { level: 1 }) : plain;
  response.writeHead(status, {
    ...headers,
    'Content-Length': bytes.byteLength,
    Vary: 'Accept-Encoding',
    ...(isCompressed && { 'Content-Encoding': 'gzip' }),
  });
  response.end(bytes);
}
