import assert from 'node:assert/strict';
import { Explorer } from '../../../src/explorer/explorer.ts';
import type { Row } from '../../../src/explorer/rows.ts';
import { FakeFoundation } from './support/fakeFoundation.ts';
import { open, openFirstApp, shown } from './support/tree.ts';

describe('A list of the explorer that fails', () => {
  let fake: FakeFoundation;
  let explorer: Explorer;
  let fired: (Row | undefined)[];

  beforeEach(async () => {
    fake = new FakeFoundation();
    await fake.start();
    explorer = new Explorer(() => 2);
    explorer.add(fake.foundation, fake.connect());
    fired = [];
    explorer.onDidChange((row) => fired.push(row));
  });

  afterEach(() => fake.close());

  it('is a row that says why, and can be retried', async () => {
    fake.fail(/droplets/);
    const [, , , app] = await openFirstApp(explorer);
    assert.equal(shown(await explorer.children(app)), 'problem');
    fake.fail(null);
    await explorer.retry(app);
    assert.equal(shown(await explorer.children(app)), 'd1 d2 loadMore');
  });

  it('is not announced repeatedly, which would request its rows repeatedly', async () => {
    fake.fail(/droplets/);
    const [, , , app] = await openFirstApp(explorer);
    fired = [];
    await explorer.children(app);
    await explorer.children(app);
    assert.deepEqual(fired, []);
  });

  it('keeps its rows and offers a retry instead of Load More', async () => {
    const [, , , app] = await openFirstApp(explorer);
    fake.fail(/droplets/);
    await explorer.loadMore(app);
    assert.equal(shown(await explorer.children(app)), 'd1 d2 problem');
    fake.fail(null);
    await explorer.retry(app);
    assert.equal(shown(await explorer.children(app)), 'd1 d2 d3');
  });

  it('keeps its rows when they cannot be refreshed, with the reason on top and Load More below', async () => {
    const [, , , app] = await openFirstApp(explorer);
    fake.fail(/droplets/);
    await explorer.refresh(app);
    assert.equal(shown(await explorer.children(app)), 'problem d1 d2 loadMore');
    fake.fail(null);
    await explorer.retry(app);
    assert.equal(shown(await explorer.children(app)), 'd1 d2 loadMore');
  });

  it('is shown once, at the top, when everything below would fail too', async () => {
    const [foundation, , space, app] = await openFirstApp(explorer);
    fake.fail(/./);
    fake.takeAsked();
    await explorer.refresh();
    assert.equal(fake.takeAsked().length, 1);
    assert.equal(shown(await explorer.children(undefined)), 'problem organization organization');
    assert.equal(shown(await explorer.children(space)), 'app app loadMore');
    assert.equal(shown(await explorer.children(app)), 'd1 d2 loadMore');

    fake.fail(null);
    fake.places.droplets = ['d9'];
    await explorer.retry(foundation);
    assert.equal(shown(await explorer.children(app)), 'd9');
  });

  it('does not hold up other foundations', async () => {
    const slow = new FakeFoundation();
    await slow.start();
    try {
      const other = explorer.add(slow.foundation, slow.connect());
      const [first] = explorer.foundations;
      assert.ok(first);
      await Promise.all([open(explorer, first), open(explorer, other)]);
      const release = slow.hold(/organizations/);
      fired = [];
      const shownFirst = new Promise<Row | undefined>((resolve) => {
        explorer.onDidChange(resolve);
      });
      fake.places.organizations = ['new'];
      const refreshing = explorer.refresh();
      assert.equal(await shownFirst, first);
      assert.equal(first.organizations.rows[0]?.organization.name, 'new');
      assert.deepEqual(fired, [first]);
      release();
      await refreshing;
      assert.deepEqual(fired, [first, other]);
    } finally {
      await slow.close();
    }
  });
});
