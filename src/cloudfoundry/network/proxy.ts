import { hostOf } from './host.ts';
import { isExempt, isLoopback } from './noProxy.ts';
import type { Environment, ProxySettings } from './settings.ts';

export interface Proxy {
  readonly protocol: 'http:' | 'https:';
  /** Without the brackets of an IPv6 address. */
  readonly hostname: string;
  readonly port: number;
  /** `host:port`, for messages. Never includes a user name. */
  readonly name: string;
  /** The setting or variable that names it, for messages. */
  readonly source: string;
  /** A complete `Proxy-Authorization` header. Secret. */
  readonly authorization: string | null;
}

type ProxyChoice =
  | { readonly kind: 'direct' }
  | { readonly kind: 'proxy'; readonly proxy: Proxy }
  /** The settings name a proxy that we can't use. Bypassing it wouldn't be what the user wants. */
  | { readonly kind: 'unusable'; readonly source: string; readonly reason: string };

/**
 * Chooses how to reach this address, by the same rules as VS Code's own requests: `http.proxy`
 * before the environment, `http.noProxy` instead of `NO_PROXY`, never a proxy to this machine.
 * Ignores PAC files and the system's proxy settings.
 */
export function chooseProxy(
  target: URL,
  settings: ProxySettings,
  environment: Environment,
): ProxyChoice {
  const host = hostOf(target);
  const wanted = wantedProxy(target.protocol, settings, environment);
  if (settings.support === 'off' || wanted === null || isLoopback(host)) return { kind: 'direct' };
  const fromSettings = settings.noProxy.filter((rule) => rule.trim() !== '');
  const rules =
    fromSettings.length > 0 ? fromSettings : [valueOf(environment, ['no_proxy'])?.value ?? ''];
  const port = target.port || (target.protocol === 'https:' ? '443' : '80');
  if (isExempt(host, port, rules)) return { kind: 'direct' };
  return toProxy(wanted, settings.authorization);
}

interface Named {
  readonly source: string;
  readonly value: string;
}

function wantedProxy(
  protocol: string,
  settings: ProxySettings,
  environment: Environment,
): Named | null {
  const url = settings.url.trim();
  if (url !== '') return { source: 'http.proxy', value: url };
  // Like VS Code, use the http proxy for https too if it is the only one.
  const names = protocol === 'https:' ? ['https_proxy', 'http_proxy'] : ['http_proxy'];
  return valueOf(environment, names);
}

/** Whether `ALL_PROXY` is set. VS Code ignores it too: it often names a SOCKS proxy. */
export function namesUnusedProxy(environment: Environment): boolean {
  return valueOf(environment, ['all_proxy']) !== null;
}

/** The first of these variables that is set, in lower or upper case. */
function valueOf(environment: Environment, names: readonly string[]): Named | null {
  for (const source of names.flatMap((name) => [name, name.toUpperCase()])) {
    const value = environment[source]?.trim() ?? '';
    if (value !== '') return { source, value };
  }
  return null;
}

function toProxy({ source, value }: Named, header: string | null): ProxyChoice {
  const unusable = (reason: string): ProxyChoice => ({ kind: 'unusable', source, reason });
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(value)?.[1]?.toLowerCase();
  const address = scheme === undefined ? `http://${value}` : value;
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') {
    return unusable(
      `it specifies a ${scheme} proxy, but only http and https proxies are supported`,
    );
  }
  const url = URL.canParse(address) ? new URL(address) : null;
  // An unescaped slash or hash in a password ends the host early, and the rest
  // still contains the @.
  if (!url || url.hostname === '' || `${url.pathname}${url.search}${url.hash}`.includes('@')) {
    return unusable('it isn’t the address of a proxy; escape special characters in the password');
  }
  const authorization = header?.trim() ? header.trim() : basic(url);
  if (authorization !== null && !/^[\x20-\x7e]+$/.test(authorization)) {
    return unusable('http.proxyAuthorization contains characters that aren’t allowed in a header');
  }
  const protocol = scheme === 'https' ? 'https:' : 'http:';
  const hostname = hostOf(url);
  const port = url.port === '' ? (scheme === 'https' ? 443 : 80) : Number(url.port);
  return {
    kind: 'proxy',
    proxy: {
      protocol,
      hostname,
      port,
      name: `${url.hostname}:${port}`,
      source,
      authorization,
    },
  };
}

function basic({ username, password }: URL): string | null {
  if (username === '' && password === '') return null;
  const userInfo = `${unescape(username)}:${unescape(password)}`;
  return `Basic ${Buffer.from(userInfo).toString('base64')}`;
}

function unescape(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign is just that.
    return text;
  }
}
