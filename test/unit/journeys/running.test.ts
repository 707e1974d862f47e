import assert from 'node:assert/strict';
import { assign } from '../../../src/changes/assign.ts';
import { planAssignment } from '../../../src/changes/planning.ts';
import { restartRequest } from '../../../src/cloudfoundry/change.ts';
import { silentLog } from '../../../src/cloudfoundry/log.ts';
import { AppWatch } from '../../../src/explorer/appWatch.ts';
import type { AppRow } from '../../../src/explorer/rows.ts';
import { isAwaitingRestart, isCurrent, isRunning } from '../../../src/explorer/runningDroplets.ts';
import { Session } from './support/session.ts';

describe('The droplet that an app runs', () => {
  let session: Session;

  afterEach(() => session.close());

  const opened = (app: string) => session.openApp(app);
  const watch = () =>
    new AppWatch({
      explorer: session.explorer,
      log: silentLog,
      onDidFollow: () => undefined,
      onDidStumble: () => undefined,
    });

  async function assignAnother(app: AppRow): Promise<void> {
    const client = await session.row.connection.client();
    const row = app.droplets.rows.find(
      (each) => each.droplet.state === 'STAGED' && !isCurrent(each),
    );
    assert.ok(row);
    const planned = await planAssignment(client, app.app, row.droplet, null);
    assert.ok(planned.kind === 'plan');
    await assign(client, planned.plan);
    session.explorer.update(app, { current: { kind: 'assigned', guid: row.droplet.guid } });
  }

  it('is requested once an app was opened, and is its current droplet', async () => {
    session = await Session.open();
    const told: AppRow[] = [];
    session.explorer.onDidOpenApp((row) => told.push(row));
    const app = await opened('storefront');
    assert.deepEqual(told, [app]);
    session.wire();
    await watch().look(app);
    assert.deepEqual(session.lines(), [
      `GET /v3/apps/${app.app.guid}/revisions/deployed`,
      `GET /v3/deployments?app_guids=${app.app.guid}&status_values=ACTIVE&order_by=-created_at`,
    ]);
    const running = app.droplets.rows.filter(isRunning);
    assert.deepEqual(running, app.droplets.rows.filter(isCurrent));
    assert.equal(running.length, 1);
    assert.equal(isAwaitingRestart(app), false);
  });

  // `GET /v3/apps/:guid/revisions/deployed` came between 3.65 and 3.78; Korifi advertises it, and has it not.
  for (const options of [{ apiVersion: '3.65.0' }, { korifi: true }]) {
    it(`is not requested when no deployed revisions tell: ${JSON.stringify(options)}`, async () => {
      session = await Session.open(options);
      const app = await opened('storefront');
      session.wire();
      await watch().look(app);
      assert.deepEqual(
        session.lines().filter((line) => line.includes('revisions')),
        [],
      );
      assert.equal(app.running.kind, 'unknown');
    });
  }

  it('redraws only the droplet that runs, as long as that is the current one', async () => {
    session = await Session.open();
    const app = await opened('storefront');
    const drawn: unknown[] = [];
    session.explorer.onDidChange((row) => drawn.push(row));
    await watch().look(app);
    assert.deepEqual(drawn, app.droplets.rows.filter(isCurrent));
  });

  it('stays the previous droplet after an assignment, until the app is restarted', async () => {
    session = await Session.open();
    const app = await opened('storefront');
    const former = app.droplets.rows.find(isCurrent);
    await assignAnother(app);
    await watch().look(app);
    assert.deepEqual(app.droplets.rows.filter(isRunning), [former]);
    assert.equal(isAwaitingRestart(app), true);

    const client = await session.row.connection.client();
    await client.send(restartRequest(app.app, client.discovery));
    await watch().look(app);
    assert.deepEqual(app.droplets.rows.filter(isRunning), app.droplets.rows.filter(isCurrent));
    assert.equal(isAwaitingRestart(app), false);
  });

  for (const [name, options] of [
    ['2016', { generation: '2016' }],
    ['3.60', { apiVersion: '3.60.0' }],
    ['Korifi', { korifi: true }],
  ] as const) {
    it(`is unknown when the foundation keeps no revisions: ${name}`, async () => {
      session = await Session.open(options);
      const app = await opened('checkout');
      await watch().look(app);
      assert.deepEqual(app.running, { kind: 'unknown' });
      assert.deepEqual(app.droplets.rows.filter(isRunning), []);
    });
  }

  it('is not requested for a stopped app', async () => {
    session = await Session.open();
    const app = await opened('old-homepage');
    session.wire();
    await watch().look(app);
    assert.deepEqual(session.lines(), []);
  });
});
