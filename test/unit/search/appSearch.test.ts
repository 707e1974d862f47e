import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SignedOutError } from '../../../src/cloudfoundry/errors.ts';
import { AppSearch, type SearchedFoundation } from '../../../src/search/appSearch.ts';
import { startAppsServer, type AppsServer, type ListedApp } from '../../support/appsServer.ts';
import { aDroplet } from '../../support/builders.ts';
import { aClient, aLog, closeTransports } from '../../support/clients.ts';
import { closeServers, json } from '../../support/hostileServer.ts';

const updated = '2026-01-01T10:00:00Z';
const appGuid = '11111111-0000-4000-8000-000000000001';
const dropletGuid = '22222222-0000-4000-8000-000000000002';
const { signal } = new AbortController();
let folder = '';

function someApps(...names: readonly string[]): readonly ListedApp[] {
  return names.map((name) => ({ guid: `guid-of-${name}`, name, updated }));
}

function aFoundation(
  { server }: AppsServer,
  fields: Partial<SearchedFoundation> = {},
): SearchedFoundation {
  const client = aClient(server.origin);
  const id = server.origin;
  return {
    id,
    name: id,
    user: 'maya',
    isKept: true,
    isSignedIn: async () => true,
    client: async () => client,
    ...fields,
  };
}

function aSearch(...foundations: readonly SearchedFoundation[]) {
  return new AppSearch({ foundations: () => foundations, folder, log: aLog() });
}

const names = (search: AppSearch<SearchedFoundation>, query: string) =>
  search.find(query, 200).map(({ app }) => app.name);

describe('The search in all foundations', () => {
  beforeEach(() => {
    folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'cfd-')), 'apps');
  });
  afterEach(async () => {
    await closeTransports();
    await closeServers();
    fs.rmSync(path.dirname(folder), { recursive: true, force: true });
  });

  it('finds apps of several foundations, and tells which', async () => {
    const eu = await startAppsServer(someApps('checkout'));
    const us = await startAppsServer(someApps('checkout', 'web'));
    const search = aSearch(aFoundation(eu), aFoundation(us));
    await search.use();
    assert.deepEqual(
      search
        .find('checkout', 200)
        .map(({ source }) => source.id)
        .sort(),
      [eu.server.origin, us.server.origin].sort(),
    );
    assert.deepEqual(names(search, 'web'), ['web']);
  });

  it('finds an app by its exact name with one request, without an index', async () => {
    const foundation = await startAppsServer(someApps('checkout', 'checkout-api'));
    const search = aSearch(aFoundation(foundation));
    await search.askByName('Checkout', signal);
    assert.deepEqual(names(search, 'checkout'), ['checkout']);
    await search.askByName('checkout', signal);
    assert.deepEqual(
      foundation.asked().map((asked) => asked.replace(/&include.*/, '')),
      ['/v3/apps?per_page=50&names=Checkout', '/v3/apps?per_page=50&names=checkout'],
    );
  });

  it('finds apps of other foundations while one is down', async () => {
    const foundation = await startAppsServer(someApps('checkout'));
    const down = aFoundation(foundation, {
      id: 'down',
      client: () => Promise.reject(new Error('unreachable')),
    });
    const search = aSearch(down, aFoundation(foundation));
    await search.use();
    await search.askByName('checkout', signal);
    assert.deepEqual(
      search.indexes.map(({ index }) => index.state.kind),
      ['failed', 'complete'],
    );
    assert.deepEqual(names(search, 'checkout'), ['checkout']);
  });

  it('finds the app that a guid in an address belongs to', async () => {
    const foundation = await startAppsServer([{ guid: appGuid, name: 'web', updated }]);
    const search = aSearch(aFoundation(foundation));
    const text = `https://apps.example.org/spaces/33333333-0000-4000-8000-000000000003/${appGuid.toUpperCase()}/view`;
    const [found] = await search.askByGuid(text, signal);
    assert.ok(found?.target.kind === 'app');
    assert.equal(found.target.app.name, 'web');
    assert.equal(found.target.app.place?.space, 'dev');
    assert.equal(foundation.server.requests.length, 1);
  });

  it('finds the app of a droplet', async () => {
    const foundation = await startAppsServer([{ guid: appGuid, name: 'web', updated }]);
    const droplet = aDroplet({
      guid: dropletGuid,
      relationships: { app: { data: { guid: appGuid } } },
    });
    foundation.instead = (asked) =>
      asked === `/v3/droplets/${dropletGuid}` ? json(droplet) : null;
    const [found] = await aSearch(aFoundation(foundation)).askByGuid(dropletGuid, signal);
    assert.ok(found?.target.kind === 'app');
    assert.equal(found.target.app.guid, appGuid);
    assert.equal(found.target.droplet, dropletGuid);
  });

  for (const [kind, other] of [
    ['space', '/v3/spaces/'],
    ['organization', '/v3/organizations/'],
  ] as const) {
    it(`finds the ${kind} of a guid`, async () => {
      const foundation = await startAppsServer([]);
      const guid = '44444444-0000-4000-8000-000000000004';
      foundation.instead = (asked) =>
        asked === `${other}${guid}`
          ? json({
              guid,
              name: 'found',
              relationships: { organization: { data: { guid: 'org-1' } } },
            })
          : null;
      const [found] = await aSearch(aFoundation(foundation)).askByGuid(guid, signal);
      assert.equal(found?.target.kind, kind);
    });
  }

  it('finds nothing for a guid that nothing visible has', async () => {
    const foundation = await startAppsServer([]);
    assert.deepEqual(await aSearch(aFoundation(foundation)).askByGuid(appGuid, signal), []);
    assert.equal(foundation.server.requests.length, 4);
  });

  it('keeps indexes for the next window, but not that of the sample foundation', async () => {
    const foundation = await startAppsServer(someApps('checkout'));
    await aSearch(aFoundation(foundation, { id: 'sample', isKept: false })).use();
    assert.equal(fs.existsSync(folder), false);
    await aSearch(aFoundation(foundation)).use();
    assert.equal(fs.readdirSync(folder).length, 1);
    const before = foundation.asked().length;
    const search = aSearch(aFoundation(foundation));
    await search.use();
    assert.equal(foundation.asked().length - before, 2);
    assert.deepEqual(names(search, 'checkout'), ['checkout']);
  });

  it('shows nothing of what was kept once the user has signed out elsewhere', async () => {
    const foundation = await startAppsServer(someApps('checkout'));
    await aSearch(aFoundation(foundation)).use();
    const search = aSearch(
      aFoundation(foundation, {
        isSignedIn: async () => false,
        client: () => Promise.reject(new SignedOutError('signed out')),
      }),
    );
    let most = 0;
    search.onDidChange(() => {
      most = Math.max(most, ...search.indexes.map(({ index }) => index.apps.size));
    });
    await search.use();
    await search.use();
    assert.equal(most, 0);
    assert.deepEqual(names(search, 'checkout'), []);
  });

  it('finds the app of a link in the foundation that has it, though another one is signed out', async () => {
    const foundation = await startAppsServer(someApps('checkout'));
    const out = aFoundation(foundation, {
      id: 'out',
      client: () => Promise.reject(new SignedOutError('signed out')),
    });
    const here = aFoundation(foundation);
    const found = await aSearch(out, here).askForApp('guid-of-checkout', [out, here], signal);
    assert.equal(found?.foundation, here);
    await assert.rejects(aSearch(out).askForApp('guid-of-checkout', [out], signal), SignedOutError);
  });

  it('shows one user nothing of what another one saw', async () => {
    const foundation = await startAppsServer(someApps('checkout'));
    let user = 'maya';
    const search = new AppSearch({
      foundations: () => [aFoundation(foundation, { user })],
      folder,
      log: aLog(),
    });
    await search.use();
    user = 'jonas';
    assert.deepEqual(names(search, 'checkout'), []);
    user = 'maya';
    assert.deepEqual(names(search, 'checkout'), []);
  });

  it('forgets a foundation, in memory and on disk', async () => {
    const foundation = await startAppsServer(someApps('checkout'));
    const search = aSearch(aFoundation(foundation));
    await search.use();
    await search.forget(foundation.server.origin);
    assert.deepEqual(names(search, 'checkout'), []);
    assert.deepEqual(fs.readdirSync(folder), []);
  });

  it('ends when the user signs out while it is filled', async () => {
    const foundation = await startAppsServer(someApps('a', 'b', 'c', 'd'));
    foundation.pageSize = 1;
    let isSignedIn = true;
    const client = aClient(foundation.server.origin);
    const row = aFoundation(foundation, {
      client: async () => {
        if (!isSignedIn) throw new SignedOutError('signed out');
        return client;
      },
    });
    const search = aSearch(row);
    const using = search.use();
    await new Promise<void>((resolve) => {
      search.onDidChange(() => {
        const [open] = search.indexes;
        if (open && open.index.apps.size > 1) resolve();
      });
    });
    isSignedIn = false;
    await search.forget(row.id);
    await using;
    await search.use();
    assert.deepEqual(names(search, 'a'), []);
    assert.equal(fs.existsSync(folder) ? fs.readdirSync(folder).length : 0, 0);
  });
});
