import assert from 'node:assert/strict';
import { instancesOf } from '../../../src/explorer/instances.ts';
import { Session } from './support/session.ts';

describe('The instances of an app', () => {
  let session: Session;

  afterEach(() => session.close());

  async function ask(name: string) {
    const { app } = await session.openApp(name);
    const client = await session.row.connection.client();
    session.wire();
    return instancesOf(client, app);
  }

  it('are counted for each type that should have any', async () => {
    session = await Session.open();
    assert.deepEqual(await ask('storefront'), [
      { type: 'web', running: 2, wanted: 2 },
      { type: 'worker', running: 1, wanted: 1 },
    ]);
    const [processes, ...stats] = session.lines();
    assert.match(processes ?? '', /^GET \/v3\/apps\/[^/]+\/processes$/);
    assert.equal(stats.length, 2);
    for (const line of stats) assert.match(line, /^GET \/v3\/processes\/[^/]+\/stats$/);
  });

  it('are empty when the app has no link to its processes', async () => {
    session = await Session.open();
    const { app } = await session.openApp('storefront');
    const client = await session.row.connection.client();
    assert.equal(await instancesOf(client, { ...app, links: {} }), null);
  });
});
