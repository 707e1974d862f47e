import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/cloudfoundry/json.ts';
import { firstPage, type Page } from '../../../src/cloudfoundry/page.ts';
import { toResource, type Resource } from '../../../src/cloudfoundry/resources/resource.ts';
import { aPage } from '../../support/builders.ts';

const api = new URL('https://api.example.org');
const size = 3;

/** A list that is paged by offset and counted anew for each answer, as Cloud Controllers do (their source: OFFSET and LIMIT, and a count). */
class OffsetList {
  guids: string[];
  readonly asked: number[] = [];
  /** Called before each answer. */
  onAsk: (asked: number) => void = () => undefined;
  /** What a page past the end counts. */
  countsPastEnd = true;

  constructor(count: number) {
    this.guids = Array.from({ length: count }, (_, index) => String(index + 1));
  }

  delete(...guids: readonly string[]): void {
    this.guids = this.guids.filter((guid) => !guids.includes(guid));
  }

  first(): Promise<Page<Resource>> {
    const get = async ({ searchParams }: URL) => this.#answer(Number(searchParams.get('page')));
    const scope = { api, own: new Set<string>() };
    return firstPage({ scope, get, read: toResource }, new URL('/v3/droplets?page=1', api));
  }

  #answer(page: number): JsonObject {
    this.asked.push(page);
    this.onAsk(this.asked.length);
    const rows = this.guids.slice((page - 1) * size, page * size).map((guid) => ({ guid }));
    const isLast = page * size >= this.guids.length;
    return aPage(rows, {
      next: isLast ? null : `/v3/droplets?page=${page + 1}`,
      total: rows.length > 0 || this.countsPastEnd ? this.guids.length : 0,
    }) as unknown as JsonObject;
  }
}

async function readAll(list: OffsetList): Promise<{ rows: string; last: Page<Resource> }> {
  const guids = new Set<string>();
  let last = await list.first();
  for (;;) {
    for (const { guid } of last.resources) guids.add(guid);
    if (!last.next) return { rows: [...guids].join(' '), last };
    last = await last.next();
  }
}

describe('A list that is read while its rows are deleted', () => {
  it('asks for no page twice when nothing is deleted', async () => {
    const list = new OffsetList(8);
    assert.equal((await readAll(list)).rows, '1 2 3 4 5 6 7 8');
    assert.deepEqual(list.asked, [1, 2, 3]);
  });

  it('asks for the previous page once more, and so loses none', async () => {
    const list = new OffsetList(8);
    list.onAsk = (asked) => {
      if (asked === 2) list.delete('2');
    };
    assert.equal((await readAll(list)).rows, '1 2 3 4 5 6 7 8');
    assert.deepEqual(list.asked, [1, 2, 1, 3]);
  });

  it('goes back as many pages as rows have moved', async () => {
    const list = new OffsetList(12);
    list.onAsk = (asked) => {
      if (asked === 3) list.delete('1', '2', '3', '4');
    };
    assert.equal((await readAll(list)).rows, '1 2 3 4 5 6 7 8 9 10 11 12');
    assert.deepEqual(list.asked, [1, 2, 3, 2, 1]);
  });

  it('goes back further when more rows are deleted meanwhile', async () => {
    const list = new OffsetList(12);
    list.onAsk = (asked) => {
      if (asked === 3) list.delete('1', '2', '3');
      if (asked === 4) list.delete('4');
    };
    assert.equal((await readAll(list)).rows, '1 2 3 4 5 6 7 8 9 10 11 12');
  });

  for (const countsPastEnd of [true, false]) {
    it(`finds what moved where the next page is past the end, which ${countsPastEnd ? 'counts' : 'does not count'}`, async () => {
      const list = new OffsetList(4);
      list.countsPastEnd = countsPastEnd;
      list.onAsk = (asked) => {
        if (asked === 2) list.delete('1');
      };
      assert.equal((await readAll(list)).rows, '1 2 3 4');
    });
  }

  it('does not mistake new rows on the previous page for missed ones', async () => {
    const list = new OffsetList(8);
    list.onAsk = (asked) => {
      if (asked === 2) list.delete('2', '3');
      if (asked === 2) list.guids.unshift('new');
    };
    const { rows } = await readAll(list);
    assert.equal(rows, '1 2 3 4 5 6 7 8');
  });

  it('says that it may be incomplete when it shrinks by more than ten pages', async () => {
    const list = new OffsetList(80);
    let page = await list.first();
    for (let read = 1; read < 20 && page.next; read += 1) page = await page.next();
    list.delete(...list.guids.slice(0, 19));
    for (let before = 0; before < 12; before += 1) list.delete(list.guids[0] ?? '');
    page = page.next ? await page.next() : assert.fail('there is no next page');
    assert.equal(page.incomplete?.reason, 'changed');
    assert.equal(list.asked.length, 31);
  });

  it('fails like a page when the previous page cannot be read again, and can be retried', async () => {
    const list = new OffsetList(8);
    list.onAsk = (asked) => {
      if (asked === 2) list.delete('2');
      if (asked === 3) throw new Error('down');
    };
    const page = await list.first();
    await assert.rejects(page.next?.() ?? Promise.resolve(), /down/);
    const second = await page.next?.();
    assert.deepEqual(
      second?.resources.map(({ guid }) => guid),
      ['4', '5', '6', '7'],
    );
  });
});
