import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { Explorer } from '../../../src/explorer/explorer.ts';
import type { Row } from '../../../src/explorer/rows.ts';
import { isCurrent } from '../../../src/explorer/runningDroplets.ts';
import { FakeFoundation } from './support/fakeFoundation.ts';
import { open, openFirstApp, shown } from './support/tree.ts';

describe('The explorer', () => {
  let fake: FakeFoundation;
  let explorer: Explorer;
  let fired: (Row | undefined)[];

  beforeEach(async () => {
    fake = new FakeFoundation();
    await fake.start();
    explorer = new Explorer(() => 2);
    fired = [];
    explorer.onDidChange((row) => fired.push(row));
  });

  afterEach(() => fake.close());

  const add = () => explorer.add(fake.foundation, fake.connect());

  it('asks a single foundation for nothing until it is viewed', () => {
    add();
    assert.deepEqual(fake.asked, []);
  });

  it('asks once for each row that is opened, and not when it is opened again', async () => {
    add();
    const rows = await openFirstApp(explorer);
    assert.deepEqual(fake.takeAsked(), [
      '/',
      '/v3/organizations?per_page=2&order_by=name',
      '/v3/spaces?per_page=2&order_by=name&organization_guids=o1',
      '/v3/apps?per_page=2&order_by=name&space_guids=o1-s1',
      '/v3/apps/o1-s1-a1/droplets?per_page=2&order_by=-created_at',
    ]);
    for (const row of rows) await explorer.children(row);
    assert.deepEqual(fake.takeAsked(), []);
  });

  it('gives a single foundation no row of its own, and several a row each', async () => {
    const first = add();
    const [organization] = await explorer.children(undefined);
    assert.equal(organization?.kind, 'organization');
    assert.equal(organization && explorer.parent(organization), undefined);
    assert.equal(explorer.parent(first.ending.loadMore), undefined);

    const second = explorer.add({ ...fake.foundation, id: 'other' }, fake.connect());
    assert.deepEqual(await explorer.children(undefined), [first, second]);
    assert.equal(organization && explorer.parent(organization), first);
    assert.equal(explorer.parent(first), undefined);

    explorer.remove(second);
    assert.equal((await explorer.children(undefined))[0], organization);
  });

  it('does not redraw the root once it is loaded, since a row may be open by then', async () => {
    add();
    fired = [];
    await explorer.children(undefined);
    assert.deepEqual(fired, []);
  });

  it('leads from every row up to the root', async () => {
    add();
    const [, organization, space, app] = await openFirstApp(explorer);
    const [droplet] = await explorer.children(app);
    const path: Row[] = [];
    for (let row: Row | undefined = droplet; row; row = explorer.parent(row)) path.push(row);
    assert.deepEqual(path, [droplet, app, space, organization]);
  });

  it('has nothing below droplets and the rows around lists', async () => {
    const { ending } = add();
    const [, , , app] = await openFirstApp(explorer);
    const [droplet] = await explorer.children(app);
    assert.ok(droplet);
    for (const row of [droplet, ending.loadMore, ending.problem, ending.empty]) {
      assert.deepEqual(await explorer.children(row), []);
    }
  });

  it('offers Load More below a list that has more, and keeps the same row objects', async () => {
    add();
    const [, , , app] = await openFirstApp(explorer);
    const before = await explorer.children(app);
    assert.equal(shown(before), 'd1 d2 loadMore');
    fired = [];
    await explorer.loadMore(app);
    assert.deepEqual(fired, [app]);
    const after = await explorer.children(app);
    assert.equal(shown(after), 'd1 d2 d3');
    assert.deepEqual(after.slice(0, 2), before.slice(0, 2));
    assert.equal(after[0], before[0]);
  });

  it('loads all of a list', async () => {
    fake.places.droplets = Array.from({ length: 9 }, (_, index) => `d${index}`);
    add();
    const [, , , app] = await openFirstApp(explorer);
    await explorer.loadAll(app, new AbortController().signal);
    assert.equal(app.droplets.count, 9);
    assert.deepEqual(fired.at(-1), app);
  });

  it('says so when a list is empty', async () => {
    fake.places.droplets = [];
    add();
    const [, , , app] = await openFirstApp(explorer);
    assert.equal(shown(await explorer.children(app)), 'empty');
  });

  it('marks what the list of apps says as current', async () => {
    add();
    const [, , , app] = await openFirstApp(explorer);
    assert.deepEqual(app.droplets.rows.map(isCurrent), [true, false]);
  });

  it('shows another current droplet without requesting any list again', async () => {
    add();
    const [, , , app] = await openFirstApp(explorer);
    fake.takeAsked();
    fired = [];
    explorer.update(app, { current: { kind: 'assigned', guid: 'd2' } });
    await explorer.children(app);
    assert.deepEqual(fired, [app]);
    assert.deepEqual(app.droplets.rows.map(isCurrent), [false, true]);
    assert.deepEqual(fake.takeAsked(), []);
  });

  it('trusts an assignment over an answer that was on its way', async () => {
    add();
    const [, , , app] = await openFirstApp(explorer);
    fake.takeAsked();
    const release = fake.hold(/a1/);
    const refreshing = explorer.refresh(app);
    while (fake.asked.length < 2) await setImmediate();
    explorer.update(app, { current: { kind: 'assigned', guid: 'd2' } });
    release();
    await refreshing;
    assert.deepEqual(app.droplets.rows.map(isCurrent), [false, true]);
  });
});

describe('The state of the explorer', () => {
  let fake: FakeFoundation;
  let explorer: Explorer;

  beforeEach(async () => {
    fake = new FakeFoundation();
    await fake.start();
    explorer = new Explorer(() => 2);
  });

  afterEach(() => fake.close());

  async function stateOnceOpen(): Promise<string> {
    explorer.add(fake.foundation, fake.connect());
    assert.equal(explorer.state, 'shown');
    await explorer.children(undefined);
    return explorer.state;
  }

  it('says that there is no foundation', async () => {
    assert.equal(explorer.state, 'noFoundation');
    assert.deepEqual(await explorer.children(undefined), []);
  });

  it('says that rows are shown', async () => {
    assert.equal(await stateOnceOpen(), 'shown');
  });

  it('says that nobody is signed in', async () => {
    fake.hasToken = false;
    assert.equal(await stateOnceOpen(), 'signedOut');
    assert.deepEqual(await explorer.children(undefined), []);
  });

  it('says that the foundation is unreachable, and when it is reachable again', async () => {
    fake.fail(/organizations/);
    assert.equal(await stateOnceOpen(), 'unreachable');
    assert.deepEqual(await explorer.children(undefined), []);
    fake.fail(null);
    await explorer.refresh();
    assert.equal(explorer.state, 'shown');
  });

  it('says that there is nothing to see', async () => {
    fake.places.organizations = [];
    assert.equal(await stateOnceOpen(), 'empty');
    assert.deepEqual(await explorer.children(undefined), []);
  });

  it('still says that rows are shown when they cannot be refreshed', async () => {
    await stateOnceOpen();
    fake.fail(/organizations/);
    await explorer.refresh();
    assert.equal(explorer.state, 'shown');
    assert.equal(shown(await explorer.children(undefined)), 'problem organization organization');
  });

  it('says that rows are shown for several foundations, whatever their states', async () => {
    fake.hasToken = false;
    await stateOnceOpen();
    const other = explorer.add({ ...fake.foundation, id: 'other' }, fake.connect());
    assert.equal(explorer.state, 'shown');
    assert.equal(shown(await open(explorer, other)), 'problem');
  });
});
