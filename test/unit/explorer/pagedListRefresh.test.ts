import assert from 'node:assert/strict';
import { PagedList } from '../../../src/explorer/pagedList.ts';
import { FakeList, item, items, type Item, type ItemRow } from './support/fakeList.ts';

const down = new Error('the server is down');

async function loaded(api: FakeList, pages = 1): Promise<PagedList<Item, ItemRow>> {
  const list = new PagedList<Item, ItemRow>(api.source(10));
  for (let page = 0; page < pages; page += 1) await list.loadMore();
  api.asked.length = 0;
  return list;
}

/** Matches one in so many. */
function every(step: number): (candidate: Item) => boolean {
  return ({ guid }) => Number(guid) % step === 0;
}

function guids(list: PagedList<Item, ItemRow>): string {
  return list.rows.map(({ guid }) => guid).join(' ');
}

describe('Refreshing a list', () => {
  it('asks for as many rows as are shown, in one request', async () => {
    const api = new FakeList(132);
    const list = await loaded(api, 3);
    await list.refresh();
    assert.deepEqual(api.asked, ['1 × 30']);
    assert.deepEqual([list.count, list.total, list.hasMore], [30, 132, true]);
  });

  it('keeps the row objects, in the order and the state of the answer', async () => {
    const api = new FakeList(3);
    const list = await loaded(api);
    const [first, , third] = list.rows;
    api.items = [item(4), item(3, 'renamed'), item(1)];
    await list.refresh();
    assert.equal(guids(list), '4 3 1');
    assert.equal(list.get('1'), first);
    assert.equal(list.get('3'), third);
    assert.equal(third?.name, 'renamed');
  });

  it('shows the old rows until the new ones arrive', async () => {
    const api = new FakeList(3);
    const list = await loaded(api);
    api.items = [];
    const release = api.hold();
    const refreshing = list.refresh();
    assert.equal(list.count, 3);
    release();
    await refreshing;
    assert.equal(list.count, 0);
  });

  it('keeps the rows when it fails, and says that they are outdated', async () => {
    const api = new FakeList(25);
    const list = await loaded(api);
    api.failure = down;
    await list.refresh();
    assert.deepEqual(list.problem, { during: 'refresh', error: down });
    assert.deepEqual([list.count, list.hasMore], [10, true]);
    api.failure = null;
    await list.refresh();
    assert.equal(list.problem, null);
  });

  it('calls rows outdated until a refresh succeeds, whatever pages do meanwhile', async () => {
    const api = new FakeList(35);
    const list = await loaded(api);
    api.failure = down;
    await list.refresh();
    await list.loadMore();
    assert.equal(list.problem?.during, 'refresh');
    api.failure = null;
    await list.loadMore();
    assert.equal(list.count, 20);
    assert.equal(list.problem?.during, 'refresh');
  });

  it('is a failed page when there was nothing to refresh', async () => {
    const api = new FakeList(5);
    api.failure = down;
    const list = await loaded(api);
    await list.refresh();
    assert.deepEqual(list.problem, { during: 'page', error: down });
  });

  it('drops a page that was on its way', async () => {
    const api = new FakeList(35);
    api.isDeaf = true;
    const list = await loaded(api);
    const release = api.hold();
    const loading = list.loadMore();
    const refreshing = list.refresh();
    release();
    await Promise.all([loading, refreshing]);
    assert.deepEqual(api.asked, ['2 × 10', '1 × 10']);
    assert.equal(list.count, 10);
  });

  it('runs before a page that is requested meanwhile', async () => {
    const api = new FakeList(35);
    const list = await loaded(api);
    const release = api.hold();
    const refreshing = list.refresh();
    const loading = Promise.all([list.loadMore(), list.loadMore()]);
    release();
    await Promise.all([loading, refreshing]);
    assert.deepEqual(api.asked, ['1 × 10', '2 × 10']);
    assert.equal(list.count, 20);
  });

  it('uses only the last result when it is done twice', async () => {
    const api = new FakeList(3);
    api.isDeaf = true;
    const list = await loaded(api);
    const release = api.hold();
    const early = list.refresh();
    api.items = items(2);
    const late = list.refresh();
    release();
    await Promise.all([early, late]);
    assert.equal(guids(list), '1 2');
  });

  it('follows pages when more is shown than the API returns at once', async () => {
    const api = new FakeList(7000);
    const list = await loaded(api);
    await list.loadAll(new AbortController().signal);
    api.asked.length = 0;
    await list.refresh();
    assert.deepEqual(api.asked, ['1 × 5000', '2 × 5000']);
    assert.equal(list.count, 7000);
  });
});

describe('A list with a predicate', () => {
  it('asks for 5,000 at once and shows what matches', async () => {
    const api = new FakeList(4000);
    const list = new PagedList<Item, ItemRow>(api.source(10, every(1000)));
    await list.ensureLoaded();
    assert.deepEqual(api.asked, ['1 × 5000']);
    assert.equal(guids(list), '1000 2000 3000 4000');
    assert.equal(list.hasMore, false);
  });

  it('continues until it has a page of matches', async () => {
    const api = new FakeList(20_000);
    const list = new PagedList<Item, ItemRow>(api.source(3, every(2500)));
    await list.ensureLoaded();
    assert.deepEqual(api.asked, ['1 × 5000', '2 × 5000']);
    assert.deepEqual([list.count, list.hasMore], [4, true]);
    await list.loadMore();
    assert.deepEqual([list.count, list.hasMore], [8, false]);
  });

  it('shows as many matches after a refresh as before', async () => {
    const api = new FakeList(20_000);
    const list = new PagedList<Item, ItemRow>(api.source(3, every(2500)));
    await list.ensureLoaded();
    await list.loadMore();
    await list.refresh();
    assert.equal(list.count, 8);
  });

  it('keeps the matches it found when a later page fails', async () => {
    const api = new FakeList(12_000);
    const list = new PagedList<Item, ItemRow>(api.source(10, every(5000)));
    api.failure = down;
    api.failsFrom = 2;
    await list.ensureLoaded();
    assert.equal(guids(list), '5000');
    assert.deepEqual(list.problem, { during: 'page', error: down });
    api.failure = null;
    await list.loadMore();
    assert.equal(guids(list), '5000 10000');
  });
});
