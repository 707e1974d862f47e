import type { TokenStore } from '../cloudfoundry/auth/tokens.ts';
import { Connection } from '../cloudfoundry/connection.ts';
import type { Log } from '../cloudfoundry/log.ts';
import type { Explorer } from '../explorer/explorer.ts';
import type { Foundation } from '../explorer/rows.ts';
import { readNetworkSettings } from './networkSettings.ts';
import { pauseMessage } from './pauseMessage.ts';

/** The connection to a foundation. It always uses the row's current data, which may change. */
export function connectTo(
  foundation: Foundation,
  store: TokenStore,
  { explorer, log }: { readonly explorer: Explorer; readonly log: Log },
): Connection {
  const now = () =>
    explorer.foundations.find(({ id }) => id === foundation.id)?.foundation ?? foundation;
  return new Connection({
    api: new URL(foundation.api),
    store,
    log,
    trustedLinkOrigins: () => now().trustedLinkOrigins,
    isReadOnly: () => now().isReadOnly,
    network: () => readNetworkSettings(now()),
    pacing: { onDidPause: pauseMessage(() => now().name) },
  });
}
