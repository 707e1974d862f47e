import assert from 'node:assert/strict';
import { assign } from '../../../src/changes/assign.ts';
import { guardAssignment } from '../../../src/changes/guard.ts';
import type { AssignmentPlan } from '../../../src/changes/plan.ts';
import { planAssignment } from '../../../src/changes/planning.ts';
import { CloudControllerError } from '../../../src/cloudfoundry/errors.ts';
import type { AppRow, DropletRow } from '../../../src/explorer/rows.ts';
import { isCurrent } from '../../../src/explorer/runningDroplets.ts';
import type { SampleOptions } from '../../../src/sample/options.ts';
import { Session } from './support/session.ts';

interface Case {
  readonly name: string;
  readonly options: Partial<SampleOptions>;
  /** An app of acme / dev that may be changed as it is. */
  readonly app: string;
  readonly method: string;
  /** Below the app. */
  readonly path: string;
  readonly body: (guid: string) => unknown;
  /** How many requests plan, look again, and verify take; the write is one. */
  readonly requests: readonly [plan: number, guard: number, verify: number];
  readonly takesEffect: AssignmentPlan['takesEffect'];
}

const relationship = {
  method: 'PATCH',
  path: 'relationships/current_droplet',
  body: (guid: string) => ({ data: { guid } }),
};
const put = {
  method: 'PUT',
  path: 'current_droplet',
  body: (guid: string) => ({ droplet_guid: guid }),
  app: 'old-homepage',
  requests: [4, 2, 1],
  takesEffect: 'onNextStart',
} as const;

const cases: readonly Case[] = [
  {
    name: 'today',
    options: {},
    app: 'storefront',
    ...relationship,
    requests: [7, 4, 1],
    takesEffect: 'onNextRestart',
  },
  {
    name: '3.99',
    options: { apiVersion: '3.99.0' },
    app: 'storefront',
    ...relationship,
    requests: [7, 5, 1],
    takesEffect: 'onNextRestart',
  },
  {
    name: 'Korifi',
    options: { korifi: true },
    app: 'checkout',
    ...relationship,
    requests: [5, 4, 1],
    takesEffect: 'atOnce',
  },
  { name: '2016', options: { generation: '2016' }, ...put },
  { name: '2015', options: { generation: '2015' }, ...put },
];

/** The newest droplet that is staged and not current. */
function candidateOf(app: AppRow): DropletRow {
  const row = app.droplets.rows.find((each) => each.droplet.state === 'STAGED' && !isCurrent(each));
  assert.ok(row, 'a droplet to assign');
  return row;
}

async function planFor(session: Session, row: DropletRow): Promise<AssignmentPlan> {
  const client = await session.row.connection.client();
  const planned = await planAssignment(client, row.parent.app, row.droplet, null);
  if (planned.kind !== 'plan') assert.fail(JSON.stringify(planned.reason));
  return planned.plan;
}

describe('Assigning a droplet', () => {
  let session: Session;

  afterEach(() => session.close());

  for (const { name, options, app: appName, method, path, body, requests, takesEffect } of cases) {
    it(`sends what the link advertises, once, and verifies it: API of ${name}`, async () => {
      session = await Session.open(options);
      const app = await session.openApp(appName);
      const row = candidateOf(app);
      const client = await session.row.connection.client();
      session.wire();

      const plan = await planFor(session, row);
      const planned = session.wire();
      assert.equal(plan.takesEffect, takesEffect);
      assert.equal(plan.mustStopFirst, false);
      assert.notEqual(plan.current.kind, 'unknown');

      assert.deepEqual(await guardAssignment(client, plan), { kind: 'unchanged' });
      const guarded = session.wire();

      assert.deepEqual(await assign(client, plan), {
        kind: 'done',
        answer: { kind: 'assigned', guid: row.droplet.guid },
        despite: null,
      });
      const [write, ...verified] = session.wire();

      assert.equal(write?.method, method);
      assert.equal(write.path, `/v3/apps/${app.app.guid}/${path}`);
      assert.deepEqual(JSON.parse(write.body), body(row.droplet.guid));
      assert.equal(write.status, 200);
      assert.deepEqual([planned.length, guarded.length, verified.length], requests);
      const reads = [...planned, ...guarded, ...verified];
      assert.deepEqual(new Set(reads.map((read) => read.method)), new Set(['GET']));

      await session.explorer.refresh(app);
      assert.deepEqual(app.droplets.rows.filter(isCurrent), [row]);
    });
  }

  for (const generation of ['2015', '2016'] as const) {
    it(`is refused by an API of ${generation} while the app runs, which the plan knows`, async () => {
      session = await Session.open({ generation });
      const row = candidateOf(await session.openApp('storefront'));
      const plan = await planFor(session, row);
      assert.equal(plan.mustStopFirst, true);
      session.wire();
      const client = await session.row.connection.client();
      await assert.rejects(assign(client, plan), (error) => {
        assert.ok(error instanceof CloudControllerError);
        assert.equal(error.status, 422);
        assert.match(error.message, /^Stop the app before changing droplet\b/);
        return true;
      });
      assert.equal(session.wire().length, 1);
    });
  }

  it('is refused to an auditor in the API’s words, without a retry', async () => {
    session = await Session.open({}, 'auditor');
    const row = candidateOf(await session.openApp('storefront'));
    const plan = await planFor(session, row);
    session.wire();
    const client = await session.row.connection.client();
    await assert.rejects(assign(client, plan), (error) => {
      assert.ok(error instanceof CloudControllerError);
      assert.equal(error.status, 403);
      assert.match(error.message, /^You are not authorized to perform the requested action\b/);
      return true;
    });
    assert.equal(session.wire().length, 1);
  });

  it('is not sent when another droplet was assigned after the preview', async () => {
    session = await Session.open();
    const app = await session.openApp('storefront');
    const row = candidateOf(app);
    const client = await session.row.connection.client();
    const plan = await planFor(session, row);
    const other = app.droplets.rows.find(
      (each) => each !== row && each.droplet.state === 'STAGED' && !isCurrent(each),
    );
    assert.ok(other);
    await assign(client, await planFor(session, other));
    assert.deepEqual(await guardAssignment(client, plan), {
      kind: 'currentChanged',
      current: { kind: 'assigned', guid: other.droplet.guid },
    });
  });

  it('is not offered for droplets in any state but staged', async () => {
    session = await Session.open();
    const app = await session.openApp('storefront');
    const row = app.droplets.rows.find(({ droplet }) => droplet.state === 'FAILED');
    assert.ok(row);
    const client = await session.row.connection.client();
    assert.deepEqual(await planAssignment(client, app.app, row.droplet, null), {
      kind: 'unassignable',
      reason: { kind: 'notStaged', state: 'FAILED' },
    });
  });
});
