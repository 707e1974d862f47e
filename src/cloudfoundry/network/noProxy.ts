import { BlockList, isIP, isIPv6 } from 'node:net';

/** Whether the host is this machine, which a proxy can't reach for us. */
export function isLoopback(host: string): boolean {
  const name = withoutDot(host.toLowerCase());
  return name === 'localhost' || name.endsWith('.localhost') || isIn(name, loopback);
}

/**
 * Whether the rules of `NO_PROXY` or `http.noProxy` exempt this host. A rule is a name including
 * its subdomains (`example.org`, `.example.org`, `*.example.org`), an IP address or a network
 * (`10.0.0.0/8`), each with or without a port, or `*`.
 * @param host without the brackets of an IPv6 address.
 */
export function isExempt(host: string, port: string, rules: readonly string[]): boolean {
  const name = withoutDot(host.toLowerCase());
  return rules
    .flatMap((rule) => rule.toLowerCase().split(/[\s,]+/))
    .filter((rule) => rule !== '')
    .some((rule) => matches(name, port, rule));
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');
loopback.addSubnet('::ffff:127.0.0.0', 104, 'ipv6');

function matches(host: string, port: string, rule: string): boolean {
  if (rule === '*') return true;
  if (rule.includes('/')) return isIn(host, network(rule));
  const { name, port: only } = parts(rule);
  if (only !== null && only !== port) return false;
  if (isIP(name)) return isIn(host, network(name));
  const domain = withoutDot(name.replace(/^\*?\./, ''));
  // The end of an IP address isn't like the domain of a name.
  return domain !== '' && (host === domain || (!isIP(host) && host.endsWith(`.${domain}`)));
}

function parts(rule: string): { readonly name: string; readonly port: string | null } {
  if (isIPv6(rule)) return { name: rule, port: null };
  const found = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(rule);
  return { name: found?.[1] ?? found?.[2] ?? rule, port: found?.[3] ?? null };
}

/** The addresses that `10.1.2.3` or `10.0.0.0/8` covers; empty for anything else. */
function network(rule: string): BlockList {
  const list = new BlockList();
  const [address = '', bits] = rule.split('/', 2);
  const family = isIP(address);
  if (family === 0) return list;
  const most = family === 6 ? 128 : 32;
  const prefix = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : -1;
  if (prefix >= 0 && prefix <= most) {
    list.addSubnet(address, prefix, family === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

function isIn(host: string, list: BlockList): boolean {
  const family = isIP(host);
  return family !== 0 && list.check(host, family === 6 ? 'ipv6' : 'ipv4');
}

/** `example.org.` and `example.org` are the same host. */
function withoutDot(host: string): string {
  return host.endsWith('.') ? host.slice(0, -1) : host;
}
