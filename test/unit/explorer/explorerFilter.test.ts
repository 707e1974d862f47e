import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { Explorer } from '../../../src/explorer/explorer.ts';
import type { Row } from '../../../src/explorer/rows.ts';
import { FakeFoundation } from './support/fakeFoundation.ts';
import { aFilter } from './support/filters.ts';
import { openFirstApp, shown } from './support/tree.ts';
import { filteredRows } from '../../../src/explorer/lookup.ts';

const droplets = (text: string) => aFilter('droplets', text);
const apps = (text: string) => aFilter('apps', text);

describe('Filtering in the explorer', () => {
  let fake: FakeFoundation;
  let explorer: Explorer;
  let fired: (Row | undefined)[];

  beforeEach(async () => {
    fake = new FakeFoundation();
    await fake.start();
    fake.places.droplets = Array.from({ length: 132 }, (_, index) => `d${index}`);
    explorer = new Explorer(() => 50);
    explorer.add(fake.foundation, fake.connect());
    fired = [];
    explorer.onDidChange((row) => fired.push(row));
  });

  afterEach(() => fake.close());

  it('filters through the API when possible, and counts matches out of the total', async () => {
    const [, , , app] = await openFirstApp(explorer);
    fake.takeAsked();
    fake.places.droplets = ['d7', 'd8', 'd9'];
    await explorer.setFilter(app, droplets('state:staged label:env=prod'));
    assert.deepEqual(fake.takeAsked(), [
      '/v3/apps/o1-s1-a1/droplets?per_page=50&states=STAGED&label_selector=env%3Dprod&order_by=-created_at',
    ]);
    assert.deepEqual([app.droplets.count, app.unfiltered], [3, 132]);
    assert.equal(shown(await explorer.children(app)), 'd7 d8 d9');
  });

  it('matches the rest locally, over as much as the API returns at once', async () => {
    const [, , , app] = await openFirstApp(explorer);
    fake.takeAsked();
    await explorer.setFilter(app, droplets('d13 guid:d'));
    assert.deepEqual(fake.takeAsked(), [
      '/v3/apps/o1-s1-a1/droplets?per_page=5000&order_by=-created_at',
    ]);
    assert.equal(shown(await explorer.children(app)), 'd13 d130 d131');
    assert.deepEqual([app.droplets.count, app.unfiltered], [3, 132]);
  });

  it('shows what it finds page by page, until it is stopped', async () => {
    fake.places.droplets = Array.from({ length: 12_000 }, (_, index) => `d${index}`);
    const [, , , app] = await openFirstApp(explorer);
    const release = fake.hold(/page=2/);
    await explorer.setFilter(app, droplets('d1199'));
    assert.equal(shown(await explorer.children(app)), 'd1199 loadMore');
    assert.deepEqual([app.droplets.isSearching, app.droplets.searched], [true, 5000]);
    const ended = new Promise<void>((resolve) => {
      explorer.onDidChange(() => {
        if (!app.droplets.isSearching) resolve();
      });
    });
    explorer.stopSearch(app);
    await ended;
    release();
    assert.equal(shown(await explorer.children(app)), 'd1199 loadMore');
    await explorer.loadMore(app);
    assert.deepEqual([app.droplets.count, app.droplets.hasMore], [11, false]);
  });

  it('finds apps by part of their name', async () => {
    const [, , space] = await openFirstApp(explorer);
    await explorer.setFilter(space, apps('A2'));
    assert.deepEqual(
      space.apps.rows.map(({ app }) => app.name),
      ['app o1-s1-a2'],
    );
    assert.deepEqual([space.apps.count, space.unfiltered], [1, 3]);
  });

  it('says so when nothing matches', async () => {
    const [, , , app] = await openFirstApp(explorer);
    await explorer.setFilter(app, droplets('nowhere'));
    assert.equal(shown(await explorer.children(app)), 'empty');
  });

  it('tells the tree when the filter is active and when its answer has arrived', async () => {
    const [, , , app] = await openFirstApp(explorer);
    fired = [];
    const release = fake.hold(/droplets/);
    const filtering = explorer.setFilter(app, droplets('d1'));
    // What filters need is loaded first.
    while (fired.length === 0) await setImmediate();
    assert.deepEqual(fired, [app]);
    release();
    await filtering;
    assert.deepEqual(new Set(fired), new Set([app]));
    assert.ok(fired.length > 1);
  });

  it('keeps the total count when one filter replaces another', async () => {
    const [, , , app] = await openFirstApp(explorer);
    await explorer.setFilter(app, droplets('d13'));
    await explorer.setFilter(app, droplets('d1'));
    assert.equal(app.unfiltered, 132);
  });

  it('has no total count when the list was never loaded completely', async () => {
    const [, , space] = await openFirstApp(explorer);
    const second = space.apps.rows[1];
    assert.ok(second);
    await explorer.setFilter(second, droplets('d13'));
    assert.equal(second.unfiltered, null);
  });

  it('names the rows with an active filter, until it is cleared', async () => {
    const [, , space, app] = await openFirstApp(explorer);
    assert.deepEqual(filteredRows(explorer), []);
    await explorer.setFilter(app, droplets('d13'));
    assert.deepEqual(filteredRows(explorer), [app]);
    await explorer.setFilter(app, null);
    assert.deepEqual(filteredRows(explorer), []);
    assert.equal(app.droplets.count, 50);
    await explorer.setFilter(space, apps('a1'));
    assert.deepEqual(filteredRows(explorer), [space]);
  });

  it('stays active over a refresh', async () => {
    const [, , , app] = await openFirstApp(explorer);
    await explorer.setFilter(app, droplets('d13'));
    await explorer.refresh();
    assert.equal(shown(await explorer.children(app)), 'd13 d130 d131');
  });

  it('that the API refuses is a problem of the list, and can be cleared', async () => {
    const [, , , app] = await openFirstApp(explorer);
    fake.fail(/label_selector/);
    await explorer.setFilter(app, droplets('label:env'));
    assert.equal(shown(await explorer.children(app)), 'problem');
    await explorer.setFilter(app, null);
    assert.equal(app.droplets.count, 50);
  });
});
