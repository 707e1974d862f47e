import { isIP } from 'node:net';
import { hostOf } from './network/host.ts';
import { isLoopback } from './network/noProxy.ts';

/**
 * Whether a login server plainly belongs to an API: the same host, or one below the API's parent domain, as
 * `login.sys.example.org` does for `api.sys.example.org`. A parent without a dot (`org`) is no common owner.
 */
export function isSameSite(api: URL, login: URL): boolean {
  if (login.hostname === api.hostname) return true;
  if (isIP(api.hostname) !== 0 || api.hostname.startsWith('[')) return false;
  const parent = api.hostname.split('.').slice(1).join('.');
  return parent.includes('.') && login.hostname.endsWith(`.${parent}`);
}

/** Whether what is sent there can be read on its way: http to any other machine. */
export function isReadableOnTheWay(url: URL): boolean {
  return url.protocol !== 'https:' && !isLoopback(hostOf(url));
}
