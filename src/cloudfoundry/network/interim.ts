import type { Socket } from 'node:net';

/**
 * The complete head of a `100 Continue`, possibly with headers. Bounded, so that a malicious one
 * costs no more than others.
 */
const head = /^HTTP\/1\.[01] 100(?: [^\r\n]{0,200})?\r\n(?:[^\r\n]{1,2000}\r\n){0,20}\r\n/;

/** How many bytes of an answer we inspect for it. */
const most = 4096;

/**
 * Makes a socket skip any `100 Continue` before an answer. A server may send one unasked (RFC 9110,
 * 15.2), and some gateways do; undici treats that as the end of the connection ("bad response").
 * Inspects only what directly follows a request, never the body of an answer.
 */
export function withoutContinue<S extends Socket>(socket: S): S {
  let isHeadDue = false;
  let held: Buffer | null = null;
  const read = socket.read.bind(socket);
  const write = socket.write.bind(socket) as (...given: unknown[]) => boolean;
  socket.write = (...given: unknown[]): boolean => {
    isHeadDue = true;
    return write(...given);
  };
  socket.read = (size?: number): unknown => {
    for (;;) {
      const chunk: unknown = read(size);
      if (!isHeadDue || !(chunk instanceof Buffer)) return chunk;
      const bytes: Buffer = held ? Buffer.concat([held, chunk]) : chunk;
      held = null;
      const text = bytes.toString('latin1', 0, most);
      const interim = head.exec(text);
      if (interim) {
        const rest = bytes.subarray(interim[0].length);
        if (rest.length > 0) socket.unshift(rest);
      } else if (isBeginning(text) && bytes.length < most) {
        held = bytes;
      } else {
        isHeadDue = false;
        return bytes;
      }
    }
  };
  return socket;
}

/** Whether we need more bytes to tell. */
function isBeginning(text: string): boolean {
  const start = text.slice(0, 12);
  return ['HTTP/1.1 100', 'HTTP/1.0 100'].some((line) => line.startsWith(start));
}
