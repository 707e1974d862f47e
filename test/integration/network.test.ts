import assert from 'node:assert/strict';
import { json, startServer } from '../support/hostileServer.ts';
import { anExplorerOf, closeFoundations, openAll, startFoundation } from './support/foundation.ts';

const dispatcher = Symbol.for('undici.globalDispatcher.1');
const globalDispatcher = () => Reflect.get(globalThis, dispatcher);

describe('The network of the extension host', () => {
  afterEach(closeFoundations);

  it('stays the same after a foundation was read', async () => {
    const { origin } = await startServer(() => json({ answers: true }));
    const answers = async () => (await fetch(origin)).json();
    assert.deepEqual(await answers(), { answers: true });
    const before = globalDispatcher();
    const fetchBefore = globalThis.fetch;
    const { server } = await startFoundation();
    const { explorer } = await anExplorerOf(server);
    await openAll(explorer);
    assert.equal(globalDispatcher(), before);
    assert.equal(globalThis.fetch, fetchBefore);
    assert.deepEqual(await answers(), { answers: true });
  });
});
