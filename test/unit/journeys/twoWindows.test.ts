import assert from 'node:assert/strict';
import { assign } from '../../../src/changes/assign.ts';
import { guardAssignment, guardDeployment } from '../../../src/changes/guard.ts';
import type { AssignmentPlan } from '../../../src/changes/plan.ts';
import { planAssignment } from '../../../src/changes/planning.ts';
import { activeRollout } from '../../../src/changes/rollout.ts';
import type { RolloutProgress } from '../../../src/changes/rolloutProgress.ts';
import { startRollout } from '../../../src/changes/startRollout.ts';
import { AssignmentLog } from '../../../src/changes/undo.ts';
import type { CloudFoundryClient } from '../../../src/cloudfoundry/client.ts';
import { Connection } from '../../../src/cloudfoundry/connection.ts';
import { CloudControllerError } from '../../../src/cloudfoundry/errors.ts';
import { silentLog } from '../../../src/cloudfoundry/log.ts';
import type { App } from '../../../src/cloudfoundry/resources/app.ts';
import type { Droplet } from '../../../src/cloudfoundry/resources/droplet.ts';
import { startSampleFoundation, type SampleFoundation } from '../../../src/sample/foundation.ts';
import { somePlace } from '../../support/assignable.ts';
import { findApp } from './support/findApp.ts';

describe('Two windows on the same app', () => {
  const connections: Connection[] = [];
  let sample: SampleFoundation;
  /** Milliseconds that the foundation's clock is ahead. */
  let ahead = 0;
  let first: CloudFoundryClient;
  let second: CloudFoundryClient;
  let app: App;
  let one: Droplet;
  let other: Droplet;

  async function openWindow(user = 'dev'): Promise<CloudFoundryClient> {
    const tokens = { accessToken: sample.tokenFor(user), refreshToken: null, expiresAt: null };
    const store = { load: async () => tokens, save: async () => undefined };
    const connection = new Connection({ api: new URL(sample.api), store, log: silentLog });
    connections.push(connection);
    return connection.client();
  }

  beforeEach(async () => {
    ahead = 0;
    sample = await startSampleFoundation({ now: () => Date.now() + ahead });
    first = await openWindow();
    second = await openWindow();
    const found = await findApp(first, 'storefront');
    app = found.app;
    const current = await first.currentDroplet(app);
    const [a, b] = found.droplets.filter(
      ({ guid }) => current.kind === 'assigned' && guid !== current.guid,
    );
    assert.ok(a && b);
    one = a;
    other = b;
  });

  afterEach(async () => {
    for (const connection of connections.splice(0)) await connection.close();
    await sample.close();
  });

  async function planIn(client: CloudFoundryClient, droplet: Droplet): Promise<AssignmentPlan> {
    const planned = await planAssignment(client, app, droplet, null);
    return planned.kind === 'plan' ? planned.plan : assert.fail(JSON.stringify(planned));
  }

  async function deployIn(client: CloudFoundryClient, strategy: 'rolling' | 'canary') {
    const order = { dropletGuid: one.guid, strategy, maxInFlight: 1 };
    const started = await startRollout(client, app, order);
    assert.ok(started.kind === 'done');
    return started.answer;
  }

  it('the second one’s preview starts from what the first one has assigned', async () => {
    await assign(first, await planIn(first, one));
    const plan = await planIn(second, other);
    assert.deepEqual(plan.current, { kind: 'assigned', guid: one.guid });
    assert.equal(plan.currentDroplet?.guid, one.guid);
  });

  it('the second one does not write if the first one has written since the preview', async () => {
    const plan = await planIn(second, other);
    await assign(first, await planIn(first, one));
    assert.deepEqual(await guardAssignment(second, plan), {
      kind: 'currentChanged',
      current: { kind: 'assigned', guid: one.guid },
    });
  });

  it('the second one sees a deployment that the first one has begun, before and after its preview', async () => {
    const before = await planIn(second, other);
    const deployment = await deployIn(first, 'rolling');
    for (const guard of [guardAssignment, guardDeployment]) {
      const guarded = await guard(second, before);
      assert.ok(guarded.kind === 'deploymentRuns');
      assert.equal(guarded.deployment.guid, deployment.guid);
    }
    const after = await planIn(second, other);
    assert.deepEqual(
      after.activeDeployments?.map(({ guid }) => guid),
      [deployment.guid],
    );
    assert.equal(after.warnings[0]?.kind, 'deploymentRuns');
    assert.equal((await guardAssignment(second, after)).kind, 'deploymentRuns');
    assert.deepEqual(await guardDeployment(second, after), { kind: 'unchanged' });
  });

  it('the API refuses what the check before the write accepted a moment too early', async () => {
    const plan = await planIn(second, other);
    assert.equal((await guardAssignment(second, plan)).kind, 'unchanged');
    await deployIn(first, 'rolling');
    await assert.rejects(
      assign(second, plan),
      (error) => error instanceof CloudControllerError && error.status === 422,
    );
  });

  it('a deployment of the first one is found by the second one, and followed to its end', async () => {
    const deployment = await deployIn(first, 'rolling');
    const seen: RolloutProgress[] = [];
    const rollout = await activeRollout(second, app, {
      onDidProgress: (progress) => seen.push(progress),
      sleep: async () => {
        ahead += 10_000;
      },
    });
    assert.equal(rollout?.progress.deployment.guid, deployment.guid);
    const end = await rollout.follow(new AbortController().signal);
    assert.equal(end.kind, 'deployed');
    assert.ok((seen[0]?.instances?.old ?? 0) > 0);
    assert.equal(seen.at(-1)?.instances?.old, 0);
    assert.deepEqual(await second.currentDroplet(app), { kind: 'assigned', guid: one.guid });
    assert.equal(await activeRollout(second, app), null);
  });

  it('a canary of the first one is continued by the second one, and both see it end', async () => {
    await deployIn(first, 'canary');
    const mine = await activeRollout(first, app, {
      sleep: async () => {
        ahead += 1000;
      },
    });
    const theirs = await activeRollout(second, app, {
      onDidProgress: ({ deployment }) => {
        if (deployment.reason === 'PAUSED') continuing ??= theirs?.continue();
      },
      sleep: async () => {
        ahead += 1000;
        await continuing;
      },
    });
    let continuing: Promise<unknown> | undefined;
    const { signal } = new AbortController();
    const ends = await Promise.all([mine?.follow(signal), theirs?.follow(signal)]);
    assert.deepEqual(
      ends.map((end) => end?.kind),
      ['deployed', 'deployed'],
    );
    const continued = sample.requests.filter(({ path }) => path.endsWith('/actions/continue'));
    assert.deepEqual(
      continued.map(({ status }) => status),
      [200],
    );
  });

  it('a deployment of the first one is canceled by the second one, and the droplet before is current again', async () => {
    const before = await first.currentDroplet(app);
    await deployIn(first, 'rolling');
    const rollout = await activeRollout(second, app);
    assert.ok(rollout);
    assert.equal((await rollout.cancel()).kind, 'done');
    ahead += 10_000;
    const end = await rollout.follow(new AbortController().signal);
    assert.equal(end.kind, 'canceled');
    assert.deepEqual(await first.currentDroplet(app), before);
  });

  it('a deployment of the first one is superseded by one of the second, and the first one is notified', async () => {
    await deployIn(first, 'rolling');
    const rollout = await activeRollout(first, app);
    assert.ok(rollout);
    const order = { dropletGuid: other.guid, strategy: 'rolling', maxInFlight: null } as const;
    const started = await startRollout(second, app, order);
    assert.ok(started.kind === 'done');
    const end = await rollout.follow(new AbortController().signal);
    assert.ok(end.kind === 'superseded');
    assert.equal(end.by?.guid, started.answer.guid);
  });

  it('an undo of the first one stops when the second one has assigned something else since its preview', async () => {
    const log = new AssignmentLog();
    const plan = await planIn(first, one);
    await assign(first, plan);
    const entry = log.record('foundation', plan, somePlace);
    assert.ok(entry.from);
    const undo = await planIn(first, entry.from);
    assert.equal(undo.candidate.guid, plan.currentDroplet?.guid);
    await assign(second, await planIn(second, other));
    assert.equal((await guardAssignment(first, undo)).kind, 'currentChanged');
  });

  it('an undo uses the link of the previous droplet', async () => {
    const log = new AssignmentLog();
    const plan = await planIn(first, one);
    const before = await first.currentDroplet(app);
    await assign(first, plan);
    const { from } = log.record('foundation', plan, somePlace);
    assert.ok(from);
    const undo = await planIn(first, from);
    assert.equal(undo.advertisedBy, 'droplet');
    assert.equal((await guardAssignment(first, undo)).kind, 'unchanged');
    assert.equal((await assign(first, undo)).kind, 'done');
    assert.deepEqual(await second.currentDroplet(app), before);
  });
});
