import type { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { isIP, type Socket } from 'node:net';
import {
  connect as connectTls,
  createSecureContext,
  type SecureContext,
  type TLSSocket,
} from 'node:tls';
import type { Log } from '../log.ts';
import { certificateFault, chainOf, toCertificateError } from './certificateError.ts';
import { loadAuthorities } from './certificates.ts';
import { codeOf, explainConnect, toConnectFailure } from './connectFailure.ts';
import { dial, systemLookup, type DialOptions, type Lookup } from './dial.ts';
import { LocalAddressError, provesNoWay, ProxyError } from './errors.ts';
import { hostOf } from './host.ts';
import { withoutContinue } from './interim.ts';
import { isLocal } from './localAddress.ts';
import { chooseProxy, namesUnusedProxy, type Proxy } from './proxy.ts';
import type { NetworkSettings } from './settings.ts';
import { openTunnel } from './tunnel.ts';

/** Whether to check the server's certificate; `context` holds the trusted authorities. */
type Trust =
  { readonly kind: 'checked'; readonly context: SecureContext } | { readonly kind: 'any' };

/** How to reach a server with the current settings. */
interface Way {
  readonly settings: NetworkSettings;
  readonly isDirect: boolean;
  readonly reach: (signal: AbortSignal) => Promise<Socket>;
}

/**
 * Makes the connections of one foundation: through a proxy if the settings name one, and only to
 * servers with a trusted certificate. Uses plain Node, since undici's own connectors report neither
 * the invalid certificate nor the proxy's answer.
 */
export class Connector {
  readonly #settings: () => NetworkSettings;
  readonly #log: Log;
  readonly #timeout: number;
  readonly #lookup: Lookup;
  /** By `host:port`, for servers that were reached directly. */
  readonly #inside = new Map<string, boolean>();
  #hasToldUnused = false;
  #authorities: { readonly key: string; readonly context: Promise<SecureContext> } | null = null;

  /** @param timeout milliseconds for one connection, including proxy and handshakes. */
  constructor(
    settings: () => NetworkSettings,
    log: Log,
    timeout: number,
    lookup: Lookup = systemLookup,
  ) {
    this.#lookup = lookup;
    this.#settings = settings;
    this.#log = log;
    this.#timeout = timeout;
  }

  /**
   * Makes a connection that is ready for HTTP. If it throws, nothing was sent to the server.
   * @param isPublicOnly refuses addresses on this machine and on private networks. We can't see
   * what a proxy connects to.
   * @throws LocalAddressError, CertificateError, ProxyError, AuthorityFileError, UnreachableError
   * (`notConnected`).
   */
  async connect(origin: URL, closing: AbortSignal, isPublicOnly = false): Promise<Socket> {
    const giveUp = new AbortController();
    const onClosing = (): void => giveUp.abort(new Error('closed'));
    const timer = setTimeout(() => giveUp.abort(new Error('timed out')), this.#timeout);
    closing.addEventListener('abort', onClosing, { once: true });
    try {
      if (closing.aborted) onClosing();
      const way = await this.#way(origin, this.#settings(), isPublicOnly);
      const socket = await this.#open(origin, way, giveUp.signal);
      if (way.isDirect) this.#inside.set(origin.host, isLocal(socket.remoteAddress ?? ''));
      return withoutContinue(socket);
    } catch (error) {
      const isUnexplained = giveUp.signal.aborted && !provesNoWay(error);
      const cause: unknown = isUnexplained ? giveUp.signal.reason : error;
      giveUp.abort(new Error('given up')); // Ends the sockets that were opened on the way.
      throw toConnectFailure(cause, origin);
    } finally {
      clearTimeout(timer);
      closing.removeEventListener('abort', onClosing);
    }
  }

  /**
   * Whether the server is on this machine or on a private network, judged by its name or its
   * latest connection.
   */
  isInside({ host, hostname }: URL): boolean {
    return isLocal(hostOf({ hostname })) || (this.#inside.get(host) ?? false);
  }

  async #open(origin: URL, { reach, settings }: Way, signal: AbortSignal): Promise<Socket> {
    if (origin.protocol !== 'https:') return reach(signal);
    const host = hostOf(origin);
    const trust = await this.#trust(!settings.skipsValidation, settings);
    const socket = await reach(signal);
    try {
      return await secure(socket, host, trust, signal);
    } catch (error) {
      const code = codeOf(error);
      if (code === null || certificateFault(code) === null) throw error;
      const chain = await inspect(reach, host, signal);
      throw toCertificateError(origin.host, code, chain, error);
    }
  }

  /** How to reach the server: directly or through the proxy in the settings. */
  async #way(origin: URL, settings: NetworkSettings, isPublicOnly: boolean): Promise<Way> {
    const choice = chooseProxy(origin, settings.proxy, settings.environment);
    if (!this.#hasToldUnused && namesUnusedProxy(settings.environment)) {
      this.#hasToldUnused = true;
      this.#log.info('ALL_PROXY is not used, as VS Code does not use it: see http.proxy');
    }
    const port = Number(origin.port || (origin.protocol === 'https:' ? 443 : 80));
    switch (choice.kind) {
      case 'direct':
        return {
          settings,
          isDirect: true,
          reach: (signal) => {
            const check = isPublicOnly ? refuseLocal(origin.host) : undefined;
            return dial(hostOf(origin), port, { lookup: this.#lookup, signal, check });
          },
        };
      case 'proxy': {
        const { proxy } = choice;
        if (origin.protocol !== 'https:') throw readable(origin, proxy);
        const isTls = proxy.protocol === 'https:';
        const trust = isTls ? await this.#trust(settings.proxy.isStrict, settings) : null;
        const authority = `${origin.hostname}:${port}`;
        return {
          settings,
          isDirect: false,
          reach: (signal) =>
            throughProxy(proxy, authority, trust, { lookup: this.#lookup, signal }),
        };
      }
      case 'unusable':
        throw new ProxyError(
          { reason: 'unusable', proxy: null, status: null },
          `the proxy from ${choice.source} can’t be used: ${choice.reason}`,
        );
    }
  }

  /**
   * Reads the authorities on first use, and again when the settings change. A failure isn't cached.
   */
  async #trust(isChecked: boolean, settings: NetworkSettings): Promise<Trust> {
    if (!isChecked) return { kind: 'any' };
    const { environment, trustsSystem, caFile } = settings;
    const { NODE_EXTRA_CA_CERTS: extra, SSL_CERT_DIR: folders, SSL_CERT_FILE: file } = environment;
    const key = JSON.stringify([trustsSystem, caFile, extra, file, folders]);
    if (this.#authorities?.key !== key) {
      const context = loadAuthorities(settings, this.#log).then((authorities) =>
        createSecureContext({ ca: [...authorities] }),
      );
      this.#authorities = { key, context };
    }
    const { context } = this.#authorities;
    try {
      return { kind: 'checked', context: await context };
    } catch (error) {
      if (this.#authorities?.context === context) this.#authorities = null;
      throw error;
    }
  }
}

function refuseLocal(host: string): (addresses: readonly string[]) => void {
  return (addresses) => {
    if (addresses.some(isLocal)) throw new LocalAddressError(host);
  };
}

/** Even through a tunnel, a proxy can read unencrypted traffic. */
function readable(origin: URL, proxy: Proxy): ProxyError {
  return new ProxyError(
    { reason: 'unencrypted', proxy: proxy.name, status: null },
    `${origin.origin} isn’t encrypted, and the proxy ${proxy.name} (${proxy.source}) could read everything that is sent: ` +
      'use its https address, or exempt it from the proxy (http.noProxy)',
  );
}

async function throughProxy(
  proxy: Proxy,
  authority: string,
  trust: Trust | null,
  options: DialOptions,
): Promise<Socket> {
  let socket: Socket;
  try {
    const plain = await dial(proxy.hostname, proxy.port, options);
    socket = trust ? await secure(plain, proxy.hostname, trust, options.signal) : plain;
  } catch (cause) {
    const code = codeOf(cause);
    const isCertificate = certificateFault(code) !== null;
    const why = isCertificate
      ? `its certificate isn’t trusted (${code})`
      : explainConnect(cause, { host: proxy.name, hostname: proxy.hostname });
    throw new ProxyError(
      { reason: isCertificate ? 'certificate' : 'notConnected', proxy: proxy.name, status: null },
      `the proxy ${proxy.name} (${proxy.source}) can’t be reached: ${why}`,
      { cause },
    );
  }
  await openTunnel(socket, proxy, authority);
  return socket;
}

async function secure(
  socket: Socket,
  host: string,
  trust: Trust,
  signal: AbortSignal,
): Promise<TLSSocket> {
  if (socket.destroyed) throw socket.errored ?? new Error('it closed the connection');
  const secured = connectTls({
    socket,
    host,
    // Server name to send, which can't be an IP address; the certificate is still
    // checked against `host`.
    servername: isIP(host) ? '' : host,
    ALPNProtocols: ['http/1.1'],
    ...(trust.kind === 'checked' ? { secureContext: trust.context } : {}),
    // Always set explicitly: an environment variable may have changed the default.
    rejectUnauthorized: trust.kind === 'checked',
  });
  secured.on('error', ignore);
  try {
    await once(secured, 'secureConnect', { signal });
    return secured;
  } catch (error) {
    secured.destroy();
    throw error;
  }
}

/**
 * Gets the certificates that a server shows: connects once more, and disconnects
 * after the handshake.
 */
async function inspect(
  reach: (signal: AbortSignal) => Promise<Socket>,
  host: string,
  signal: AbortSignal,
): Promise<readonly X509Certificate[]> {
  let socket: TLSSocket | null = null;
  try {
    socket = await secure(await reach(signal), host, { kind: 'any' }, signal);
    return chainOf(socket);
  } catch {
    // We know the fault, just not its details.
    return [];
  } finally {
    socket?.destroy();
  }
}

function ignore(): void {
  // The code that waits for the socket reports it.
}
