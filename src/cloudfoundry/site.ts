import { isIP } from 'node:net';
import { getDomain } from 'tldts';
import { hostOf } from './network/host.ts';
import { isLoopback } from './network/noProxy.ts';

/**
 * Whether a login server clearly belongs to an API: on the same host, or under the API's parent
 * domain, like `login.sys.example.org` for `api.sys.example.org`. A public suffix (`org`, `co.uk`,
 * `azurewebsites.net`) doesn't imply a common owner.
 * @see https://publicsuffix.org
 */
export function isSameSite(api: URL, login: URL): boolean {
  if (login.hostname === api.hostname) return true;
  if (isIP(api.hostname) !== 0 || api.hostname.startsWith('[')) return false;
  const parent = api.hostname.split('.').slice(1).join('.');
  // Under a public suffix (`azurewebsites.net`), each name belongs to someone else.
  const isOwned = getDomain(parent, { allowPrivateDomains: true }) !== null;
  return isOwned && login.hostname.endsWith(`.${parent}`);
}

/** Whether others can read what we send there: http to any other machine. */
export function isReadableOnTheWay(url: URL): boolean {
  return url.protocol !== 'https:' && !isLoopback(hostOf(url));
}
