import { RefusedLinkError } from './errors.ts';

/** Where links may lead: `api` is the origin that the user typed, `own` are the origins that the API names as itself. */
export interface LinkScope {
  readonly api: URL;
  readonly own: ReadonlySet<string>;
}

/** nginx in front of a Cloud Controller refuses longer request lines. */
const maxHrefLength = 8192;

/**
 * Resolves an advertised href to the URL to ask. An origin that the API names as its own is *rebased* onto the typed
 * one, since a Cloud Controller writes its configured host, which tunnels and port forwards do not share.
 * @throws RefusedLinkError for everything that does not plainly lead back to this API.
 */
export function resolveLink(href: string, scope: LinkScope): URL {
  if (href.length > maxHrefLength) throw refuse(href, 'it is too long');
  // The URL parser would repair these silently, and lead elsewhere than what is read.
  if (!isPlainAscii(href) && /[\s\\]|\p{Cc}/u.test(href)) {
    throw refuse(href, 'it contains whitespace or backslashes');
  }
  if (hasDotSegment(href)) throw refuse(href, 'its path contains "." or ".." segments');
  const isPath = href.startsWith('/') && !href.startsWith('//');
  const { origin } = scope.api;
  // The usual link, of which no more has to be taken apart.
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
  // Resolved once more below, such a path would be taken for `//host`, and the token would go there.
  if (url.pathname.startsWith('//')) throw refuse(href, 'its path starts with two slashes');
  return new URL(`${url.pathname}${url.search}`, origin);
}

/*
 * Every request comes by here, and V8 forgets compiled regular expressions whenever it collects garbage: to compile one with
 * `\p{…}` again takes longer than all else that is done for a request. So they are left for the few links that need them.
 */

function parse(href: string, base: string | undefined): URL | null {
  try {
    return new URL(href, base);
  } catch {
    return null;
  }
}

/** Whether there are only visible characters of ASCII, and no backslash. */
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

/** Where a redirect points, fit to be shown: an origin, or a scheme that has none (`javascript:`); null for no address. */
export function targetOf(location: string, base: URL): string | null {
  if (!URL.canParse(location, base.href)) return null;
  const { origin, protocol } = new URL(location, base);
  return origin === 'null' ? toShownValue(protocol) : origin;
}

/** A guid as it stands in a path or an address of ours. Half a character, of which no address can be made, becomes `�`. */
export function encodeSegment(guid: string): string {
  return encodeURIComponent(guid.toWellFormed());
}

/** A guid as it stands in a path; what is no escape is no guid of anything either, and stays. */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Why this href is not followed, fit to be shown. */
export function refuse(href: string, reason: string): RefusedLinkError {
  const shown = toShownValue(href);
  return new RefusedLinkError(shown, `The link ${shown} wasn’t followed: ${toShownValue(reason)}.`);
}

/** What a server wrote, fit for a message and a line of the log: short, visible, and without user name and password. */
export function toShownValue(text: string): string {
  const visible = text.replace(/[\s\p{C}]/gu, (character) => (character === ' ' ? ' ' : '\ufffd'));
  const bare = visible.replace(/([/\\]{2}|^[a-z]+:)[^/\\?#]*@/gi, '$1');
  return bare.length > 200 ? `${bare.slice(0, 200)}…` : bare;
}
