import { lookup as lookUpHost } from 'node:dns/promises';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { untilAborted } from '../http/untilAborted.ts';

/** Resolves a host to its addresses, best first, as `dns.lookup` returns them. */
export type Lookup = (
  host: string,
) => Promise<readonly { readonly address: string; readonly family: number }[]>;

export const systemLookup: Lookup = async (host) => lookUpHost(host, { all: true });

export interface DialOptions {
  readonly lookup: Lookup;
  /** Aborts connecting, and ends the connection. */
  readonly signal: AbortSignal;
  /** Called with all addresses before any is tried; throws to refuse them. */
  readonly check?: ((addresses: readonly string[]) => void) | undefined;
}

/**
 * Milliseconds before the next address is tried too.
 * @see https://www.rfc-editor.org/rfc/rfc8305#section-8
 */
const attemptDelay = 250;

/** We try only this many of a host's addresses. */
const maxAddresses = 20;

/**
 * The size that undici uses: with Node's default of 16 KiB the socket would stop and start for each
 * larger piece. Node accepts the option here as for any stream, though its types don't say so.
 */
const buffering = { highWaterMark: 64 * 1024 };

/**
 * Connects to the first of a host's addresses that accepts. A slow address keeps trying while we
 * try the next ones; Node would give up on each after 250 ms, too soon for a slow network.
 * @see https://nodejs.org/docs/latest-v20.x/api/net.html#socketconnectoptions-connectlistener
 * autoSelectFamilyAttemptTimeout
 */
export async function dial(
  host: string,
  port: number,
  { lookup, signal, check }: DialOptions,
): Promise<Socket> {
  const found = isIP(host) === 0 ? await untilAborted(lookup(host), signal) : [];
  const addresses = isIP(host) === 0 ? inTurn(found).slice(0, maxAddresses) : [host];
  check?.(addresses);
  signal.throwIfAborted();
  const socket = await firstOf(addresses, port, signal);
  signal.addEventListener('abort', () => void socket.destroy(toError(signal.reason)), {
    once: true,
  });
  if (signal.aborted) socket.destroy(toError(signal.reason));
  return socket;
}

/** Alternates between address families, so that a broken one costs only one delay. */
function inTurn(found: Awaited<ReturnType<Lookup>>): readonly string[] {
  const preferred = found[0]?.family;
  const first = found.filter(({ family }) => family === preferred);
  const second = found.filter(({ family }) => family !== preferred);
  return Array.from({ length: Math.max(first.length, second.length) }, (_, index) => [
    ...first.slice(index, index + 1),
    ...second.slice(index, index + 1),
  ])
    .flat()
    .map(({ address }) => address);
}

async function firstOf(
  addresses: readonly string[],
  port: number,
  signal: AbortSignal,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const waiting = addresses.values();
    const attempts = new Set<Socket>();
    const errors: Error[] = [];
    let timer: NodeJS.Timeout | undefined;
    const settle = (winner: Socket | null): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      for (const socket of attempts) if (socket !== winner) socket.destroy();
    };
    const onAbort = (): void => {
      settle(null);
      reject(toError(signal.reason));
    };
    const tryNext = (): void => {
      clearTimeout(timer);
      const { value: address } = waiting.next();
      if (address === undefined) {
        if (attempts.size > 0) return;
        settle(null);
        reject(errors.length === 1 && errors[0] ? errors[0] : new AggregateError(errors));
        return;
      }
      const socket = connectTcp({
        host: address,
        port,
        noDelay: true,
        keepAlive: true,
        keepAliveInitialDelay: 60_000,
        ...buffering,
      });
      attempts.add(socket);
      const onError = (error: Error): void => {
        attempts.delete(socket);
        errors.push(error);
        tryNext();
      };
      socket.on('error', onError).once('connect', () => {
        settle(socket);
        // Until the next step adds its own listener; it will find the socket destroyed.
        socket.off('error', onError).on('error', ignore);
        resolve(socket);
      });
      timer = setTimeout(tryNext, attemptDelay);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    tryNext();
  });
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('given up');
}

function ignore(): void {
  // The code that waits for the socket reports it.
}
