import { BlockList, isIP } from 'node:net';
import { RefusedLinkError } from '../errors.ts';
import { hostOf } from '../network/host.ts';
import { isLoopback } from '../network/noProxy.ts';

/** Signed addresses are long, with session tokens in them; longer ones are not meant for us. */
const maxLength = 16 * 1024;

/**
 * Where a `Location` leads on the way to a file. Any host may store files, but no address of this machine or of a private
 * network unless the API has such a one itself, and none without TLS unless the API has none either. What the user
 * trusts is excepted. @param trusted origins
 * @throws RefusedLinkError, which names the origin at most: what follows it is signed, and so a secret.
 */
export function redirectTarget(
  location: string | null,
  from: URL,
  api: URL,
  trusted: readonly string[],
): URL {
  const text = location ?? '';
  if (text === '') throw refuse(from, 'somewhere', 'it names no address');
  if (text.length > maxLength) throw refuse(from, 'somewhere', 'the address is too long');
  // The URL parser would repair these silently, and lead elsewhere than what is read.
  if (/[\s\\]|\p{Cc}/u.test(text) || !URL.canParse(text, from.href)) {
    throw refuse(from, 'somewhere', 'that is no address');
  }
  const url = new URL(text, from);
  const shown = url.origin === 'null' ? url.protocol : url.origin;
  const isHttp = url.protocol === 'http:';
  if (!isHttp && url.protocol !== 'https:') throw refuse(from, shown, 'only https is followed');
  if (url.username !== '' || url.password !== '') {
    throw refuse(from, shown, 'the address holds a user name or password');
  }
  if (trusted.includes(url.origin)) return url;
  if (isHttp && api.protocol !== 'http:') {
    throw refuse(from, shown, `it is not encrypted. ${wayOut(shown)}`);
  }
  if (isLocal(hostOf(url)) && !isLocal(hostOf(api))) {
    throw refuse(
      from,
      shown,
      `it is an address of this machine or of a private network, and the API has none. ${wayOut(shown)}`,
    );
  }
  return url;
}

function wayOut(origin: string): string {
  return `To allow it, add ${origin} to trustedBlobOrigins in the setting cfDroplets.foundations`;
}

function refuse({ host }: URL, target: string, reason: string): RefusedLinkError {
  return new RefusedLinkError(
    target,
    `${host} redirects to ${target}, which is not followed: ${reason}`,
  );
}

const local = new BlockList();
local.addSubnet('0.0.0.0', 8, 'ipv4');
local.addSubnet('169.254.0.0', 16, 'ipv4');
for (const [network, prefix] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
] as const) {
  local.addSubnet(network, prefix, 'ipv4');
  local.addSubnet(`::ffff:${network}`, 96 + prefix, 'ipv6');
}
local.addSubnet('fc00::', 7, 'ipv6');
local.addAddress('::', 'ipv6');
local.addSubnet('fe80::', 10, 'ipv6');
local.addSubnet('::ffff:0.0.0.0', 104, 'ipv6');
local.addSubnet('::ffff:169.254.0.0', 112, 'ipv6');

/** Loopback, link-local addresses, at which clouds tell secrets, and private networks (RFC 1918, 4193 and 6598). */
function isLocal(host: string): boolean {
  const family = isIP(host);
  return isLoopback(host) || (family !== 0 && local.check(host, family === 6 ? 'ipv6' : 'ipv4'));
}
