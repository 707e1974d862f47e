import { randomUUID } from 'node:crypto';
import type { Headers } from './call.ts';

/** A request as it came over the wire. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  /** Undefined where it was too large. */
  readonly body: string | undefined;
}

/** An answer as it goes over the wire. */
export interface Written {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** The longest request line that the web server in front of a Cloud Controller takes. */
const longestUrl = 8192;

/** What the web server in front refuses by itself, else undefined. */
export function refusedAtTheDoor({ body, url }: Received): Written | undefined {
  if (url.length > longestUrl) return errorPage(414, 'Request-URI Too Large');
  if (body === undefined) return errorPage(413, 'Request Entity Too Large');
  return undefined;
}

/** An error as the web server writes it. */
export function errorPage(status: number, title: string): Written {
  return {
    status,
    headers: { 'Content-Type': 'text/html' },
    text: `<html>\r\n<head><title>${status} ${title}</title></head>\r\n<body>\r\n<center><h1>${status} ${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`,
  };
}

/** For a request that was meant for somebody else. */
export const wrongHost: Written = {
  status: 403,
  headers: {},
  text: 'This foundation answers to loopback addresses only.',
};

/** What every answer carries. The client's own id comes back with ours appended. */
export function commonHeaders(headers: Headers): Readonly<Record<string, string>> {
  const sent = headers['x-vcap-request-id'];
  const id = randomUUID();
  return {
    'X-VCAP-Request-ID': typeof sent === 'string' && sent !== '' ? `${sent}::${id}` : id,
    'X-Content-Type-Options': 'nosniff',
  };
}
