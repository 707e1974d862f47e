import type { Socket } from 'node:net';
import { codeOf } from './connectFailure.ts';
import { ProxyError, type ProxyFault } from './errors.ts';
import type { Proxy } from './proxy.ts';

const maxHeadBytes = 32 * 1024;

/**
 * Asks the proxy at the other end of this socket to connect it to that host. Tells the proxy only
 * the host's name and the proxy's own credentials.
 * @param authority `host:port`, IPv6 in brackets.
 * @throws ProxyError
 */
export async function openTunnel(socket: Socket, proxy: Proxy, authority: string): Promise<void> {
  const lines = [
    `CONNECT ${authority} HTTP/1.1`,
    `Host: ${authority}`,
    ...(proxy.authorization === null ? [] : [`Proxy-Authorization: ${proxy.authorization}`]),
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  const head = await readHead(socket, proxy);
  const status = Number(/^HTTP\/1\.[01] (\d{3})(?: |\r|$)/.exec(head)?.[1] ?? 0);
  const fail = (reason: ProxyFault, message: string): ProxyError =>
    new ProxyError(
      { reason, proxy: proxy.name, status: status === 0 ? null : status },
      `the proxy ${proxy.name} (${proxy.source}) ${message}`,
    );
  if (status === 407) throw fail('authentication', wanted(head, proxy));
  if (status === 0) throw fail('notAProxy', 'responded with something other than HTTP');
  if (status < 200 || status > 299) {
    throw fail('refused', `didn’t connect to ${authority}: it returned ${status}`);
  }
  // Portals answer everything with their web page. A connected proxy sends nothing of its own.
  if (hasPage(head) || socket.readableLength > 0) {
    throw fail('notAProxy', `returned ${status} with a page of its own instead of connecting`);
  }
}

function hasPage(head: string): boolean {
  const isHtml = /\r\ncontent-type:\s*text\/html/i.test(head);
  return isHtml && /\r\n(?:content-length:\s*[1-9]|transfer-encoding:)/i.test(head);
}

/** Reads until the empty line that ends the head. The rest stays in the socket. */
async function readHead(socket: Socket, proxy: Proxy): Promise<string> {
  return new Promise((resolve, reject) => {
    let head = Buffer.alloc(0);
    const settle = (act: () => void): void => {
      socket.off('readable', onReadable).off('error', onEnd).off('end', onEnd).off('close', onEnd);
      act();
    };
    const fail = (reason: ProxyFault, message: string, cause?: unknown): void =>
      settle(() =>
        reject(
          new ProxyError(
            { reason, proxy: proxy.name, status: null },
            `the proxy ${proxy.name} (${proxy.source}) ${message}`,
            { cause },
          ),
        ),
      );
    const onEnd = (cause?: unknown): void =>
      fail(
        'notConnected',
        cause instanceof Error
          ? `didn’t respond (${codeOf(cause) ?? cause.message})`
          : 'closed the connection before responding',
        cause,
      );
    const onReadable = (): void => {
      const piece: unknown = socket.read();
      if (!Buffer.isBuffer(piece)) return;
      head = Buffer.concat([head, piece]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0 && head.length > maxHeadBytes) {
        fail('notAProxy', 'responded with something other than HTTP');
      } else if (end >= 0) {
        settle(() => {
          if (head.length > end + 4) socket.unshift(head.subarray(end + 4));
          resolve(head.subarray(0, end).toString('latin1'));
        });
      }
    };
    socket.on('readable', onReadable).on('error', onEnd).on('end', onEnd).on('close', onEnd);
  });
}

function wanted(head: string, { authorization }: Proxy): string {
  const offered = [...head.matchAll(/\r\nproxy-authenticate:\s*([a-z]{1,20})/gi)].map(
    ([, scheme = '']) => scheme.toLowerCase(),
  );
  if (offered.length > 0 && !offered.includes('basic')) {
    return `requires ${[...new Set(offered)].slice(0, 5).join(' or ')} authentication, but only basic is supported`;
  }
  return authorization === null
    ? 'requires a user name and password'
    : 'rejected the user name and password';
}
