import type { TokenSource } from '../../src/cloudfoundry/auth/tokens.ts';
import { CloudFoundryClient } from '../../src/cloudfoundry/client.ts';
import type { Discovery } from '../../src/cloudfoundry/discovery.ts';
import {
  HttpTransport,
  type HttpLimits,
  type HttpOptions,
} from '../../src/cloudfoundry/http/transport.ts';
import type { Log } from '../../src/cloudfoundry/log.ts';

const transports = new Set<HttpTransport>();

/** A transport that `closeTransports` ends, and that does not take its time before it sends something again. */
export function aTransport(
  limits: Partial<HttpLimits> = {},
  options: Omit<HttpOptions, 'limits'> = {},
): HttpTransport {
  const pacing = { sleep: async () => undefined, ...options.pacing };
  const transport = new HttpTransport({ ...options, limits, pacing });
  transports.add(transport);
  return transport;
}

/** Ends all transports: for `afterEach`. */
export async function closeTransports(): Promise<void> {
  await Promise.all([...transports].map((transport) => transport.close()));
  transports.clear();
}

/** A log that keeps its lines. */
export function aLog(): Log & { readonly lines: readonly string[] } {
  const lines: string[] = [];
  const keep = (line: string) => void lines.push(line);
  return { lines, debug: keep, info: keep, warn: keep };
}

/** What discovery finds at a modern foundation. */
export function aDiscovery(origin: string, fields: Partial<Discovery> = {}): Discovery {
  return {
    version: '3.228.0',
    era: 'root',
    v3: new URL('/v3', origin),
    v2: new URL('/v2', origin),
    login: new URL(origin),
    loginOrigins: new Set([new URL(origin).origin]),
    scope: { api: new URL(origin), own: new Set() },
    isKorifi: false,
    ...fields,
  };
}

/** Tokens as from a session that never ends: `token-1`, and after each refusal the next. */
export function someTokens(): TokenSource {
  let count = 1;
  return {
    accessToken: async () => `token-${count}`,
    replace: async () => `token-${++count}`,
  };
}

/** A client of that server, as somebody who is signed in has it. */
export function aClient(
  origin: string,
  fields: {
    readonly discovery?: Partial<Discovery>;
    readonly limits?: Partial<HttpLimits>;
    readonly tokens?: TokenSource;
    readonly log?: Log;
    readonly isReadOnly?: () => boolean;
  } = {},
): CloudFoundryClient {
  return new CloudFoundryClient(
    aTransport(fields.limits),
    aDiscovery(origin, fields.discovery),
    fields.tokens ?? someTokens(),
    fields.log ?? aLog(),
    fields.isReadOnly,
  );
}

/** The error that this promise fails with; a promise that succeeds is the failure of the test. */
export async function failureOf(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
    throw new TypeError(`Not an Error: ${String(error)}`, { cause: error });
  }
  throw new TypeError('It succeeded, and should have failed.');
}
