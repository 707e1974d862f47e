import { startSampleFoundation, type SampleFoundation } from '../../../src/sample/foundation.ts';
import type { SampleOptions } from '../../../src/sample/options.ts';
import { textAt } from './client.ts';

export interface LoginAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** A sample foundation whose clock only moves when told, seen by somebody who signs in. */
export interface AskedLogin {
  readonly foundation: SampleFoundation;
  readonly tick: (seconds: number) => void;
  /** Asks for a token. `client` is what the Basic header holds; null sends none. */
  readonly token: (form: string, client?: string | null) => Promise<LoginAnswer>;
  /** The prompts, and everything else that the login server says of itself. */
  readonly info: () => Promise<unknown>;
  /** What the API thinks of an access token. */
  readonly statusWith: (accessToken: string) => Promise<number>;
}

export async function askedLogin(options: Partial<SampleOptions> = {}): Promise<AskedLogin> {
  let now = Date.UTC(2026, 10, 21, 22, 0, 0);
  const foundation = await startSampleFoundation({
    tokenLifetime: 60,
    ...options,
    now: () => now,
  });
  const { api, login } = foundation;
  return {
    foundation,
    tick: (seconds) => {
      now += seconds * 1000;
    },
    token: async (form, client = 'cf:') => {
      const response = await fetch(`${login}/oauth/token`, {
        method: 'POST',
        headers: {
          ...(client !== null && {
            authorization: `Basic ${Buffer.from(client).toString('base64')}`,
          }),
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: form,
      });
      return { status: response.status, body: await response.json() };
    },
    info: async () => {
      const response = await fetch(`${login}/login`, { headers: { accept: 'application/json' } });
      return response.json();
    },
    statusWith: async (accessToken) => {
      const response = await fetch(`${api}/v3/organizations`, {
        headers: { authorization: `bearer ${accessToken}` },
      });
      await response.arrayBuffer();
      return response.status;
    },
  };
}

/** What a refusal says: status, error and description. */
export function refusal({ body, status }: LoginAnswer): readonly [number, string, string] {
  return [status, textAt(body, 'error'), textAt(body, 'error_description')];
}

export const accessToken = ({ body }: LoginAnswer): string => textAt(body, 'access_token');

export const refreshToken = ({ body }: LoginAnswer): string => textAt(body, 'refresh_token');
