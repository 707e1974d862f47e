import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { startRollout } from '../../../src/changes/startRollout.ts';
import { silentLog } from '../../../src/cloudfoundry/log.ts';
import type { Deployment } from '../../../src/cloudfoundry/resources/deployment.ts';
import { aFilter } from '../explorer/support/filters.ts';
import type { Droplet } from '../../../src/cloudfoundry/resources/droplet.ts';
import { AppWatch, type Followed } from '../../../src/explorer/appWatch.ts';
import type { AppRow } from '../../../src/explorer/rows.ts';
import { isCurrent, isRunning } from '../../../src/explorer/runningDroplets.ts';
import { Session } from './support/session.ts';

describe('A deployment that is followed', function () {
  this.timeout(30_000);
  let session: Session;
  let watch: AppWatch;
  let followed: Followed[];
  let stumbled: Followed[];
  let app: AppRow;
  let former: Droplet;
  let chosen: Droplet;

  beforeEach(async () => {
    session = await Session.open({ speed: 20 });
    followed = [];
    stumbled = [];
    watch = aWatch();
    app = await session.openApp('storefront');
    const current = app.droplets.rows.find(isCurrent);
    const other = app.droplets.rows.find(
      (row) => row.droplet.state === 'STAGED' && !isCurrent(row),
    );
    assert.ok(current && other);
    former = current.droplet;
    chosen = other.droplet;
  });

  afterEach(async () => {
    watch.dispose();
    await Promise.all(followed.map(({ ended }) => ended));
    await session.close();
  });

  function aWatch(): AppWatch {
    return new AppWatch({
      explorer: session.explorer,
      log: silentLog,
      onDidFollow: (one) => followed.push(one),
      onDidStumble: (one) => stumbled.push(one),
    });
  }

  async function deploy(strategy: 'rolling' | 'canary') {
    const client = await session.row.connection.client();
    const order = { dropletGuid: chosen.guid, strategy, maxInFlight: 1 };
    const started = await startRollout(client, app.app, order);
    assert.ok(started.kind === 'done');
    return started.answer;
  }

  async function follow(deployment: Deployment): Promise<Followed> {
    return watch.follow(app, await session.row.connection.client(), deployment);
  }

  it('is shown at the app until it is over, and then which droplet runs', async () => {
    const { ended } = await follow(await deploy('rolling'));
    assert.equal(app.rollout?.deployment.dropletGuid, chosen.guid);
    await watch.look(app);
    assert.ok(!app.droplets.rows.some((row) => row.droplet === chosen && isRunning(row)));
    assert.equal((await ended)?.kind, 'deployed');
    assert.equal(app.rollout, null);
    assert.deepEqual(app.current, { kind: 'assigned', guid: chosen.guid });
    assert.deepEqual(
      app.droplets.rows.filter(isRunning).map(({ droplet }) => droplet.guid),
      [chosen.guid],
    );
  });

  it('is found again by a window that opens the app, and only once by another window', async () => {
    const deployment = await deploy('canary');
    await watch.look(app);
    await watch.look(app);
    assert.equal(followed.length, 1);
    assert.equal(app.rollout?.deployment.guid, deployment.guid);
    const rollout = await watch.rolloutOf(app);
    assert.equal(rollout, followed[0]?.rollout);
  });

  it('is shown at a row that a filter has recreated', async () => {
    const { ended, rollout } = await follow(await deploy('canary'));
    const space = app.parent;
    await session.explorer.setFilter(space, aFilter('apps', 'storefront'));
    const shown = space.apps.rows.find((row) => row.app.guid === app.app.guid);
    assert.ok(shown && shown !== app);
    await rollout.cancel();
    await ended;
    assert.equal(shown.rollout, null);
    assert.deepEqual(shown.current, { kind: 'assigned', guid: former.guid });
  });

  it('restores the previous droplet when it is canceled', async () => {
    const { ended, rollout } = await follow(await deploy('canary'));
    assert.equal((await rollout.cancel()).kind, 'done');
    assert.equal((await ended)?.kind, 'canceled');
    assert.deepEqual(app.current, { kind: 'assigned', guid: former.guid });
    assert.equal(app.rollout, null);
  });

  it('ends silently when the window closes, and goes on at the foundation', async () => {
    const deployment = await deploy('canary');
    const { ended } = await follow(deployment);
    watch.dispose();
    assert.equal(await ended, null);
    watch = aWatch();
    const found = await watch.rolloutOf(app);
    assert.equal(found?.progress.deployment.guid, deployment.guid);
  });

  it('is reported once when its new instances do not start', async () => {
    session.crash(chosen.guid);
    const { ended, rollout } = await follow(await deploy('rolling'));
    while (rollout.progress.problems.length === 0) await setTimeout(50);
    await setTimeout(200);
    assert.deepEqual(stumbled, followed);
    assert.equal((await rollout.cancel()).kind, 'done');
    assert.equal((await ended)?.kind, 'canceled');
    assert.equal(stumbled.length, 1);
  });

  it('has ended even if the app cannot be asked for the outcome', async () => {
    const { ended, rollout } = await follow(await deploy('canary'));
    const self = { href: `${session.row.foundation.api}/v3/apps/gone`, method: 'GET' };
    app.app = { ...app.app, links: { ...app.app.links, self, current_droplet: undefined } };
    await rollout.cancel();
    assert.equal((await ended)?.kind, 'canceled');
    assert.equal(app.rollout, null);
  });

  it('is left alone once its foundation has left the tree', async () => {
    const { ended } = await follow(await deploy('canary'));
    session.explorer.remove(session.row);
    await session.row.connection.close();
    assert.equal(await ended, null);
  });

  it('is not shown when none is under way', async () => {
    assert.equal(await watch.rolloutOf(app), null);
    await watch.look(app);
    assert.deepEqual(followed, []);
    assert.equal(app.rollout, null);
  });
});
