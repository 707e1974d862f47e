import assert from 'node:assert/strict';
import { PagedList } from '../../../src/explorer/pagedList.ts';
import { FakeList, type Item, type ItemRow } from './support/fakeList.ts';

/** A list of 12,000, of which every 2,000th matches; its pages have 5,000. */
function aSearch(): { fake: FakeList; list: PagedList<Item, ItemRow> } {
  const fake = new FakeList(12_000);
  const numbers = new Map(fake.items.map(({ guid }, index) => [guid, index]));
  const matches = ({ guid }: Item) => (numbers.get(guid) ?? 1) % 2000 === 0;
  return { fake, list: new PagedList(fake.source(50, matches)) };
}

describe('A list that searches its pages for matches', () => {
  it('shows what it has found so far, and how far it is, once a page', async () => {
    const { fake, list } = aSearch();
    const seen: (readonly unknown[])[] = [];
    list.onSearch(() => seen.push([list.count, list.searched, list.total, list.isSearching]));
    await list.ensureLoaded();
    assert.deepEqual(seen, [
      [3, 5000, 12_000, true],
      [5, 10_000, 12_000, true],
      [6, 12_000, 12_000, false],
    ]);
    assert.deepEqual(fake.asked, ['1 × 5000', '2 × 5000', '3 × 5000']);
    assert.equal(list.hasMore, false);
  });

  it('has started once its first page is there', async () => {
    const { fake, list } = aSearch();
    const held: (() => void)[] = [];
    list.onSearch(() => {
      if (list.searched === 5000) held.push(fake.hold());
    });
    await list.ensureStarted();
    assert.deepEqual([list.count, list.isSearching, list.hasMore], [3, true, true]);
    for (const release of held) release();
    await list.loadMore();
    assert.deepEqual([list.count, list.isSearching, list.hasMore], [6, false, false]);
  });

  it('keeps what it has found when it is stopped, and continues with the next page', async () => {
    const { fake, list } = aSearch();
    list.onSearch(() => {
      if (list.searched === 5000) list.stop();
    });
    await list.ensureLoaded();
    assert.deepEqual([list.count, list.searched, list.problem], [3, 5000, null]);
    assert.deepEqual([list.isSearching, list.hasMore], [false, true]);
    fake.asked.length = 0;
    await list.loadMore();
    assert.deepEqual([list.count, list.searched, list.hasMore], [6, 12_000, false]);
    assert.deepEqual(fake.asked, ['2 × 5000', '3 × 5000']);
  });

  it('that was stopped is refreshed only as far as it went', async () => {
    const { fake, list } = aSearch();
    list.onSearch(() => list.stop());
    await list.ensureLoaded();
    fake.asked.length = 0;
    await list.refresh();
    assert.deepEqual(fake.asked, ['1 × 5000']);
    assert.deepEqual([list.count, list.searched, list.hasMore], [3, 5000, true]);
  });

  it('that was stopped is loaded to its end by Load All', async () => {
    const { list } = aSearch();
    list.onSearch(() => list.stop());
    await list.ensureLoaded();
    list.onSearch(() => undefined);
    await list.loadAll(new AbortController().signal);
    assert.deepEqual([list.count, list.hasMore], [6, false]);
  });

  it('says so when a page fails, keeps its rows and can retry', async () => {
    const { fake, list } = aSearch();
    fake.failure = new Error('no');
    fake.failsFrom = 2;
    const ends: boolean[] = [];
    list.onSearch(() => ends.push(list.isSearching));
    await list.ensureLoaded();
    assert.equal(list.problem?.during, 'page');
    assert.deepEqual([list.count, list.isSearching, ends], [3, false, [true, false]]);
    fake.failure = null;
    await list.loadMore();
    assert.deepEqual([list.count, list.problem], [6, null]);
  });

  it('says nothing more once it was reset', async () => {
    const { fake, list } = aSearch();
    let told = 0;
    list.onSearch(() => {
      told += 1;
      fake.hold();
    });
    await list.ensureStarted();
    list.reset();
    assert.deepEqual([list.isSearching, list.searched, told], [false, 0, 1]);
    list.stop();
    assert.equal(list.isLoaded, false);
  });

  it('does not search at all if the server matches', async () => {
    const list = new PagedList(new FakeList(120).source(50));
    list.onSearch(() => assert.fail());
    await list.ensureLoaded();
    await list.loadMore();
    assert.equal(list.searched, null);
  });
});
