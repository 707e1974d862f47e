import { isIP } from 'node:net';
import { getDomain } from 'tldts';
import { hostOf } from './network/host.ts';
import { isLoopback } from './network/noProxy.ts';

/**
 * Whether a login server plainly belongs to an API: the same host, or one below the API's parent domain, as
 * `login.sys.example.org` does for `api.sys.example.org`. A public suffix (`org`, `co.uk`, `azurewebsites.net`) is no
 * common owner. @see https://publicsuffix.org
 */
export function isSameSite(api: URL, login: URL): boolean {
  if (login.hostname === api.hostname) return true;
  if (isIP(api.hostname) !== 0 || api.hostname.startsWith('[')) return false;
  const parent = api.hostname.split('.').slice(1).join('.');
  // Below a public suffix (`azurewebsites.net`), each name belongs to somebody else.
  const isOwned = getDomain(parent, { allowPrivateDomains: true }) !== null;
  return isOwned && login.hostname.endsWith(`.${parent}`);
}

/** Whether what is sent there can be read on its way: http to any other machine. */
export function isReadableOnTheWay(url: URL): boolean {
  return url.protocol !== 'https:' && !isLoopback(hostOf(url));
}
