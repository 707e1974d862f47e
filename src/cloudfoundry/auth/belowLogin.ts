/**
 * An address of the login server, which may have a path of its own. Resolved as a relative address, a path that begins
 * with two slashes would lead to another host.
 */
export function belowLogin(login: URL, path: string): URL {
  const url = new URL(login);
  url.pathname = `${login.pathname.replace(/\/+$/, '')}${path}`;
  return url;
}
