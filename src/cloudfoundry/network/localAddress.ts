import { BlockList, isIP } from 'node:net';
import { isLoopback } from './noProxy.ts';

const local = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  local.addSubnet(network, prefix, 'ipv4');
  local.addSubnet(`::ffff:${network}`, 96 + prefix, 'ipv6');
}
local.addAddress('::', 'ipv6');
local.addSubnet('fc00::', 7, 'ipv6');
local.addSubnet('fe80::', 10, 'ipv6');

/**
 * Whether a host is this machine or an address that isn't public: loopback, link-local addresses,
 * where clouds serve secrets, and private networks (RFC 1918, 4193 and 6598). Doesn't resolve names
 * other than localhost.
 */
export function isLocal(host: string): boolean {
  const family = isIP(host);
  return isLoopback(host) || (family !== 0 && local.check(host, family === 6 ? 'ipv6' : 'ipv4'));
}
