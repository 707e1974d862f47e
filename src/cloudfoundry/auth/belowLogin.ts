/**
 * An address on the login server, which may have a path of its own. Resolving it as a relative
 * address would send a path that starts with two slashes to another host.
 */
export function belowLogin(login: URL, path: string): URL {
  const url = new URL(login);
  url.pathname = `${login.pathname.replace(/\/+$/, '')}${path}`;
  return url;
}
