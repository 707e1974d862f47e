import assert from 'node:assert/strict';
import { SignedOutError } from '../../../src/cloudfoundry/errors.ts';
import type { IndexClient } from '../../../src/search/filling.ts';
import { FoundationIndex } from '../../../src/search/foundationIndex.ts';
import type { KeptIndex } from '../../../src/search/indexFile.ts';
import { startAppsServer, type AppsServer, type ListedApp } from '../../support/appsServer.ts';
import { aClient, aLog, closeTransports } from '../../support/clients.ts';
import { closeServers, html, json } from '../../support/hostileServer.ts';

const old = '2026-01-01T10:00:00Z';

function someApps(count: number, updated = old): readonly ListedApp[] {
  return Array.from({ length: count }, (_, n) => ({ guid: `app-${n}`, name: `web-${n}`, updated }));
}

/** Keeps an index in memory. */
function aStore(kept: KeptIndex | null = null) {
  const saved: KeptIndex[] = [];
  return {
    saved,
    store: {
      load: async () => saved.at(-1) ?? kept,
      save: async (index: KeptIndex) => void saved.push(index),
    },
  };
}

function anIndex(
  { server }: AppsServer,
  {
    discovery = {},
    kept = aStore(),
    client,
    onChange = () => undefined,
  }: {
    readonly discovery?: object;
    readonly kept?: ReturnType<typeof aStore>;
    readonly client?: () => Promise<IndexClient>;
    readonly onChange?: () => void;
  } = {},
) {
  const itsClient = aClient(server.origin, { discovery });
  return new FoundationIndex({
    store: kept.store,
    isSignedIn: async () => true,
    client: client ?? (async () => itsClient),
    onChange,
    log: aLog(),
  });
}

/** As if the index had been used a while ago. */
async function later(run: () => Promise<void>): Promise<void> {
  const now = Date.now;
  Date.now = () => now() + 3_600_000;
  try {
    await run();
  } finally {
    Date.now = now;
  }
}

const names = (index: FoundationIndex) => [...index.apps.lowered].sort();

describe('The index of a foundation’s apps', () => {
  afterEach(async () => {
    await closeTransports();
    await closeServers();
  });

  it('is filled page by page when it is first used, and can be searched meanwhile', async () => {
    const foundation = await startAppsServer(someApps(5));
    foundation.pageSize = 2;
    const kept = aStore();
    const sizes: number[] = [];
    const index = anIndex(foundation, {
      kept,
      onChange: () => {
        if (index.state.kind === 'filling' && index.state.progress) {
          sizes.push(index.apps.size);
          assert.equal(index.state.progress.read, index.apps.size);
          assert.equal(index.state.progress.total, 5);
        }
      },
    });
    assert.equal(index.state.kind, 'unused');
    await index.use();
    assert.equal(index.state.kind, 'complete');
    assert.deepEqual(sizes, [2, 4, 5]);
    assert.equal(foundation.asked().length, 3);
    assert.match(foundation.asked()[0] ?? '', /^\/v3\/apps\?per_page=5000&include=/);
    assert.equal(kept.saved.length, 1);
    assert.equal(index.apps.get('app-0')?.place?.organization, 'acme');
  });

  it('is filled once for several who use it at the same time', async () => {
    const foundation = await startAppsServer(someApps(3));
    const index = anIndex(foundation);
    await Promise.all([index.use(), index.use()]);
    assert.equal(foundation.asked().length, 1);
  });

  it('isn’t asked about again just afterward', async () => {
    const foundation = await startAppsServer(someApps(3));
    const index = anIndex(foundation);
    await index.use();
    await index.use();
    assert.equal(foundation.asked().length, 1);
  });

  it('is refreshed with two requests if nothing has changed', async () => {
    const foundation = await startAppsServer(someApps(3));
    const kept = aStore();
    await anIndex(foundation, { kept }).use();
    const index = anIndex(foundation, { kept });
    const before = foundation.asked().length;
    await index.use();
    const asked = foundation.asked().slice(before);
    assert.equal(asked.length, 2);
    assert.match(asked[0] ?? '', /updated_ats\[gt\]=2026-01-01T09:5\d:\d\dZ/);
    assert.match(asked[1] ?? '', /per_page=1&/);
    assert.equal(kept.saved.length, 1);
    assert.equal(names(index).length, 3);
  });

  it('learns of new and renamed apps without being filled again', async () => {
    const foundation = await startAppsServer(someApps(3));
    const kept = aStore();
    await anIndex(foundation, { kept }).use();
    const now = '2026-01-02T10:00:00Z';
    foundation.apps = [
      { guid: 'app-0', name: 'shop', updated: now },
      ...foundation.apps.slice(1),
      { guid: 'app-9', name: 'new', updated: now },
    ];
    const index = anIndex(foundation, { kept });
    const before = foundation.asked().length;
    await index.use();
    assert.equal(foundation.asked().length - before, 2);
    assert.deepEqual(names(index), ['new', 'shop', 'web-1', 'web-2']);
    assert.equal(kept.saved.length, 2);
  });

  it('is filled again if the count says that apps are gone', async () => {
    const foundation = await startAppsServer(someApps(4));
    const kept = aStore();
    const index = anIndex(foundation, { kept });
    await index.use();
    foundation.apps = foundation.apps.slice(2);
    await later(() => index.use());
    assert.deepEqual(names(index), ['web-2', 'web-3']);
    assert.equal(kept.saved.length, 2);
    assert.equal(foundation.asked().length, 4);
  });

  it('is filled again if the count says that apps are missing', async () => {
    const foundation = await startAppsServer(someApps(2));
    const index = anIndex(foundation);
    await index.use();
    // The user has got a role in another space: these apps weren’t changed.
    foundation.apps = someApps(4);
    await later(() => index.use());
    assert.equal(index.apps.size, 4);
  });

  // `updated_ats` was added in 3.88: https://v3-apidocs.cloudfoundry.org/#timestamps.
  it('is filled again, but not at once, if the API can’t be asked for changes', async () => {
    const foundation = await startAppsServer(someApps(2));
    const index = anIndex(foundation, { discovery: { version: '3.80.0' } });
    await index.use();
    await index.use();
    assert.equal(foundation.asked().length, 1);
    await later(() => index.use());
    assert.equal(foundation.asked().length, 2);
    assert.doesNotMatch(foundation.asked().join('\n'), /updated_ats/);
  });

  it('keeps what was read when a page fails, and goes on the next time', async () => {
    const foundation = await startAppsServer(someApps(4));
    foundation.pageSize = 2;
    foundation.instead = (path) => (path.includes('page=2') ? html('<p>bad gateway', 502) : null);
    const kept = aStore();
    const index = anIndex(foundation, { kept });
    await index.use();
    assert.equal(index.state.kind, 'failed');
    assert.equal(index.apps.size, 2);
    assert.equal(kept.saved.length, 0);
    foundation.instead = null;
    await index.use();
    assert.equal(index.state.kind, 'complete');
    assert.equal(index.apps.size, 4);
  });

  it('says that it failed if the list breaks off', async () => {
    const foundation = await startAppsServer(someApps(4));
    foundation.instead = () =>
      json({
        pagination: { total_results: 4, next: { href: '/v3/elsewhere?page=2' } },
        resources: [],
      });
    const index = anIndex(foundation);
    await index.use();
    assert.equal(index.state.kind, 'failed');
  });

  it('shows what was kept while the foundation is down', async () => {
    const foundation = await startAppsServer(someApps(3));
    const kept = aStore();
    await anIndex(foundation, { kept }).use();
    const index = anIndex(foundation, {
      kept,
      client: () => Promise.reject(new Error('unreachable')),
    });
    await index.use();
    assert.equal(index.state.kind, 'failed');
    assert.equal(index.apps.size, 3);
    assert.deepEqual(index.checked, kept.saved[0]?.checked);
  });

  it('shows nothing once the user is signed out', async () => {
    const foundation = await startAppsServer(someApps(3));
    const kept = aStore();
    await anIndex(foundation, { kept }).use();
    const index = anIndex(foundation, {
      kept,
      client: () => Promise.reject(new SignedOutError('signed out')),
    });
    await index.use();
    assert.equal(index.state.kind, 'failed');
    assert.equal(index.apps.size, 0);
  });

  it('can be stopped, and keeps what was read', async () => {
    const foundation = await startAppsServer(someApps(6));
    foundation.pageSize = 2;
    const kept = aStore();
    const index = anIndex(foundation, {
      kept,
      onChange: () => {
        if (index.apps.size === 4) index.stop();
      },
    });
    await index.use();
    assert.equal(index.state.kind, 'stopped');
    assert.equal(index.apps.size, 4);
    assert.equal(kept.saved.length, 0);
  });

  it('is read again on request, also while it is being checked', async () => {
    const foundation = await startAppsServer(someApps(2));
    const index = anIndex(foundation);
    await index.use();
    await later(async () => {
      const using = index.use();
      await index.readAgain();
      await using;
    });
    const fills = foundation.asked().filter((path) => /per_page=5000(?!.*updated_ats)/.test(path));
    assert.equal(fills.length, 2);
    assert.equal(index.state.kind, 'complete');
    assert.equal(index.apps.size, 2);
  });

  it('drops what a stopped reading found and the next one doesn’t', async () => {
    const foundation = await startAppsServer(someApps(4));
    const index = anIndex(foundation);
    index.apps.put({ guid: 'gone', name: 'gone', place: null });
    await index.use();
    assert.equal(index.apps.has('gone'), false);
    assert.equal(index.apps.size, 4);
  });

  it('knows nothing of a user who sees nothing', async () => {
    const index = anIndex(await startAppsServer([]));
    await index.use();
    assert.equal(index.state.kind, 'complete');
    assert.equal(index.apps.size, 0);
  });
});
