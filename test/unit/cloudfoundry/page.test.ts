import assert from 'node:assert/strict';
import { NotCloudFoundryError, RefusedLinkError } from '../../../src/cloudfoundry/errors.ts';
import type { JsonObject } from '../../../src/cloudfoundry/json.ts';
import { firstPage, type Page } from '../../../src/cloudfoundry/page.ts';
import { toResource, type Resource } from '../../../src/cloudfoundry/resources/resource.ts';
import { aPage, aV2Page } from '../../support/builders.ts';
import { failureOf } from '../../support/clients.ts';

const api = new URL('https://api.example.org');

/** Asks for the first page of a list whose answers are given by path and query; remembers what was asked. */
async function listOf(
  answers: Readonly<Record<string, unknown>>,
  first = '/v3/droplets',
): Promise<{ readonly page: Page<Resource>; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const page = await firstPage(
    {
      scope: { api, own: new Set(['https://internal.example.org']) },
      get: async (url) => {
        assert.equal(url.origin, api.origin);
        asked.push(`${url.pathname}${url.search}`);
        return answers[`${url.pathname}${url.search}`] as JsonObject;
      },
      read: toResource,
    },
    new URL(first, api),
  );
  return { page, asked };
}

async function follow(page: Page<Resource>): Promise<Page<Resource>> {
  return page.next ? page.next() : assert.fail('there is no next page');
}

function guids(page: Page<Resource>): readonly string[] {
  return page.resources.map(({ guid }) => guid);
}

describe('firstPage', () => {
  it('follows what the API advertises, verbatim, whatever its parameters are called', async () => {
    const odd = '/v3/droplets?cursor=%2Bx%252C&seite=2&page=9';
    const { page, asked } = await listOf({
      '/v3/droplets': aPage([{ guid: 'a' }], { next: odd, total: 2 }),
      [odd]: aPage([{ guid: 'b' }], { total: 2 }),
    });
    const second = await follow(page);
    assert.deepEqual([guids(page), guids(second)], [['a'], ['b']]);
    assert.deepEqual(asked, ['/v3/droplets', odd]);
    assert.equal(second.next, null);
  });

  it('follows absolute addresses of origins that the API names as its own', async () => {
    const { page } = await listOf({
      '/v3/droplets': aPage([{ guid: 'a' }], {
        next: 'https://internal.example.org/v3/droplets?page=2',
      }),
      '/v3/droplets?page=2': aPage([{ guid: 'b' }]),
    });
    assert.deepEqual(guids(await follow(page)), ['b']);
  });

  it('can follow the same page again after it failed', async () => {
    const answers: Record<string, unknown> = {
      '/v3/droplets': aPage([{ guid: 'a' }], { next: '/v3/droplets?page=2' }),
    };
    const { page } = await listOf(answers);
    await assert.rejects(follow(page));
    answers['/v3/droplets?page=2'] = aPage([{ guid: 'b' }]);
    assert.deepEqual(guids(await follow(page)), ['b']);
  });

  it('ends when next points at the page itself', async () => {
    const self = '/v3/droplets?page=1';
    const { page } = await listOf({ [self]: aPage([{ guid: 'a' }], { next: self }) }, self);
    assert.equal(page.next, null);
    assert.equal(page.incomplete?.reason, 'readBefore');
    const fragment = await listOf({ [self]: aPage([{ guid: 'a' }], { next: `${self}#2` }) }, self);
    assert.equal(fragment.page.next, null);
  });

  it('ends when next leads back to a page that was seen', async () => {
    const { page } = await listOf({
      '/v3/droplets': aPage([{ guid: 'a' }], { next: '/v3/droplets?page=2' }),
      '/v3/droplets?page=2': aPage([{ guid: 'b' }], { next: '/v3/droplets?page=3' }),
      '/v3/droplets?page=3': aPage([{ guid: 'c' }], { next: '/v3/droplets?page=2' }),
    });
    const third = await follow(await follow(page));
    assert.deepEqual(guids(third), ['c']);
    assert.equal(third.next, null);
    assert.equal(third.incomplete?.reason, 'readBefore');
  });

  for (const next of ['string', '', 'javascript:alert(1)', '?page=2', '/v3/../x', '/v3/a b']) {
    it(`ends when next is not an address: ${JSON.stringify(next)}`, async () => {
      const { page } = await listOf({ '/v3/droplets': aPage([{ guid: 'a' }], { next }) });
      assert.equal(page.next, null);
      assert.equal(page.incomplete?.reason, 'noAddress');
    });
  }

  it('ends when next is another list', async () => {
    for (const next of ['/v3/apps?page=2', 'https://internal.example.org/v3/apps?page=2']) {
      const { page } = await listOf({ '/v3/droplets': aPage([{ guid: 'a' }], { next }) });
      assert.equal(page.next, null);
      assert.equal(page.incomplete?.reason, 'otherList');
      assert.deepEqual(guids(page), ['a']);
    }
  });

  it('ends after 10,000 pages, and says so', async () => {
    let asked = 0;
    let page = await firstPage(
      {
        scope: { api, own: new Set() },
        get: async () => {
          asked += 1;
          return aPage([{ guid: String(asked) }], {
            next: `/v3/droplets?page=${asked + 1}`,
          }) as unknown as JsonObject;
        },
        read: toResource,
      },
      new URL('/v3/droplets', api),
    );
    while (page.next) page = await page.next();
    assert.equal(asked, 10_000);
    assert.equal(page.incomplete?.reason, 'tooManyPages');
  });

  it('is complete when the API says that there is nothing more', async () => {
    const { page } = await listOf({ '/v3/droplets': aPage([{ guid: 'a' }], { total: 5 }) });
    assert.equal(page.incomplete, null);
  });

  it('reads at most 50,000 rows of a page that has 130,000, and says so', async () => {
    const many = Array.from({ length: 130_000 }, (_, index) => ({ guid: String(index) }));
    const { page } = await listOf({ '/v3/droplets': aPage(many, { next: '/v3/droplets?page=2' }) });
    assert.equal(page.resources.length, 50_000);
    assert.equal(page.next, null);
    assert.equal(page.incomplete?.reason, 'tooManyRows');
  });

  for (const next of [
    'https://evil.example/v3/droplets?page=2',
    '//evil.example/v3/droplets?page=2',
    'https://user:password@api.example.org/v3/droplets?page=2',
    'https://internal.example.org//evil.example/v3/droplets?page=2',
  ]) {
    it(`asks nothing, and says why, when next is ${next}`, async () => {
      const { page, asked } = await listOf({ '/v3/droplets': aPage([{ guid: 'a' }], { next }) });
      assert.deepEqual(guids(page), ['a']);
      await assert.rejects(follow(page), RefusedLinkError);
      assert.deepEqual(asked, ['/v3/droplets']);
    });
  }

  it('tolerates pagination of the wrong type, or none', async () => {
    for (const pagination of [undefined, null, [], 'x', { next: 'x' }, { next: { href: 7 } }]) {
      const { page } = await listOf({
        '/v3/droplets': { pagination, resources: [{ guid: 'a' }] },
      });
      assert.equal(page.next, null);
      assert.equal(page.totalResults, 1);
    }
  });

  it('needs no total_pages', async () => {
    const { page } = await listOf({
      '/v3/droplets': {
        pagination: { total_results: 3, next: { href: '/v3/droplets?page=2' } },
        resources: [{ guid: 'a' }],
      },
      '/v3/droplets?page=2': aPage([{ guid: 'b' }], { total: 3 }),
    });
    assert.equal(page.totalResults, 3);
    assert.deepEqual(guids(await follow(page)), ['b']);
  });

  it('keeps the previous count when a page past the end counts nothing', async () => {
    const { page } = await listOf({
      '/v3/droplets': aPage([{ guid: 'a' }], { next: '/v3/droplets?page=2', total: 51 }),
      '/v3/droplets?page=2': aPage([], { total: 0 }),
    });
    const last = await follow(page);
    assert.equal(last.totalResults, 51);
    assert.equal(last.next, null);
  });

  it('accepts a count that changes between pages, but never less than was seen', async () => {
    const { page } = await listOf({
      '/v3/droplets': aPage([{ guid: 'a' }, { guid: 'b' }], {
        next: '/v3/droplets?page=2',
        total: 9,
      }),
      '/v3/droplets?page=2': aPage([{ guid: 'c' }], { total: 1 }),
    });
    assert.equal((await follow(page)).totalResults, 3);
  });

  it('accepts no nonsense as a count', async () => {
    for (const total of [-5, '7', null, {}, Number.MAX_VALUE * 2]) {
      const { page } = await listOf({
        '/v3/droplets': { pagination: { total_results: total }, resources: [{ guid: 'a' }] },
      });
      assert.equal(page.totalResults, 1);
    }
  });

  it('leaves out anything that is not an object', async () => {
    const { page } = await listOf({
      '/v3/droplets': aPage([null, 7, 'x', [], { guid: 'a' }, true, { guid: 5 }]),
    });
    assert.deepEqual(guids(page), ['a', '']);
  });

  for (const resources of [undefined, null, {}, 'x', 5]) {
    it(`does not treat ${JSON.stringify(resources)} as an empty list`, async () => {
      const error = await failureOf(listOf({ '/v3/droplets': { resources } }));
      assert.ok(error instanceof NotCloudFoundryError);
      assert.match(error.message, /api\.example\.org/);
    });
  }

  it('pages through v2 lists, whose next is a path', async () => {
    const { page } = await listOf(
      {
        '/v2/organizations?results-per-page=1': aV2Page([{ guid: 'a' }], {
          next: '/v2/organizations?page=2&results-per-page=1',
          total: 2,
        }),
        '/v2/organizations?page=2&results-per-page=1': aV2Page([{ guid: 'b' }], { total: 2 }),
      },
      '/v2/organizations?results-per-page=1',
    );
    assert.equal(page.totalResults, 2);
    const second = await follow(page);
    assert.deepEqual(guids(second), ['b']);
    assert.equal(second.next, null);
  });

  it('reads thousands of resources in order, and stops between slices when aborted', async () => {
    const many = Array.from({ length: 1200 }, (_, i) => ({ guid: String(i) }));
    const { page } = await listOf({ '/v3/droplets': aPage(many) });
    assert.deepEqual(
      guids(page),
      many.map(({ guid }) => guid),
    );
    const abort = new AbortController();
    let read = 0;
    const pending = firstPage(
      {
        scope: { api, own: new Set() },
        get: async () => aPage(many) as unknown as JsonObject,
        read: (resource) => {
          read += 1;
          if (read === 1) abort.abort();
          return toResource(resource);
        },
      },
      api,
      abort.signal,
    );
    assert.equal((await failureOf(pending)).name, 'AbortError');
    assert.ok(read < 1200);
  });
});
