import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Figure } from './figure.ts';
import { openApp, type Session } from './session.ts';

/** Told by undici of every request it makes, whoever makes it. */
const channel = 'undici:request:create';

/** How many requests this process makes meanwhile. */
export async function countRequestsOf(run: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const add = () => {
    count += 1;
  };
  subscribe(channel, add);
  try {
    await run();
  } finally {
    unsubscribe(channel, add);
  }
  return count;
}

/** From a window that opens to the droplets of an app: discovery, then one request for each row that is opened. */
export async function countRequests(session: Session): Promise<Figure> {
  const connection = session.connect();
  const value = await countRequestsOf(() => openApp(session.explore(connection, () => 50)));
  await connection.close();
  return {
    name: 'open → organizations → spaces → apps → droplets',
    value,
    unit: 'requests',
    target: 5,
  };
}
