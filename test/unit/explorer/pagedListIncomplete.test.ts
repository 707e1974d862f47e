import assert from 'node:assert/strict';
import { IncompleteListError } from '../../../src/cloudfoundry/incompleteList.ts';
import type { Page } from '../../../src/cloudfoundry/page.ts';
import { Explorer } from '../../../src/explorer/explorer.ts';
import { PagedList } from '../../../src/explorer/pagedList.ts';
import { listOf } from '../../../src/explorer/rows.ts';
import { FakeFoundation } from './support/fakeFoundation.ts';
import { items, type Item, type ItemRow } from './support/fakeList.ts';

const never = new AbortController().signal;

function listOver(first: () => Page<Item>): PagedList<Item, ItemRow> {
  return new PagedList<Item, ItemRow>({
    firstPage: async () => first(),
    toRow: ({ guid, name }) => ({ guid, name }),
    update: () => undefined,
    matches: null,
    pageSize: 10,
  });
}

describe('A list that ends early', () => {
  it('keeps its rows and says why, until it is reloaded', async () => {
    let incomplete: IncompleteListError | null = new IncompleteListError('otherList');
    const list = listOver(() => ({ resources: items(3), totalResults: 9, next: null, incomplete }));
    await list.ensureLoaded();
    assert.equal(list.count, 3);
    assert.equal(list.incomplete, incomplete);
    assert.equal(list.problem, null);
    incomplete = null;
    await list.refresh();
    assert.equal(list.incomplete, null);
  });

  it('remembers the early end of a page in the middle', async () => {
    const changed = new IncompleteListError('changed');
    const last = { resources: items(20).slice(10), totalResults: 20, next: null };
    const middle = { resources: items(10), totalResults: 20, incomplete: changed };
    const list = listOver(() => ({ ...middle, next: async () => last }));
    await list.loadAll(never);
    assert.equal(list.count, 20);
    assert.equal(list.incomplete, changed);
    list.reset();
    assert.equal(list.incomplete, null);
  });

  it('loads all of 130,000 rows on its second page', async () => {
    const all = items(130_010);
    const second = { resources: all.slice(10), totalResults: all.length, next: null };
    const list = listOver(() => ({
      resources: all.slice(0, 10),
      totalResults: all.length,
      next: async () => second,
    }));
    await list.ensureLoaded();
    await list.loadAll(never);
    assert.equal(list.problem, null);
    assert.equal(list.count, all.length);
    await list.refresh();
    assert.equal(list.problem, null);
    assert.equal(list.count, all.length);
  });
});

describe('The row of a list that ends early', () => {
  const fake = new FakeFoundation();
  before(() => fake.start());
  after(() => fake.close());

  it('is below the rows, and reloads the list', async () => {
    const explorer = new Explorer(() => 50);
    const row = explorer.add(fake.foundation, fake.connect());
    fake.misleadsTo = '/v3/apps?page=2';
    const shown = await explorer.children(undefined);
    assert.deepEqual(
      shown.map(({ kind }) => kind),
      ['organization', 'organization', 'incomplete'],
    );
    assert.equal(listOf(row).incomplete?.reason, 'otherList');
    fake.misleadsTo = null;
    await explorer.retry(row);
    const again = await explorer.children(undefined);
    assert.deepEqual(
      again.map(({ kind }) => kind),
      ['organization', 'organization'],
    );
  });
});
