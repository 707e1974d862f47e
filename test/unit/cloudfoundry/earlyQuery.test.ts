import assert from 'node:assert/strict';
import { CloudControllerError } from '../../../src/cloudfoundry/errors.ts';
import { noFilter } from '../../../src/cloudfoundry/filters.ts';
import { toApp } from '../../../src/cloudfoundry/resources/app.ts';
import { toSpace } from '../../../src/cloudfoundry/resources/space.ts';
import { toDroplet } from '../../../src/cloudfoundry/generations/droplet.ts';
import { assignability } from '../../../src/changes/assignability.ts';
import { aPage, aSpace } from '../../support/builders.ts';
import { aClient, closeTransports } from '../../support/clients.ts';
import { apiError, closeServers, json, startServer } from '../../support/hostileServer.ts';

afterEach(async () => {
  await closeTransports();
  await closeServers();
});

/** An app of spring 2015, as cf-java-client's fixtures of that time show it. */
const app2015 = {
  guid: 'app-1',
  name: 'web',
  desired_state: 'STOPPED',
  _links: {
    self: { href: '/v3/apps/app-1' },
    space: { href: '/v2/spaces/space-1' },
    desired_droplet: { href: '/v3/droplets/droplet-1' },
    assign_current_droplet: { href: '/v3/apps/app-1/current_droplet', method: 'PUT' },
  },
};

/** A droplet of spring 2015, as far as it counts here. */
function listed(guid: string, app: string, state = 'STAGED') {
  return {
    guid,
    state,
    _links: { self: { href: `/v3/droplets/${guid}` }, app: { href: `/v3/apps/${app}` } },
  };
}

// Lists were arrays then, and orders had no sign (the API's documentation of 2015).
describe('An API of spring 2015', () => {
  const refusal = apiError(400, 1001, 'CF-MessageParseError', 'Space guids is not an array');

  it('is asked in its own way once it has refused ours, and from then on', async () => {
    const server = await startServer(({ path }) =>
      path.includes('space_guids%5B%5D=space-1') ? json(aPage([app2015])) : refusal,
    );
    const client = aClient(server.origin, { discovery: { era: 'info', version: '2.25.0' } });
    const space = toSpace(aSpace({ guid: 'space-1' }));
    const filter = { ...noFilter, guids: ['app-1', 'b'], orderBy: '-created_at' };
    assert.equal((await client.apps(space, { pageSize: 50, filter })).resources.length, 1);
    await client.apps(space, { pageSize: 50 });
    assert.deepEqual(
      server.requests.map(({ path }) => decodeURIComponent(path)),
      [
        '/v3/apps?per_page=50&guids=app-1,b&order_by=-created_at&space_guids=space-1',
        '/v3/apps?per_page=50&guids[]=app-1&guids[]=b&order_by=created_at&order_direction=desc&space_guids[]=space-1',
        '/v3/apps?per_page=50&space_guids[]=space-1',
      ],
    );
  });

  // Droplets could not be chosen then: `app/controllers/v3/droplets_controller.rb` of spring 2015.
  it('finds an app’s droplets by matching all of them locally', async () => {
    const unknown = apiError(400, 10005, 'CF-BadQueryParameter', 'Unknown query param(s)');
    const server = await startServer(({ path }) =>
      /app_guids|states|order_by=-/.test(path)
        ? unknown
        : json(aPage([listed('a', 'app-1'), listed('b', 'app-2'), listed('c', 'app-1', 'FAILED')])),
    );
    const client = aClient(server.origin, { discovery: { era: 'info', version: '2.25.0' } });
    const filter = { ...noFilter, states: ['STAGED'] };
    const page = await client.droplets(toApp(app2015), { pageSize: 50, filter });
    assert.deepEqual(
      page.resources.map(({ guid }) => guid),
      ['a'],
    );
    assert.equal(
      server.requests.at(-1)?.path,
      '/v3/droplets?per_page=5000&order_by=created_at&order_direction=desc',
    );
  });

  it('is asked in our way again when it refuses both', async () => {
    const server = await startServer(() => refusal);
    const client = aClient(server.origin, { discovery: { era: 'info', version: '2.25.0' } });
    const space = toSpace(aSpace({ guid: 'space-1' }));
    await assert.rejects(client.apps(space, { pageSize: 50 }), CloudControllerError);
    await assert.rejects(client.apps(space, { pageSize: 50 }), CloudControllerError);
    assert.equal(server.requests.filter(({ path }) => !path.includes('%5B%5D')).length, 2);
  });

  it('names the current droplet as the desired one', () => {
    assert.deepEqual(toApp(app2015).currentDroplet, { kind: 'assigned', guid: 'droplet-1' });
  });

  it('does not say that there is none when it names none: unknown is not none', () => {
    const { desired_droplet: _, ...links } = app2015._links;
    assert.deepEqual(toApp({ ...app2015, _links: links }).currentDroplet, { kind: 'unknown' });
  });

  it('receives the droplet under the name that was used then', () => {
    const app = toApp(app2015);
    const droplet = toDroplet({
      guid: 'droplet-2',
      state: 'STAGED',
      hash: 'abc',
      _links: { app: { href: '/v3/apps/app-1' } },
    });
    const scope = { api: new URL('https://api.example.org'), own: new Set<string>() };
    const judged = assignability(droplet, app, app.currentDroplet, scope);
    assert.ok(judged.kind === 'assignable');
    assert.equal(judged.advertisedBy, 'app');
    assert.equal(judged.request.method, 'PUT');
    assert.deepEqual(JSON.parse(judged.request.body), { desired_droplet_guid: 'droplet-2' });
  });
});
