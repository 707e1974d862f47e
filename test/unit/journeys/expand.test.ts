import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { isCurrent } from '../../../src/explorer/runningDroplets.ts';
import { Session } from './support/session.ts';

describe('Opening the tree down to droplets', () => {
  let session: Session;

  afterEach(() => session.close());

  it('takes one request for the foundation and one for each row', async () => {
    session = await Session.open();
    const app = await session.openApp('storefront');
    const { organization } = app.parent.parent;
    assert.deepEqual(session.lines(), [
      'GET /',
      'GET /v3/organizations?per_page=50&order_by=name',
      `GET /v3/spaces?per_page=50&order_by=name&organization_guids=${organization.guid}`,
      `GET /v3/apps?per_page=50&order_by=name&space_guids=${app.parent.space.guid}`,
      `GET /v3/apps/${app.app.guid}/droplets?per_page=50&order_by=-created_at`,
    ]);
    assert.deepEqual([app.droplets.count, app.droplets.total], [50, 132]);
    assert.equal(app.droplets.rows.filter(isCurrent).length, 1);
  });

  it('takes one more for an app before 3.175, whose list of apps does not show what is current', async () => {
    session = await Session.open({ apiVersion: '3.99.0' });
    const app = await session.openApp('storefront');
    const ofApp = session.lines().slice(4);
    assert.deepEqual(ofApp.toSorted(), [
      `GET /v3/apps/${app.app.guid}/droplets/current`,
      `GET /v3/apps/${app.app.guid}/droplets?per_page=50&order_by=-created_at`,
    ]);
    assert.equal(app.droplets.rows.filter(isCurrent).length, 1);
  });

  it('knows before 3.175 that an app has no current droplet', async () => {
    session = await Session.open({ apiVersion: '3.99.0' });
    const app = await session.openApp('spike-graphql');
    assert.deepEqual(app.current, { kind: 'none' });
    assert.equal(app.droplets.problem, null);
  });

  for (const generation of ['2015', '2016'] as const) {
    it(`asks an API of ${generation} for organizations and spaces as v2 does, and is told which droplet is current`, async () => {
      session = await Session.open({ generation });
      const app = await session.openApp('storefront');
      const { organization } = app.parent.parent;
      assert.deepEqual(session.lines(), [
        'GET /',
        'GET /v2/info',
        'GET /v2/organizations?results-per-page=50',
        `GET /v2/organizations/${organization.guid}/spaces?results-per-page=50`,
        `GET /v3/apps?per_page=50&space_guids=${app.parent.space.guid}`,
        `GET /v3/apps/${app.app.guid}/droplets?per_page=50&order_by=-created_at`,
      ]);
      assert.deepEqual([app.droplets.count, app.droplets.total], [50, 132]);
      assert.equal(app.droplets.rows.filter(isCurrent).length, 1);
    });
  }
});

describe('Loading more droplets', () => {
  let session: Session;

  afterEach(() => session.close());

  it('takes three requests for 132 of them, and one to reload them all', async () => {
    session = await Session.open();
    const app = await session.openApp('storefront');
    const [first] = app.droplets.rows;
    await session.explorer.loadMore(app);
    await session.explorer.loadMore(app);
    const droplets = `GET /v3/apps/${app.app.guid}/droplets?`;
    const asked = () => session.lines().filter((line) => line.startsWith(droplets));
    assert.deepEqual(asked(), [
      `${droplets}per_page=50&order_by=-created_at`,
      `${droplets}order_by=-created_at&page=2&per_page=50`,
      `${droplets}order_by=-created_at&page=3&per_page=50`,
    ]);
    assert.deepEqual([app.droplets.count, app.droplets.hasMore], [132, false]);

    await session.explorer.refresh();
    assert.deepEqual(asked(), [`${droplets}per_page=132&order_by=-created_at`]);
    assert.equal(app.droplets.rows[0], first);
    assert.equal(app.droplets.count, 132);
  });

  it('loses none when one that is shown is deleted meanwhile, with one more request', async () => {
    session = await Session.open();
    const app = await session.openApp('storefront');
    const shown = app.droplets.rows.find((row) => !isCurrent(row));
    const self = shown?.droplet.links['self'] ?? assert.fail('no droplet to delete');
    const client = await session.row.connection.client();
    const { resources } = await client.droplets(app.app, { pageSize: 132 });
    const all = new Set(resources.map(({ guid }) => guid));
    assert.equal(all.size, 132);
    const { job } = await client.send({
      method: 'DELETE',
      url: new URL(self.href),
      body: null,
    });
    assert.ok(job);
    while ((await client.job(job)).state !== 'COMPLETE') await setTimeout(10);
    session.wire();
    await session.explorer.loadMore(app);
    await session.explorer.loadMore(app);
    const asked = session.lines().filter((line) => line.includes('/droplets?'));
    assert.equal(asked.length, 3);
    assert.deepEqual(new Set(app.droplets.rows.map(({ droplet }) => droplet.guid)), all);
  });

  it('takes one request for all that are left', async () => {
    session = await Session.open();
    const app = await session.openApp('storefront');
    session.wire();
    await session.explorer.loadAll(app, new AbortController().signal);
    assert.equal(app.droplets.count, 132);
    const droplets = session.lines().filter((line) => line.includes('/droplets?'));
    assert.equal(droplets.length, 1);
  });
});
