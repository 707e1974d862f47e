import assert from 'node:assert/strict';
import { CloudControllerError } from '../../../src/cloudfoundry/errors.ts';
import { AppHistory } from '../../../src/explorer/history/appHistory.ts';
import { dropletOf } from '../../../src/explorer/history/goBack.ts';
import { currentAt } from '../../../src/explorer/history/stretches.ts';
import type { AppRow } from '../../../src/explorer/rows.ts';
import { Session } from './support/session.ts';
import { fetchDroplet } from '../../../src/explorer/lookup.ts';

const never = new AbortController().signal;

async function historyOf(session: Session, row: AppRow): Promise<AppHistory> {
  const client = await session.row.connection.client();
  const { app } = row;
  return new AppHistory(client.historyOf(app), (signal) => client.currentDroplet(app, signal));
}

describe('Reading the history of an app of the sample foundation', () => {
  let session: Session;

  afterEach(() => session.close());

  it('takes one request per list, and one for what is current', async () => {
    session = await Session.open();
    const app = await session.openApp('storefront');
    session.lines();
    const history = await historyOf(session, app);
    await history.load(never);
    const types =
      'audit.app.droplet.mapped%2Caudit.app.droplet_mapped%2Caudit.app.deployment.create%2Caudit.app.deployment.cancel';
    const { guid } = app.app;
    const page = 'per_page=50&order_by=-created_at';
    assert.deepEqual(
      session.lines().toSorted(),
      [
        `GET /v3/apps/${guid}`,
        `GET /v3/apps/${guid}/builds?${page}`,
        `GET /v3/apps/${guid}/droplets?${page}`,
        `GET /v3/apps/${guid}/packages?${page}`,
        `GET /v3/apps/${guid}/revisions?${page}`,
        `GET /v3/audit_events?types=${types}&target_guids=${guid}&${page}`,
        `GET /v3/deployments?app_guids=${guid}&${page}`,
      ].toSorted(),
    );
    assert.deepEqual(history.view.missing, []);
  });

  it('shows what was current when, up to now, and where it begins', async () => {
    session = await Session.open();
    const app = await session.openApp('storefront');
    const history = await historyOf(session, app);
    await history.load(never);
    while (history.view.hasOlder) await history.loadOlder(never);
    const { stretches, entries, current } = history.view;
    assert.ok(current.kind === 'assigned');
    assert.equal(stretches.at(-1)?.droplet, current.guid);
    assert.ok(stretches.every(({ droplet }) => droplet !== null));
    assert.equal(currentAt(stretches, (stretches[0]?.from ?? 0) - 1), null);
    const droplets = entries.filter(({ kind }) => kind === 'droplet');
    assert.ok(droplets.length >= 132);
  });

  it('names what an old foundation does not have, and shows its droplets', async () => {
    session = await Session.open({ generation: '2016' });
    const app = await session.openApp('storefront');
    const history = await historyOf(session, app);
    await history.load(never);
    const { missing, entries } = history.view;
    assert.deepEqual(
      missing.map(({ source, missing: { reason } }) => `${source} ${reason}`).toSorted(),
      ['builds noEndpoint', 'deployments noEndpoint', 'events noEndpoint', 'revisions noEndpoint'],
    );
    assert.ok(entries.some(({ kind }) => kind === 'droplet'));
  });

  it('finds the row of a droplet that the tree has not loaded, and changes nothing there', async () => {
    session = await Session.open();
    const app = await session.openApp('storefront');
    const history = await historyOf(session, app);
    await history.load(never);
    while (history.view.hasOlder) await history.loadOlder(never);
    const guid = dropletOf(history.view.entries.at(-1) ?? assert.fail()) ?? assert.fail();
    assert.equal(app.droplets.get(guid), undefined);
    session.lines();
    const row = await fetchDroplet(app, guid);
    assert.deepEqual(session.lines(), [`GET /v3/droplets/${guid}`]);
    assert.deepEqual([row.droplet.guid, row.parent], [guid, app]);
    assert.equal(app.droplets.count, 50);
    const [loaded] = app.droplets.rows;
    assert.ok(loaded);
    assert.equal(await fetchDroplet(app, loaded.droplet.guid), loaded);
    assert.deepEqual(session.lines(), []);
    await assert.rejects(
      fetchDroplet(app, 'deleted'),
      (error) => error instanceof CloudControllerError && error.isNotFound,
    );
  });
});
