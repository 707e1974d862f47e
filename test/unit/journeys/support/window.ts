import type { Tokens } from '../../../../src/cloudfoundry/auth/uaa.ts';
import { Connection } from '../../../../src/cloudfoundry/connection.ts';
import {
  plainNetwork,
  type NetworkSettings,
} from '../../../../src/cloudfoundry/network/settings.ts';
import { Explorer } from '../../../../src/explorer/explorer.ts';
import { aLog } from '../../../support/clients.ts';
import { aFoundation } from '../../../support/foundations.ts';

/** Where a foundation is, and how it is reached. */
export interface Place {
  readonly api: string;
  /** The address of a proxy. */
  readonly proxy?: string;
  /** An authority that is trusted. */
  readonly caFile?: string;
}

const connections = new Set<Connection>();

/** A window with one foundation at that place, that loses no time before it asks again. */
export function aWindow(
  { api, proxy = '', caFile }: Place,
  stored: Tokens | null = null,
  network: Partial<NetworkSettings> = {},
) {
  let tokens = stored;
  const connection = new Connection({
    api: new URL(api),
    store: {
      load: async () => tokens,
      save: async (fresh) => {
        tokens = fresh;
      },
    },
    log: aLog(),
    pacing: { sleep: async () => undefined },
    network: () => ({
      ...plainNetwork,
      ...network,
      caFile: caFile ?? null,
      proxy: { ...plainNetwork.proxy, support: 'override', url: proxy },
    }),
  });
  connections.add(connection);
  const explorer = new Explorer(() => 50);
  const row = explorer.add(aFoundation({ api }), connection);
  return { connection, explorer, row, tokens: () => tokens };
}

/** Ends the connections of all windows: for `afterEach`. */
export async function closeWindows(): Promise<void> {
  await Promise.all([...connections].map((connection) => connection.close()));
  connections.clear();
}

/** The tokens of somebody who has signed in earlier. */
export function signedIn(): Tokens {
  return { accessToken: 'access-0', refreshToken: null, expiresAt: null };
}
