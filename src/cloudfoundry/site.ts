import { isIP } from 'node:net';

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
