import assert from 'node:assert/strict';
import type { AppRow } from '../../../src/explorer/rows.ts';
import { aFilter } from '../explorer/support/filters.ts';
import { Session } from './support/session.ts';
import { filteredRows } from '../../../src/explorer/lookup.ts';

describe('Filtering droplets', () => {
  let session: Session;
  let app: AppRow;

  beforeEach(async () => {
    session = await Session.open();
    app = await session.openApp('storefront');
    session.wire();
  });

  afterEach(() => session.close());

  /** Filters, and gives the parameters that went to the server. */
  async function filter(text: string): Promise<URLSearchParams> {
    await session.explorer.setFilter(app, aFilter('droplets', text));
    const lines = session.wire();
    assert.equal(lines.length, 1);
    assert.equal(app.droplets.problem, null);
    return new URL(lines[0]?.path ?? '', session.row.foundation.api).searchParams;
  }

  it('asks the server for states', async () => {
    const asked = await filter('state:failed,expired');
    assert.equal(asked.get('states'), 'FAILED,EXPIRED');
    const states = new Set(app.droplets.rows.map(({ droplet }) => droplet.state));
    assert.deepEqual([...states].toSorted(), ['EXPIRED', 'FAILED']);
    assert.equal(app.unfiltered, 132);
  });

  it('asks the server for whole guids', async () => {
    const guid = app.droplets.rows[7]?.droplet.guid ?? '';
    const asked = await filter(`guid:${guid}`);
    assert.equal(asked.get('guids'), guid);
    assert.deepEqual(
      app.droplets.rows.map(({ droplet }) => droplet.guid),
      [guid],
    );
  });

  it('finds the beginnings of guids locally', async () => {
    const guid = app.droplets.rows[7]?.droplet.guid ?? '';
    const asked = await filter(`guid:${guid.slice(0, 8)}`);
    assert.deepEqual([asked.get('guids'), asked.get('per_page')], [null, '5000']);
    assert.deepEqual(
      app.droplets.rows.map(({ droplet }) => droplet.guid),
      [guid],
    );
  });

  it('asks the server by label selector', async () => {
    const asked = await filter('label:"no-such-label in (a,b)"');
    assert.equal(asked.get('label_selector'), 'no-such-label in (a,b)');
    assert.equal(app.droplets.count, 0);
  });

  it('asks the server for an order', async () => {
    const newest = app.droplets.rows[0]?.droplet.createdAt ?? '';
    const asked = await filter('sort:created_at');
    assert.equal(asked.get('order_by'), 'created_at');
    const times = app.droplets.rows.map(({ droplet }) => droplet.createdAt ?? '');
    assert.deepEqual(times, times.toSorted());
    assert.ok((times[0] ?? '') < newest);
  });

  it('shows all of them again once cleared', async () => {
    await filter('state:failed');
    await session.explorer.setFilter(app, null);
    assert.deepEqual([app.droplets.count, app.droplets.total], [50, 132]);
    assert.deepEqual(filteredRows(session.explorer), []);
  });
});

describe('Filtering apps', () => {
  it('finds them by parts of their names, with one request', async () => {
    const session = await Session.open();
    try {
      const space = await session.openSpace('acme', 'prod');
      await session.open(space);
      session.wire();
      await session.explorer.setFilter(space, aFilter('apps', 'search'));
      assert.deepEqual(
        space.apps.rows.map(({ app }) => app.name),
        ['search-api', 'search-indexer'],
      );
      assert.equal(session.wire().length, 1);
      assert.deepEqual([space.apps.count, space.unfiltered], [2, 9]);
    } finally {
      await session.close();
    }
  });

  it('asks the server by label selector', async () => {
    const session = await Session.open();
    try {
      const space = await session.openSpace('acme', 'prod');
      session.wire();
      await session.explorer.setFilter(space, aFilter('apps', 'label:team=payments'));
      assert.deepEqual(
        space.apps.rows.map(({ app }) => app.name),
        ['checkout'],
      );
      assert.match(session.lines().join('\n'), /label_selector=team%3Dpayments/);
    } finally {
      await session.close();
    }
  });
});
