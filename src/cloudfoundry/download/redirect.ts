import { RefusedLinkError } from '../errors.ts';
import { hostOf } from '../network/host.ts';
import { isLocal } from '../network/localAddress.ts';

/**
 * Signed addresses are long because they contain session tokens; longer ones than this
 * aren't meant for us.
 */
const maxLength = 16 * 1024;

export interface RedirectRules {
  /** Origins that the user trusts to store files, even on private networks or unencrypted. */
  readonly trusted: readonly string[];
  /** Whether the API itself is on this machine or in a private network. */
  readonly isInside: boolean;
}

/**
 * Resolves a `Location` on the way to a file. Any host may store files, but an address on this
 * machine or a private network is allowed only if the API has such an address itself, and one
 * without TLS only if the API has none either. Origins that the user trusts are exempt.
 * @throws RefusedLinkError, which names at most the origin: the rest is signed, and so a secret.
 */
export function redirectTarget(
  location: string | null,
  from: URL,
  api: URL,
  { trusted, isInside }: RedirectRules,
): URL {
  const text = location ?? '';
  if (text === '') throw refuse(from, 'an unknown address', 'the redirect contains no address');
  if (text.length > maxLength) throw refuse(from, 'an unknown address', 'the address is too long');
  // The URL parser would silently repair these and lead somewhere other than what the text says.
  if (/[\s\\]|\p{Cc}/u.test(text) || !URL.canParse(text, from.href)) {
    throw refuse(from, 'an unknown address', 'the address isn’t valid');
  }
  const url = new URL(text, from);
  const shown = url.origin === 'null' ? url.protocol : url.origin;
  const isHttp = url.protocol === 'http:';
  if (!isHttp && url.protocol !== 'https:') throw refuse(from, shown, 'only https is allowed');
  if (url.username !== '' || url.password !== '') {
    throw refuse(from, shown, 'the address contains a user name or password');
  }
  if (trusted.includes(url.origin)) return url;
  if (isHttp && api.protocol !== 'http:') {
    throw refuse(from, shown, `it isn’t encrypted. ${wayOut(shown)}`);
  }
  if (isLocal(hostOf(url)) && !isInside) {
    throw refuse(from, shown, `${notInside}. ${wayOut(shown)}`);
  }
  return url;
}

const notInside = 'it’s on this machine or on a private network, but the API isn’t';

/** The addresses behind a host name are known only once the connection is made. */
export function leadsInside(from: string, { origin }: URL): RefusedLinkError {
  return new RefusedLinkError(
    origin,
    `the redirect from ${from} to ${origin} wasn’t followed: ${notInside}. ${wayOut(origin)}`,
  );
}

function wayOut(origin: string): string {
  return `To allow it, add ${origin} to trustedBlobOrigins in the setting cfDroplets.foundations`;
}

function refuse({ host }: URL, target: string, reason: string): RefusedLinkError {
  return new RefusedLinkError(
    target,
    `the redirect from ${host} to ${target} wasn’t followed: ${reason}`,
  );
}
