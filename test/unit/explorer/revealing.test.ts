import assert from 'node:assert/strict';
import { Explorer } from '../../../src/explorer/explorer.ts';
import { parseFilter } from '../../../src/explorer/filterQuery.ts';
import { rowAt, type Whereabouts } from '../../../src/explorer/revealing.ts';
import type { FoundationRow } from '../../../src/explorer/rows.ts';
import { FakeFoundation } from './support/fakeFoundation.ts';

const aWay: Whereabouts = { organization: 'o2', space: 'o2-s2', app: 'o2-s2-a3' };

describe('The row of something that was found', () => {
  let fake: FakeFoundation;
  let explorer: Explorer;
  let foundation: FoundationRow;

  beforeEach(async () => {
    fake = new FakeFoundation();
    await fake.start();
    explorer = new Explorer(() => 2);
    foundation = explorer.add(fake.foundation, fake.connect());
  });

  afterEach(() => fake.close());

  const idOf = async (way: Partial<Whereabouts> = {}) =>
    (await rowAt(explorer, foundation, { ...aWay, ...way }))?.id ?? null;
  const below = () => foundation.id;

  it('is reached by loading the lists above it, the rest of a list at once', async () => {
    assert.equal(await idOf(), `${below()}/organization:o2/space:o2-s2/app:o2-s2-a3`);
    assert.deepEqual(
      fake.takeAsked().map((path) => path.replace(/&order_by=\w+/, '')),
      [
        '/',
        '/v3/organizations?per_page=2',
        '/v3/spaces?per_page=2&organization_guids=o2',
        '/v3/apps?per_page=2&space_guids=o2-s2',
        '/v3/apps?per_page=5000&space_guids=o2-s2',
      ],
    );
  });

  it('needs no request once the lists are loaded', async () => {
    const row = await rowAt(explorer, foundation, aWay);
    fake.takeAsked();
    assert.equal(await rowAt(explorer, foundation, aWay), row);
    assert.deepEqual(fake.takeAsked(), []);
  });

  it('can be that of a space or an organization', async () => {
    assert.equal(await idOf({ app: null }), `${below()}/organization:o2/space:o2-s2`);
    assert.equal(await idOf({ app: null, space: null }), `${below()}/organization:o2`);
  });

  it('is found in a list that was loaded before it was there', async () => {
    await rowAt(explorer, foundation, { ...aWay, app: 'o2-s2-a1' });
    await idOf();
    fake.places.apps = [...fake.places.apps, 'a9'];
    assert.equal(
      await idOf({ app: 'o2-s2-a9' }),
      `${below()}/organization:o2/space:o2-s2/app:o2-s2-a9`,
    );
  });

  it('is found behind a filter, which is cleared', async () => {
    const space = await rowAt(explorer, foundation, { ...aWay, app: null });
    assert.ok(space?.kind === 'space');
    const parsed = parseFilter('apps', 'nothing-like-it');
    assert.ok(parsed.kind === 'filter');
    await explorer.setFilter(space, parsed.filter);
    assert.equal(space.apps.count, 0);
    assert.ok(await idOf());
    assert.equal(space.filter, null);
  });

  for (const [what, way] of [
    ['an app', { app: 'gone' }],
    ['a space', { space: 'gone' }],
    ['an organization', { organization: 'gone' }],
  ] as const) {
    it(`is null for ${what} that is gone`, async () => {
      assert.equal(await idOf(way), null);
    });
  }

  it('is not known if a list can’t be loaded, and can be tried again', async () => {
    fake.fail(/spaces/);
    await assert.rejects(idOf());
    fake.fail(null);
    assert.ok(await idOf());
  });
});
