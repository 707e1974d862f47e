import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Figure } from './figure.ts';
import { openApp, type Session } from './session.ts';

/** Told by undici of every request it makes, whoever makes it. */
const channel = 'undici:request:create';

/** From a window that opens to the droplets of an app: discovery, then one request for each row that is opened. */
export async function countRequests(session: Session): Promise<Figure> {
  let value = 0;
  const count = () => {
    value += 1;
  };
  const connection = session.connect();
  subscribe(channel, count);
  try {
    await openApp(session.explore(connection, () => 50));
  } finally {
    unsubscribe(channel, count);
    await connection.close();
  }
  return {
    name: 'open → organizations → spaces → apps → droplets',
    value,
    unit: 'requests',
    target: 5,
  };
}
