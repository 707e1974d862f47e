import assert from 'node:assert/strict';
import { PagedList } from '../../../src/explorer/pagedList.ts';
import { FakeList, item, items, type Item, type ItemRow } from './support/fakeList.ts';

const never = new AbortController().signal;
const down = new Error('the server is down');

function listOf(api: FakeList, pageSize = 10, matches: ((item: Item) => boolean) | null = null) {
  return new PagedList<Item, ItemRow>(api.source(pageSize, matches));
}

function guids(list: PagedList<Item, ItemRow>): string {
  return list.rows.map(({ guid }) => guid).join(' ');
}

describe('A list', () => {
  it('asks for its first page once, however often it is told to', async () => {
    const api = new FakeList(25);
    const list = listOf(api);
    await Promise.all([list.ensureLoaded(), list.ensureLoaded(), list.ensureLoaded()]);
    await list.ensureLoaded();
    assert.deepEqual(api.asked, ['1 × 10']);
    assert.equal(list.count, 10);
  });

  it('says how many there are, and whether there are more', async () => {
    const list = listOf(new FakeList(12));
    assert.deepEqual([list.total, list.isLoaded, list.hasMore], [null, false, false]);
    await list.ensureLoaded();
    assert.deepEqual([list.total, list.isLoaded, list.hasMore], [12, true, true]);
    await list.loadMore();
    assert.deepEqual([list.total, list.count, list.hasMore], [12, 12, false]);
  });

  it('asks for the next page once, however often Load More is clicked', async () => {
    const api = new FakeList(25);
    const list = listOf(api);
    await list.ensureLoaded();
    await Promise.all([list.loadMore(), list.loadMore(), list.loadMore()]);
    assert.deepEqual(api.asked, ['1 × 10', '2 × 10']);
    assert.equal(list.count, 20);
  });

  it('asks for nothing once it is at its end', async () => {
    const api = new FakeList(3);
    const list = listOf(api);
    await list.ensureLoaded();
    await list.loadMore();
    await list.loadAll(never);
    assert.deepEqual(api.asked, ['1 × 10']);
  });

  it('shows a resource once that moved to the next page meanwhile, in its newer state', async () => {
    const api = new FakeList(15);
    const list = listOf(api);
    await list.ensureLoaded();
    const tenth = list.get('10');
    api.items = [item(0), ...items(9), item(10, 'renamed'), ...items(15).slice(10)];
    await list.loadMore();
    assert.equal(guids(list), '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15');
    assert.equal(list.get('10'), tenth);
    assert.equal(tenth?.name, 'renamed');
  });

  it('leaves out resources without a guid', async () => {
    const api = new FakeList(0);
    api.items = [{ guid: '', name: 'nobody' }, item(1)];
    const list = listOf(api);
    await list.ensureLoaded();
    assert.equal(guids(list), '1');
  });

  it('counts at least the rows it shows', async () => {
    const api = new FakeList(20);
    const list = listOf(api);
    await list.ensureLoaded();
    api.items = items(20).slice(5, 17);
    await list.loadMore();
    assert.equal(list.total, 12);
    assert.equal(list.count, 12);
  });
});

describe('A list whose page fails', () => {
  it('keeps its rows, says why, and can retry', async () => {
    const api = new FakeList(25);
    const list = listOf(api);
    await list.ensureLoaded();
    api.failure = down;
    await list.loadMore();
    assert.deepEqual(list.problem, { during: 'page', error: down });
    assert.deepEqual([list.count, list.hasMore], [10, true]);
    api.failure = null;
    await list.loadMore();
    assert.equal(list.problem, null);
    assert.equal(list.count, 20);
  });

  it('does not ask for its first page again by itself', async () => {
    const api = new FakeList(5);
    const list = listOf(api);
    api.failure = down;
    await list.ensureLoaded();
    await list.ensureLoaded();
    assert.deepEqual(api.asked, ['1 × 10']);
    assert.deepEqual(list.problem, { during: 'page', error: down });
    api.failure = null;
    await list.loadMore();
    assert.deepEqual([list.count, list.problem], [5, null]);
  });

  it('waits for the retry that is under way', async () => {
    const api = new FakeList(5);
    const list = listOf(api);
    api.failure = down;
    await list.ensureLoaded();
    api.failure = null;
    const retried = list.loadMore();
    await list.ensureLoaded();
    assert.equal(list.count, 5);
    await retried;
  });
});

describe('A list that is reset', () => {
  it('drops the page that arrives late, even if nobody could stop it', async () => {
    const api = new FakeList(25);
    api.isDeaf = true;
    const list = listOf(api);
    const release = api.hold();
    const loading = list.loadMore();
    list.reset();
    release();
    await loading;
    assert.deepEqual([list.count, list.isLoaded, list.problem], [0, false, null]);
  });

  it('gives the new page to those who waited for the old one', async () => {
    const old = new FakeList(3);
    const list = listOf(old);
    const release = old.hold();
    const waiting = list.ensureLoaded();
    const api = new FakeList(7);
    list.reset(api.source(10));
    release();
    await waiting;
    assert.deepEqual([list.count, list.isLoaded], [7, true]);
    assert.deepEqual(api.asked, ['1 × 10']);
  });

  it('forgets what went wrong', async () => {
    const api = new FakeList(5);
    const list = listOf(api);
    api.failure = down;
    await list.ensureLoaded();
    list.reset();
    assert.equal(list.problem, null);
    api.failure = null;
    await list.ensureLoaded();
    assert.equal(list.count, 5);
  });
});

describe('A list that is loaded as a whole', () => {
  it('asks for as much as the API returns at once, and keeps its rows', async () => {
    const api = new FakeList(5020);
    const list = listOf(api);
    await list.ensureLoaded();
    const first = list.get('1');
    await list.loadAll(never);
    assert.deepEqual(api.asked, ['1 × 10', '1 × 5000', '2 × 5000']);
    assert.deepEqual([list.count, list.hasMore], [5020, false]);
    assert.equal(list.get('1'), first);
  });

  it('stops at a failure and goes on from there', async () => {
    const api = new FakeList(12_000);
    const list = listOf(api);
    await list.ensureLoaded();
    api.failure = down;
    api.failsFrom = 2;
    await list.loadAll(never);
    assert.deepEqual(api.asked, ['1 × 10', '1 × 5000', '2 × 5000']);
    assert.deepEqual([list.count, list.problem], [5000, { during: 'page', error: down }]);
    api.failure = null;
    await list.loadMore();
    assert.deepEqual([list.count, list.problem], [10_000, null]);
  });

  it('stops when told to, without calling that a problem', async () => {
    const api = new FakeList(12_000);
    const list = listOf(api);
    await list.ensureLoaded();
    const stop = new AbortController();
    const release = api.hold();
    const loading = list.loadAll(stop.signal);
    stop.abort();
    release();
    await loading;
    assert.deepEqual([list.count, list.problem, list.hasMore], [10, null, true]);
    await list.loadMore();
    assert.equal(list.count, 20);
  });

  it('asks for nothing when told to stop before it started', async () => {
    const api = new FakeList(30);
    const list = listOf(api);
    await list.ensureLoaded();
    await list.loadAll(AbortSignal.abort());
    assert.deepEqual(api.asked, ['1 × 10']);
  });
});
