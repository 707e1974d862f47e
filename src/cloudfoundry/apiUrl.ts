/**
 * Returns the origin of an API address as people type it: `api.example.org`,
 * `https://api.example.org/`, or either with a path. The default scheme is https. Null if it isn't
 * an address or contains a user name.
 */
export function toApiUrl(text: string): URL | null {
  const trimmed = text.trim();
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const isHttp = url.protocol === 'https:' || url.protocol === 'http:';
  if (!isHttp || url.hostname === '' || url.username !== '' || url.password !== '') return null;
  return new URL(url.origin);
}
