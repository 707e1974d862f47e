import assert from 'node:assert/strict';
import { mostGuidsAtOnce } from '../../../src/cloudfoundry/bounds.ts';
import { aDroplet, aPage } from '../../support/builders.ts';
import { aClient, closeTransports } from '../../support/clients.ts';
import { closeServers, json, startServer } from '../../support/hostileServer.ts';

describe('Droplets of any app', () => {
  afterEach(async () => {
    await closeTransports();
    await closeServers();
  });

  it('are listed by their guids in one request, in the order of the API', async () => {
    const droplets = [aDroplet({ guid: 'd1', app: 'a' }), aDroplet({ guid: 'd2', app: 'b' })];
    const server = await startServer(() => json(aPage(droplets)));
    const found = await aClient(server.origin).dropletsWithGuids(['d1', 'd2']);
    assert.deepEqual(
      found.map(({ appGuid, guid }) => [guid, appGuid]),
      [
        ['d1', 'a'],
        ['d2', 'b'],
      ],
    );
    assert.deepEqual(
      server.requests.map(({ path }) => decodeURIComponent(path)),
      ['/v3/droplets?per_page=150&guids=d1,d2&order_by=-created_at'],
    );
  });

  it('are read to the last page of a server with shorter pages', async () => {
    const server = await startServer(({ path }) =>
      path.includes('page=2')
        ? json(aPage([aDroplet({ guid: 'd2' })], { total: 2 }))
        : json(aPage([aDroplet({ guid: 'd1' })], { total: 2, next: '/v3/droplets?page=2' })),
    );
    const found = await aClient(server.origin).dropletsWithGuids(['d1', 'd2']);
    assert.deepEqual(
      found.map(({ guid }) => guid),
      ['d1', 'd2'],
    );
  });

  it('are those that were asked for, and no more pages, if the server ignores the guids', async () => {
    const others = [aDroplet({ guid: 'other' }), aDroplet({ guid: 'd1' })];
    const server = await startServer(() => json(aPage(others, { next: '/v3/droplets?page=2' })));
    const found = await aClient(server.origin).dropletsWithGuids(['d1']);
    assert.deepEqual(
      found.map(({ guid }) => guid),
      ['d1'],
    );
    assert.equal(server.requests.length, 1);
  });

  // nginx's `large_client_header_buffers` are 8 kB by default, and the whole line must fit in one.
  it('fit in a request line of 8 kB', async () => {
    const server = await startServer(() => json(aPage([])));
    const guid = '0123abcd-0123-4567-89ab-0123456789ab';
    const guids = Array.from({ length: mostGuidsAtOnce }, () => guid);
    await aClient(server.origin).dropletsWithGuids(guids);
    const [request] = server.requests;
    assert.ok(request && request.path.length + 'GET  HTTP/1.1\r\n'.length < 8192);
  });
});
