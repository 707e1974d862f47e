import { RefusedLinkError } from './errors.ts';

/**
 * Where links may lead: `api` is the origin that the user typed, `own` are the origins that the API
 * names as its own.
 */
export interface LinkScope {
  readonly api: URL;
  readonly own: ReadonlySet<string>;
}

/** nginx in front of a Cloud Controller rejects longer request lines. */
const maxHrefLength = 8192;

/**
 * Resolves an advertised href to a URL. If the API names its origin as its own, the URL is
 * *rebased* onto the origin that the user typed: a Cloud Controller writes its configured host,
 * which differs behind tunnels and port forwards.
 * @throws RefusedLinkError for anything that doesn't plainly lead back to this API.
 */
export function resolveLink(href: string, scope: LinkScope): URL {
  if (href.length > maxHrefLength) throw refuse(href, 'it is too long');
  // The URL parser would silently repair these and lead somewhere other than what the text says.
  if (!isPlainAscii(href) && /[\s\\]|\p{Cc}/u.test(href)) {
    throw refuse(href, 'it contains whitespace or backslashes');
  }
  if (hasDotSegment(href)) throw refuse(href, 'its path contains "." or ".." segments');
  const isPath = href.startsWith('/') && !href.startsWith('//');
  const { origin } = scope.api;
  // The usual link, which needs no further parsing.
  const isOwn = href.startsWith(`${origin}/`) && !href.startsWith(`${origin}//`);
  if (isOwn && !href.includes('#')) return new URL(href);

  const url = parse(href, isPath ? origin : undefined);
  if (!url) throw refuse(href, 'it is neither an absolute address nor a path');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw refuse(href, `its scheme is ${url.protocol.slice(0, -1)}`);
  }
  if (url.username !== '' || url.password !== '') {
    throw refuse(href, 'it contains a user name or password');
  }
  if (url.origin !== origin && !scope.own.has(url.origin)) {
    throw refuse(href, `it points to ${url.origin}, but this foundation is at ${origin}`);
  }
  // When resolved again below, such a path would be read as `//host`, and the token would go there.
  if (url.pathname.startsWith('//')) throw refuse(href, 'its path starts with two slashes');
  return new URL(`${url.pathname}${url.search}`, origin);
}

/*
 * Every request comes through here, and V8 drops compiled regular expressions on garbage
 * collection: compiling one with `\p{…}` again takes longer than the rest of the request's work. So
 * we use them only for the few links that need them.
 */

function parse(href: string, base: string | undefined): URL | null {
  try {
    return new URL(href, base);
  } catch {
    return null;
  }
}

/** Whether the text contains only visible ASCII characters and no backslash. */
function isPlainAscii(href: string): boolean {
  for (let at = 0; at < href.length; at += 1) {
    const code = href.charCodeAt(at);
    if (code <= 0x20 || code >= 0x7f || code === 0x5c) return false;
  }
  return true;
}

function hasDotSegment(href: string): boolean {
  const canHave = href.startsWith('.') || ['/.', '%2e', '%2E'].some((part) => href.includes(part));
  if (!canHave) return false;
  const path = href.split(/[?#]/, 1)[0] ?? '';
  return path.split('/').some((segment) => /^(\.|%2e){1,2}$/i.test(segment));
}

/**
 * Where a redirect points, safe to show: an origin, or a scheme without one (`javascript:`); null
 * if it isn't an address.
 */
export function targetOf(location: string, base: URL): string | null {
  if (!URL.canParse(location, base.href)) return null;
  const { origin, protocol } = new URL(location, base);
  return origin === 'null' ? toShown(protocol) : origin;
}

/**
 * Encodes a guid for a path or an address of ours. Half a character, which no address can
 * contain, becomes `�`.
 */
export function encodeSegment(guid: string): string {
  return encodeURIComponent(guid.toWellFormed());
}

/**
 * Decodes a guid from a path. Invalid escapes can't be part of a guid, so such a
 * segment stays as it is.
 */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Why this href isn't followed, safe to show. */
export function refuse(href: string, reason: string): RefusedLinkError {
  const shown = toShown(href);
  return new RefusedLinkError(shown, `The link ${shown} wasn’t followed: ${toShown(reason)}.`);
}

/**
 * Makes a server's text safe for a message or a log line: short, visible, and without user
 * name and password.
 */
export function toShown(text: string): string {
  const visible = text.replace(/[\s\p{C}]/gu, (character) => (character === ' ' ? ' ' : '\ufffd'));
  const bare = visible.replace(/([/\\]{2}|^[a-z]+:)[^/\\?#]*@/gi, '$1');
  return bare.length > 200 ? `${bare.slice(0, 200)}…` : bare;
}
