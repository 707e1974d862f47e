import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import type { CurrentDroplet } from '../../../../src/cloudfoundry/resources/app.ts';
import { toDeployment } from '../../../../src/cloudfoundry/resources/deployment.ts';
import { Explorer } from '../../../../src/explorer/explorer.ts';
import type { AppRow } from '../../../../src/explorer/rows.ts';
import { parseFilter } from '../../../../src/explorer/filterQuery.ts';
import { OpenPanels } from '../../../../src/views/panels/openPanels.ts';
import { aDeployment } from '../../../support/builders.ts';
import { FakeFoundation } from '../../explorer/support/fakeFoundation.ts';
import { openFirstApp } from '../../explorer/support/tree.ts';

/** Panels that log what they are told to do, and show this droplet as the current one. */
function panelsOf(explorer: Explorer, current: CurrentDroplet = { kind: 'assigned', guid: 'd1' }) {
  const told: string[] = [];
  const panels = new OpenPanels<AppRow>(explorer, (opened, onDisposed) => {
    let row = opened;
    told.push(`open ${row.app.guid}`);
    return {
      get row() {
        return row;
      },
      current,
      reveal: (again) => {
        row = again;
        told.push('reveal');
      },
      draw: () => told.push('draw'),
      load: async () => {
        told.push('load');
        await setTimeout(0);
      },
      dispose: () => {
        told.push('close');
        onDisposed();
      },
    };
  });
  return { panels, takeTold: () => told.splice(0) };
}

describe('Open panels', () => {
  let fake: FakeFoundation;
  let explorer: Explorer;

  beforeEach(async () => {
    fake = new FakeFoundation();
    await fake.start();
    explorer = new Explorer(() => 2);
    explorer.add(fake.foundation, fake.connect());
  });

  afterEach(() => fake.close());

  it('exist once per row, even after the row was recreated', async () => {
    const [, , space, app] = await openFirstApp(explorer);
    const { panels, takeTold } = panelsOf(explorer);
    panels.show(app);
    space.apps.reset();
    const [again] = await explorer.children(space);
    assert.ok(again?.kind === 'app' && again !== app);
    panels.show(again);
    assert.deepEqual(takeTold(), ['open o1-s1-a1', 'reveal']);
  });

  it('load once when another droplet becomes current, however often they are notified', async () => {
    const [, , , app] = await openFirstApp(explorer);
    const { panels, takeTold } = panelsOf(explorer);
    panels.show(app);
    takeTold();
    explorer.update(app, { current: { kind: 'assigned', guid: 'd2' } });
    explorer.update(app, { app: { ...app.app }, current: { kind: 'assigned', guid: 'd2' } });
    assert.deepEqual(takeTold(), ['load']);
  });

  it('do nothing while the user pages, filters and refreshes, or a rollout runs', async () => {
    const [, , space, app] = await openFirstApp(explorer);
    const { panels, takeTold } = panelsOf(explorer);
    panels.show(app);
    takeTold();
    await explorer.loadMore(app);
    await explorer.loadMore(space);
    await explorer.refresh();
    const parsed = parseFilter('droplets', 'state:staged');
    assert.ok(parsed.kind !== 'invalid');
    await explorer.setFilter(app, parsed.filter);
    explorer.update(app, { running: { kind: 'known', droplets: new Set(['d1']) } });
    for (const running of [0, 1, 2]) {
      explorer.update(app, {
        rollout: {
          deployment: toDeployment(aDeployment()),
          instances: { new: 2, running, old: 1, total: 2 },
          problems: [],
          trouble: null,
        },
      });
    }
    assert.deepEqual(takeTold(), []);
  });

  it('follow the app when its list has created another row for it', async () => {
    const [, , space, app] = await openFirstApp(explorer);
    const { panels, takeTold } = panelsOf(explorer);
    panels.show(app);
    takeTold();
    space.apps.reset();
    await explorer.children(space);
    assert.deepEqual(takeTold(), []);
    const again = space.apps.get(app.app.guid);
    assert.ok(again && again !== app);
    explorer.update(again, { current: { kind: 'assigned', guid: 'd3' } });
    assert.deepEqual(takeTold(), ['load']);
  });

  it('stay, and can be told to load, when the row has left the tree', async () => {
    const [foundation, , space, app] = await openFirstApp(explorer);
    const { panels, takeTold } = panelsOf(explorer);
    panels.show(app);
    takeTold();
    fake.places.apps = ['a2'];
    await explorer.refresh(space);
    assert.equal(space.apps.get(app.app.guid), undefined);
    assert.deepEqual(takeTold(), []);
    panels.refreshApp(foundation.id, app.app.guid);
    panels.refreshApp(foundation.id, 'o1-s1-a2');
    assert.deepEqual(takeTold(), ['load']);
  });

  it('close when their foundation leaves the tree or changes its user, and not when it is renamed', async () => {
    const [foundation, , , app] = await openFirstApp(explorer);
    const { panels, takeTold } = panelsOf(explorer);
    panels.show(app);
    takeTold();
    explorer.setFoundation(foundation, { ...foundation.foundation, name: 'Mine' });
    assert.deepEqual(takeTold(), ['draw']);
    explorer.setFoundation(foundation, { ...foundation.foundation, user: 'other' });
    assert.deepEqual(takeTold(), ['close']);
    panels.show(app);
    takeTold();
    explorer.remove(foundation);
    assert.deepEqual(takeTold(), ['close']);
  });
});
