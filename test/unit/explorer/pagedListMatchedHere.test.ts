import assert from 'node:assert/strict';
import type { Page } from '../../../src/cloudfoundry/page.ts';
import { PagedList } from '../../../src/explorer/pagedList.ts';
import { items, type Item, type ItemRow } from './support/fakeList.ts';

/** A list of 100, ten a page, of which the client dropped all but the first of each page. */
function listOfServerThatIgnoresFilters(asked: number[]): PagedList<Item, ItemRow> {
  const all = items(100);
  const page = async (number: number): Promise<Page<Item>> => {
    asked.push(number);
    return {
      resources: all.slice(number * 10, number * 10 + 1),
      totalResults: 100,
      next: number === 9 ? null : () => page(number + 1),
      matchedHere: true,
    };
  };
  return new PagedList<Item, ItemRow>({
    firstPage: () => page(0),
    toRow: ({ guid, name }) => ({ guid, name }),
    update: () => undefined,
    matches: null,
    pageSize: 4,
  });
}

describe('A list whose filter the server ignored', () => {
  it('says that rows were matched locally, and continues until a page is full', async () => {
    const asked: number[] = [];
    const list = listOfServerThatIgnoresFilters(asked);
    await list.ensureLoaded();
    assert.equal(list.isMatchedHere, true);
    assert.equal(list.count, 4);
    assert.deepEqual(asked, [0, 1, 2, 3]);
    await list.refresh();
    assert.equal(list.isMatchedHere, true);
    assert.equal(list.count, 4);
  });

  it('no longer says so of another list', async () => {
    const list = listOfServerThatIgnoresFilters([]);
    await list.ensureLoaded();
    list.reset();
    assert.equal(list.isMatchedHere, false);
  });
});
