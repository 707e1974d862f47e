import assert from 'node:assert/strict';
import type { Discovery } from '../../../src/cloudfoundry/discovery.ts';
import { UnsupportedError } from '../../../src/cloudfoundry/errors.ts';
import { noFilter } from '../../../src/cloudfoundry/filters.ts';
import { toApp } from '../../../src/cloudfoundry/resources/app.ts';
import { toOrganization } from '../../../src/cloudfoundry/resources/organization.ts';
import { toSpace } from '../../../src/cloudfoundry/resources/space.ts';
import {
  aDroplet,
  aDropletOf2015,
  anApp,
  anOrganization,
  aPage,
  aSpace,
} from '../../support/builders.ts';
import { aClient, closeTransports } from '../../support/clients.ts';
import { closeServers, json, startServer, type TestServer } from '../../support/hostileServer.ts';

afterEach(async () => {
  await closeTransports();
  await closeServers();
});

const korifi: Partial<Discovery> = { isKorifi: true, version: '3.117.0+cf-k8s' };
const old: Partial<Discovery> = { era: 'info', version: '2.48.0' };
const app = toApp(anApp({ guid: 'app-1' }));
const space = toSpace(aSpace({ guid: 'space-1' }));

/** A server that answers every list with these. */
async function listing(resources: readonly object[]): Promise<TestServer> {
  return startServer(() => json(aPage(resources)));
}

function queriesOf(server: TestServer): readonly string[] {
  return server.requests.map(({ path }) => decodeURIComponent(path));
}

// Korifi takes `states` of droplets, and ignores it (its `api/payloads/droplet.go`).
describe('A filter that the server ignored', () => {
  const droplets = [
    aDroplet({ guid: 'a', state: 'STAGED' }),
    aDroplet({ guid: 'b', state: 'FAILED' }),
  ];

  it('is applied locally, and the page says so', async () => {
    const server = await listing(droplets);
    const client = aClient(server.origin, { discovery: korifi });
    const filter = { ...noFilter, states: ['FAILED'] };
    const page = await client.droplets(app, { pageSize: 50, filter });
    assert.deepEqual(
      page.resources.map(({ guid }) => guid),
      ['b'],
    );
    assert.equal(page.matchedHere, true);
    assert.equal(page.totalResults, 1);
  });

  it('is applied to the pages that follow, too', async () => {
    const server = await startServer(({ path }) => {
      const next = path.includes('&page=2') ? null : `${path}&page=2`;
      return json(aPage(droplets, { next, total: 4 }));
    });
    const client = aClient(server.origin, { discovery: korifi });
    const filter = { ...noFilter, guids: ['a'] };
    const first = await client.droplets(app, { pageSize: 2, filter });
    const second = await first.next?.();
    assert.deepEqual(
      second?.resources.map(({ guid }) => guid),
      ['a'],
    );
    assert.equal(second.matchedHere, true);
    assert.deepEqual([first.totalResults, second.totalResults], [3, 2]);
  });

  it('leaves a page alone that the server has filtered', async () => {
    const server = await listing(droplets.slice(0, 1));
    const client = aClient(server.origin);
    const filter = { ...noFilter, states: ['STAGED'], guids: ['a'] };
    const page = await client.droplets(app, { pageSize: 50, filter });
    assert.equal(page.resources.length, 1);
    assert.equal(page.matchedHere, false);
  });

  it('returns no app of another space, and no space of another organization', async () => {
    const elsewhere = { data: { guid: 'elsewhere' } };
    const apps = await listing([
      anApp({ guid: 'app-1' }),
      anApp({ guid: 'app-2', relationships: { space: elsewhere } }),
    ]);
    const listed = await aClient(apps.origin).apps(space, { pageSize: 50 });
    assert.deepEqual(
      listed.resources.map(({ guid }) => guid),
      ['app-1'],
    );
    const spaces = await listing([
      aSpace({ guid: 'space-1' }),
      aSpace({ guid: 'space-2', relationships: { organization: elsewhere } }),
    ]);
    const organization = toOrganization(anOrganization({ guid: 'org-1' }));
    const found = await aClient(spaces.origin).spaces(organization, { pageSize: 50 });
    assert.deepEqual(
      found.resources.map(({ guid }) => guid),
      ['space-1'],
    );
  });
});

// The API's documentation of 2015 and 2016: droplets are filtered by `app_guids` and `states` alone.
describe('A filter that the API is too old for', () => {
  it('by droplet guids is applied locally, to as many as a page can have', async () => {
    const server = await listing([aDropletOf2015({ guid: 'a' }), aDropletOf2015({ guid: 'b' })]);
    const client = aClient(server.origin, { discovery: old });
    const filter = { ...noFilter, guids: ['b'] };
    const page = await client.droplets(app, { pageSize: 50, filter });
    assert.deepEqual(
      page.resources.map(({ guid }) => guid),
      ['b'],
    );
    assert.match(queriesOf(server)[0] ?? '', /\?per_page=5000&order_by=-created_at$/);
  });

  // `label_selector`: apps 3.62, droplets 3.65; Korifi has none for droplets. `order_by=name` of apps: source of 3.6.
  const labels = { ...noFilter, labelSelector: 'env=prod' };
  const byName = { ...noFilter, orderBy: '-name' };
  const cases: readonly (readonly [string, Partial<Discovery>, 'apps' | 'droplets', object])[] = [
    ['labels of droplets in 3.64', { version: '3.64.0' }, 'droplets', labels],
    ['labels of droplets on Korifi', korifi, 'droplets', labels],
    ['labels of apps in 3.61', { version: '3.61.0' }, 'apps', labels],
    ['labels of apps in 2016', old, 'apps', labels],
    ['names of apps in 3.5', { version: '3.5.0' }, 'apps', byName],
  ];
  for (const [name, discovery, list, filter] of cases) {
    it(`is refused before anything is sent: ${name}`, async () => {
      const server = await listing([]);
      const client = aClient(server.origin, { discovery });
      const query = { pageSize: 50, filter: { ...noFilter, ...filter } };
      const asked = list === 'apps' ? client.apps(space, query) : client.droplets(app, query);
      await assert.rejects(asked, UnsupportedError);
      assert.equal(server.requests.length, 0);
    });
  }
});
