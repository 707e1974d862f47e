import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/cloudfoundry/json.ts';
import { toApp } from '../../../src/cloudfoundry/resources/app.ts';
import { dropletNotFound } from '../../support/assignable.ts';
import { aDroplet, anApp, anAppOf2015, anAppOf2016, anAppOf399 } from '../../support/builders.ts';
import { aClient, closeTransports } from '../../support/clients.ts';
import {
  answer,
  apiError,
  closeServers,
  html,
  json,
  routes,
  startServer,
  type Reply,
} from '../../support/hostileServer.ts';

/** Which droplet it says is current for this app, when the server knows these addresses; and what it asked. */
async function current(app: JsonObject, table: Readonly<Record<string, Reply>>) {
  const server = await startServer(routes(table));
  const said = await aClient(server.origin).currentDroplet(toApp(app));
  return { answer: said, asked: server.requests.map(({ method, path }) => `${method} ${path}`) };
}

afterEach(async () => {
  await closeTransports();
  await closeServers();
});

describe('CloudFoundryClient, asked which droplet is current', () => {
  it('fetches the app again when the API shows it there', async () => {
    const fresh = await current(anApp({ current: 'old' }), {
      'GET /v3/apps/app-1': json(anApp({ current: 'new' })),
    });
    assert.deepEqual(fresh.answer, { kind: 'assigned', guid: 'new' });
    assert.deepEqual(fresh.asked, ['GET /v3/apps/app-1']);
    const none = await current(anApp(), { 'GET /v3/apps/app-1': json(anApp()) });
    assert.deepEqual(none.answer, { kind: 'none' });
  });

  for (const [era, app] of Object.entries({ 3.99: anAppOf399(), 2016: anAppOf2016() })) {
    it(`asks the link of an app of ${era}, once`, async () => {
      const assigned = await current(app, {
        'GET /v3/apps/app-1/droplets/current': json(aDroplet({ guid: 'd' })),
      });
      assert.deepEqual(assigned.answer, { kind: 'assigned', guid: 'd' });
      assert.deepEqual(assigned.asked, ['GET /v3/apps/app-1/droplets/current']);
      const none = await current(app, { 'GET /v3/apps/app-1/droplets/current': dropletNotFound });
      assert.deepEqual(none.answer, { kind: 'none' });
    });
  }

  it('reads the link of an app of 2015, which names the droplet itself', async () => {
    const assigned = await current(anAppOf2015({ current: 'old' }), {
      'GET /v3/apps/app-1': json(anAppOf2015({ current: 'new' })),
    });
    assert.deepEqual(assigned.answer, { kind: 'assigned', guid: 'new' });
    assert.deepEqual(assigned.asked, ['GET /v3/apps/app-1']);
    const none = await current(anAppOf2015(), { 'GET /v3/apps/app-1': json(anAppOf2015()) });
    assert.deepEqual(none.answer, { kind: 'none' });
  });

  it('does not say "none" when the API did not say so', async () => {
    const noWay = await current(anApp({ links: {}, relationships: {} }), {});
    assert.deepEqual(noWay, { answer: { kind: 'unknown' }, asked: [] });
    for (const reply of [
      json({ status: 404, error: 'Not Found' }, 404),
      html('<html>', 404),
      answer(404, 'no route'),
      apiError(403, 10003, 'CF-NotAuthorized', 'no'),
      json({}),
      html('<html>'),
    ]) {
      await assert.rejects(current(anAppOf399(), { 'GET /v3/apps/app-1/droplets/current': reply }));
    }
  });
});
