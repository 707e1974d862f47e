import { startSampleFoundation } from '../../../src/sample/foundation.ts';
import type { SampleOptions } from '../../../src/sample/options.ts';

export interface Response {
  readonly status: number;
  readonly headers: Headers;
  /** As JSON; undefined where the answer is empty. */
  readonly body: unknown;
}

/** A sample foundation whose clock only moves when told, asked over HTTP by its three users. */
export interface AskedFoundation {
  readonly api: string;
  readonly ask: (request: string, body?: unknown, as?: Asker) => Promise<Response>;
  readonly tick: (seconds: number) => void;
  readonly close: () => Promise<void>;
}

export type Asker = 'dev' | 'auditor' | 'admin' | 'nobody' | 'garbage';

/** Starts a foundation whose users have signed in. */
export async function askedFoundation(options: Partial<SampleOptions>): Promise<AskedFoundation> {
  let now = Date.UTC(2026, 10, 21, 22, 0, 0);
  const { api, close, tokenFor } = await startSampleFoundation({
    tokenLifetime: 86_400,
    ...options,
    now: () => now,
  });
  const tokens = new Map<Asker, string>([['garbage', 'bearer garbage']]);
  for (const user of ['dev', 'auditor', 'admin'] as const) {
    tokens.set(user, `bearer ${tokenFor(user)}`);
  }
  return {
    api,
    close,
    tick: (seconds) => {
      now += seconds * 1000;
    },
    ask: async (request, body, as = 'dev') => {
      const [method = 'GET', path = '/'] = request.split(' ', 2);
      const authorization = tokens.get(as);
      const response = await fetch(`${api}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(authorization && { authorization }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const sent = await response.text();
      const parsed: unknown = sent === '' ? undefined : JSON.parse(sent);
      return { status: response.status, headers: response.headers, body: parsed };
    },
  };
}

/** The value at the path. @throws Error where there is none, because the test needs it */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null) throw new Error(`no ${path.join('.')}`);
    found = Object.getOwnPropertyDescriptor(found, key)?.value;
  }
  if (found === undefined) throw new Error(`no ${path.join('.')}`);
  return found;
}

/** The text at the path. @throws Error where there is none */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string {
  const found = at(value, ...path);
  if (typeof found !== 'string') throw new Error(`${path.join('.')} is no text`);
  return found;
}

/** The resources of a list. @throws Error where it is none */
export function resources(body: unknown): readonly unknown[] {
  const found = at(body, 'resources');
  if (!Array.isArray(found)) throw new Error('no list');
  return found;
}

/** The first error's text of a v3 answer. */
export function detail(body: unknown): string {
  return textAt(body, 'errors', 0, 'detail');
}
