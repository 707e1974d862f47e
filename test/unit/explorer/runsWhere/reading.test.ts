import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import type { PlacedApp } from '../../../../src/cloudfoundry/allApps.ts';
import { noFilter } from '../../../../src/cloudfoundry/filters.ts';
import type { Page } from '../../../../src/cloudfoundry/page.ts';
import type { Droplet } from '../../../../src/cloudfoundry/resources/droplet.ts';
import { abilitiesOf } from '../../../../src/cloudfoundry/versions.ts';
import { RunsWhereReader } from '../../../../src/explorer/runsWhere/reading.ts';
import { RunsWhereTable } from '../../../../src/explorer/runsWhere/table.ts';
import { aDiscovery } from '../../../support/clients.ts';
import { aPlacedApp, aReadDroplet } from './support.ts';

/** A foundation whose list of apps has pages of this size. */
class FakeClient {
  readonly can;
  apps: readonly PlacedApp[];
  pageSize: number;
  readonly asked: string[] = [];
  /** Called before each answer. */
  before: (request: string) => Promise<void> | void = () => undefined;
  atOnce = 0;
  mostAtOnce = 0;

  constructor(apps: readonly PlacedApp[], pageSize = 5000, discovery: object = {}) {
    this.apps = apps;
    this.pageSize = pageSize;
    this.can = abilitiesOf(aDiscovery('https://api.example.org', discovery));
  }

  async allApps(_query: unknown, signal?: AbortSignal): Promise<Page<PlacedApp>> {
    return this.#page(0, signal);
  }

  async dropletsWithGuids(guids: readonly string[], signal?: AbortSignal): Promise<Droplet[]> {
    this.atOnce += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.atOnce);
    try {
      await this.#answer(`droplets ${guids.length}`, signal);
    } finally {
      this.atOnce -= 1;
    }
    return guids.filter((guid) => !guid.startsWith('gone')).map((guid) => aReadDroplet({ guid }));
  }

  async #page(start: number, signal?: AbortSignal): Promise<Page<PlacedApp>> {
    await this.#answer(`apps ${start}`, signal);
    const end = start + this.pageSize;
    return {
      resources: this.apps.slice(start, end),
      totalResults: this.apps.length,
      next: end < this.apps.length ? (again) => this.#page(end, again) : null,
    };
  }

  async #answer(request: string, signal?: AbortSignal): Promise<void> {
    this.asked.push(request);
    await this.before(request);
    await setTimeout(0);
    signal?.throwIfAborted();
  }
}

function someApps(count: number): readonly PlacedApp[] {
  return Array.from({ length: count }, (_, n) =>
    aPlacedApp({ guid: `app-${n}`, name: `app-${n}`, current: `d-${n}` }),
  );
}

function aReader(client: FakeClient) {
  const table = new RunsWhereTable();
  const seen: number[] = [];
  const reader = new RunsWhereReader(
    async () => client,
    noFilter,
    table,
    () => seen.push(table.size),
  );
  return { table, reader, seen };
}

function kindsIn(table: RunsWhereTable): readonly string[] {
  const kinds = table.arranged(new Date()).rows.map(({ current }) => current.kind);
  return [...new Set(kinds)].toSorted();
}

describe('Reading what runs where', () => {
  it('takes one request a page of apps, and one for each 150 droplets, at most two at once', async () => {
    const client = new FakeClient(someApps(1000), 500);
    const { reader, table } = aReader(client);
    await reader.start();
    assert.equal(reader.state.kind, 'done');
    const ofDroplets = client.asked.filter((request) => request.startsWith('droplets'));
    const ofApps = client.asked.filter((request) => request.startsWith('apps'));
    assert.deepEqual(ofApps, ['apps 0', 'apps 500']);
    assert.deepEqual(ofDroplets.toSorted(), [
      'droplets 100',
      ...Array.from({ length: 6 }, () => 'droplets 150'),
    ]);
    assert.equal(client.mostAtOnce, 2);
    assert.deepEqual(kindsIn(table), ['read']);
    assert.deepEqual([reader.appsLeft, reader.dropletsLeft], [0, 0]);
  });

  it('has the first rows before it asks for the last page', async () => {
    const client = new FakeClient(someApps(30), 10);
    const { reader, table } = aReader(client);
    const sizes: number[] = [];
    client.before = (request) => {
      if (request.startsWith('apps')) sizes.push(table.size);
    };
    await reader.start();
    assert.deepEqual(sizes, [0, 10, 20]);
  });

  it('asks for a droplet of several apps once', async () => {
    const apps = [
      aPlacedApp({ guid: 'a', current: 'same' }),
      aPlacedApp({ guid: 'b', current: 'same' }),
    ];
    const client = new FakeClient(apps);
    const { reader, table } = aReader(client);
    await reader.start();
    assert.deepEqual(client.asked, ['apps 0', 'droplets 1']);
    assert.deepEqual(kindsIn(table), ['read']);
  });

  it('asks for none of apps without a droplet, or whose droplet isn’t told', async () => {
    const untold = aPlacedApp({
      guid: 'b',
      relationships: { space: { data: { guid: 'space-1' } } },
    });
    const client = new FakeClient([aPlacedApp({ guid: 'a' }), untold]);
    const { reader, table } = aReader(client);
    await reader.start();
    assert.deepEqual(client.asked, ['apps 0']);
    assert.deepEqual(kindsIn(table), ['none', 'untold']);
  });

  it('says which droplets the API didn’t list', async () => {
    const { reader, table } = aReader(new FakeClient([aPlacedApp({ current: 'gone-1' })]));
    await reader.start();
    assert.deepEqual(kindsIn(table), ['unlisted']);
  });

  // `guids` of droplets came with 3.0 (see versions.ts).
  it('asks for no droplets where the API can’t list them by guid', async () => {
    const client = new FakeClient(someApps(3), 5000, { era: 'info', version: '2.48.0' });
    const { reader, table } = aReader(client);
    await reader.start();
    assert.deepEqual(client.asked, ['apps 0']);
    assert.deepEqual(kindsIn(table), ['unlisted']);
    assert.equal(reader.canListDroplets, false);
  });

  for (const failing of ['apps 20', 'droplets 10']) {
    it(`keeps its rows when a request fails, and goes on from there: ${failing}`, async () => {
      const client = new FakeClient(someApps(310), failing === 'apps 20' ? 10 : 5000);
      const { reader, table } = aReader(client);
      client.before = (request) => {
        if (request === failing) throw new Error('The server is tired.');
      };
      await reader.start();
      assert.deepEqual(reader.state, { kind: 'failed', reason: 'The server is tired.' });
      assert.ok(table.size >= 20);
      const before = client.asked.length;
      client.before = () => undefined;
      await reader.resume();
      assert.equal(reader.state.kind, 'done');
      assert.equal(table.size, 310);
      assert.deepEqual(kindsIn(table), ['read']);
      assert.ok(!client.asked.slice(before).includes('apps 0'));
      assert.equal(reader.dropletsLeft, 0);
    });
  }

  it('stops at once, and goes on without asking for anything twice', async () => {
    const client = new FakeClient(someApps(600));
    const { reader, table } = aReader(client);
    client.before = (request) => {
      if (request.startsWith('droplets')) reader.stop();
    };
    await reader.start();
    assert.equal(reader.state.kind, 'stopped');
    assert.equal(table.size, 600);
    assert.ok(client.asked.length <= 3);
    assert.equal(reader.dropletsLeft, 600);
    client.before = () => undefined;
    await reader.resume();
    assert.equal(reader.state.kind, 'done');
    assert.deepEqual(kindsIn(table), ['read']);
    assert.equal(client.asked.filter((request) => request === 'apps 0').length, 1);
  });

  it('keeps old rows and droplets while it reads again, and then drops what is gone', async () => {
    const client = new FakeClient(someApps(3));
    const { reader, table } = aReader(client);
    await reader.start();
    client.apps = client.apps.slice(1);
    const kinds: string[] = [];
    client.before = (request) => {
      kinds.push(`${request}: ${table.size} ${kindsIn(table).join()}`);
    };
    await reader.start();
    assert.deepEqual(kinds, ['apps 0: 3 read', 'droplets 2: 2 read']);
    assert.equal(table.size, 2);
  });

  it('lets a second reading replace the first', async () => {
    const client = new FakeClient(someApps(300), 100);
    const { reader, table } = aReader(client);
    const first = reader.start();
    await setTimeout(1);
    await Promise.all([first, reader.start()]);
    assert.equal(reader.state.kind, 'done');
    assert.equal(table.size, 300);
    assert.deepEqual(kindsIn(table), ['read']);
    assert.equal(reader.dropletsLeft, 0);
  });
});
