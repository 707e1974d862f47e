import assert from 'node:assert/strict';
import { activeRollout, Rollout, type RolloutOptions } from '../../../src/changes/rollout.ts';
import type { RolloutProgress } from '../../../src/changes/rolloutProgress.ts';
import { CloudControllerError, SignedOutError } from '../../../src/cloudfoundry/errors.ts';
import { aDeployment } from '../../support/builders.ts';
import { closeTransports, failureOf } from '../../support/clients.ts';
import { aDeployableApp, type Deployable } from '../../support/deployable.ts';
import { answer, apiError, closeServers, json, reset } from '../../support/hostileServer.ts';

type Foundation = Awaited<ReturnType<typeof aDeployableApp>>;

afterEach(async () => {
  await closeTransports();
  await closeServers();
});

const active = aDeployment();
const deployed = aDeployment({ value: 'FINALIZED', reason: 'DEPLOYED' });
const canceled = aDeployment({ value: 'FINALIZED', reason: 'CANCELED' });
const paused = aDeployment({
  reason: 'PAUSED',
  status: { canary: { steps: { current: 1, total: 2 } } },
});

type Change = (state: Deployable) => void;

const becomes =
  (...deployments: readonly (typeof active)[]): Change =>
  (state) => {
    state.deployments = deployments;
  };

const nothing: Change = () => undefined;

const step =
  (made: readonly string[], old: readonly string[]): Change =>
  (state) => {
    state.processes = { 'process-1': old, 'process-2': made };
  };

/** Follows a deployment; after each look the foundation changes, which takes the place of waiting. */
async function follow(changes: readonly Change[], given: Partial<Deployable> = {}) {
  const foundation = await aDeployableApp({ deployments: [active], ...given });
  const seen: RolloutProgress[] = [];
  const waits: number[] = [];
  const left = [...changes];
  const rollout = rolloutOf(foundation, {
    onDidProgress: (progress) => seen.push(progress),
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
      left.shift()?.(foundation.state);
    },
  });
  const end = await rollout.follow(new AbortController().signal);
  return { end, foundation, seen, waits };
}

function rolloutOf({ app, client, deployment }: Foundation, options: RolloutOptions = {}): Rollout {
  return new Rollout(client, app, deployment(), { delays: [0, 1], ...options });
}

describe('Rollout.follow', () => {
  it('reports how instances are replaced, until the deployment is over', async () => {
    const { end, seen } = await follow(
      [
        step(['RUNNING', 'STARTING'], ['RUNNING']),
        (state) => {
          state.processes = { 'process-2': ['RUNNING', 'RUNNING'] };
          state.deployments = [deployed];
        },
      ],
      { processes: { 'process-1': ['RUNNING', 'RUNNING'], 'process-2': ['STARTING'] } },
    );
    assert.deepEqual(
      seen.map(({ instances }) => instances),
      [
        { new: 1, running: 0, old: 2, total: 2 },
        { new: 2, running: 1, old: 1, total: 2 },
        { new: 2, running: 2, old: 0, total: 2 },
      ],
    );
    assert.equal(end.kind, 'deployed');
  });

  it('does not count an old instance that is slow to stop as a new one', async () => {
    const { seen } = await follow(
      [
        step(['RUNNING', 'RUNNING'], ['RUNNING', 'RUNNING']),
        (state) => {
          state.deployments = [deployed];
        },
      ],
      { processes: { 'process-1': ['RUNNING', 'RUNNING'], 'process-2': ['STARTING'] } },
    );
    assert.deepEqual(new Set(seen.map(({ instances }) => instances?.total)), new Set([2]));
  });

  it('says why each instance does not start, and what the deployment reports', async () => {
    const failing = aDeployment({ status: { details: { error: 'start timed out' } } });
    const { end, seen } = await follow([becomes(canceled)], {
      deployments: [failing],
      details: 'exit status 1',
      processes: { 'process-1': ['RUNNING'], 'process-2': ['RUNNING', 'CRASHED'] },
    });
    assert.deepEqual(seen[0]?.problems, [
      { type: 'web', index: 1, state: 'CRASHED', details: 'exit status 1' },
    ]);
    assert.equal(seen[0].deployment.error, 'start timed out');
    assert.equal(end.kind, 'canceled');
  });

  it('reports the step of a waiting canary', async () => {
    const { seen } = await follow([becomes(paused), becomes(deployed)]);
    assert.deepEqual(
      seen.map(({ deployment }) => [deployment.reason, deployment.canary]),
      [
        ['DEPLOYING', null],
        ['PAUSED', { step: 1, steps: 2 }],
        ['DEPLOYED', null],
      ],
    );
  });

  it('says which deployment by somebody else has replaced it', async () => {
    const superseded = aDeployment({ value: 'FINALIZED', reason: 'SUPERSEDED' });
    const other = aDeployment({ guid: 'deployment-2', droplet: 'droplet-3' });
    const { end } = await follow([becomes(other, superseded)]);
    assert.ok(end.kind === 'superseded');
    assert.equal(end.by?.guid, 'deployment-2');
  });

  it('reports the end when the other deployment cannot be read', async () => {
    const { end } = await follow([
      (state) => {
        state.deployments = [aDeployment({ value: 'FINALIZED', reason: 'SUPERSEDED' })];
        state.instead['/v3/deployments'] = reset;
      },
    ]);
    assert.ok(end.kind === 'superseded');
    assert.equal(end.by, null);
  });

  it('counts no instances when the deployment does not name the new processes', async () => {
    const { seen } = await follow([becomes(deployed)], {
      deployments: [{ ...active, new_processes: [] }],
    });
    assert.equal(seen[0]?.instances, null);
  });

  it('treats an unknown end as a failure', async () => {
    const { end } = await follow([
      becomes(aDeployment({ value: 'FINALIZED', reason: 'DEGENERATE' })),
    ]);
    assert.ok(end.kind === 'failed');
    assert.equal(end.deployment.reason, 'DEGENERATE');
  });

  it('ends when the deployment is gone, for example with its app', async () => {
    const { end } = await follow([becomes()]);
    assert.deepEqual(end, { kind: 'gone' });
  });

  it('polls every two seconds during activity, and less often otherwise', async () => {
    const { waits } = await follow([
      ...Array<Change>(7).fill(nothing),
      becomes(paused),
      nothing,
      becomes(deployed),
    ]);
    assert.deepEqual(waits.slice(0, 4), [2000, 3000, 4500, 6750]);
    assert.equal(Math.max(...waits), 15_000);
    assert.deepEqual(waits.slice(8), [2000, 3000]);
  });

  it('keeps what it saw while the API is unreachable, says why, and goes on', async () => {
    const path = '/v3/deployments/deployment-1';
    const { end, seen } = await follow([
      (state) => (state.instead[path] = reset),
      (state) => (state.instead[path] = answer(503)),
      (state) => {
        delete state.instead[path];
        state.deployments = [deployed];
      },
    ]);
    assert.equal(end.kind, 'deployed');
    assert.deepEqual(
      seen.map(({ trouble }) => (trouble instanceof Error ? trouble.name : trouble)),
      [null, 'UnreachableError', 'CloudControllerError', null],
    );
    assert.deepEqual(seen[2]?.instances, seen[0]?.instances);
  });

  it('does without instances that the API does not show', async () => {
    const refused = apiError(403, 10003, 'CF-NotAuthorized', 'No');
    const { seen } = await follow([becomes(deployed)], {
      instead: { '/v3/apps/app-1/processes': refused },
    });
    assert.equal(seen[0]?.instances, null);
    const { seen: others } = await follow([becomes(deployed)], {
      instead: { '/v3/processes/process-2/stats': refused },
      processes: { 'process-1': ['RUNNING'], 'process-2': ['RUNNING'] },
    });
    assert.deepEqual(others[0]?.instances, { new: 1, running: null, old: 1, total: 1 });
  });

  it('fails when the user is signed out or loses access', async () => {
    for (const [reply, kind] of [
      [apiError(401, 1000, 'CF-InvalidAuthToken', 'Invalid Auth Token'), SignedOutError],
      [apiError(403, 10003, 'CF-NotAuthorized', 'No'), CloudControllerError],
    ] as const) {
      const following = follow([], { instead: { '/v3/deployments/deployment-1': reply } });
      assert.ok((await failureOf(following)) instanceof kind);
    }
  });

  it('stops when aborted, and leaves the deployment alone', async () => {
    const foundation = await aDeployableApp({ deployments: [active] });
    const controller = new AbortController();
    const rollout = rolloutOf(foundation, { onDidProgress: () => controller.abort() });
    assert.equal((await failureOf(rollout.follow(controller.signal))).name, 'AbortError');
    assert.deepEqual(foundation.writes(), []);
  });
});

describe('Rollout.cancel', () => {
  it('polls again at once, regardless of the time left to wait', async () => {
    const foundation = await aDeployableApp({
      deployments: [active],
      onWrite: () => {
        foundation.state.deployments = [canceled];
        return json({});
      },
    });
    const rollout = rolloutOf(foundation, {
      sleep: async (_milliseconds, signal) => {
        const woken = new Promise<never>((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('woken')));
        });
        assert.equal((await rollout.cancel()).kind, 'done');
        await woken;
      },
    });
    const end = await rollout.follow(new AbortController().signal);
    assert.equal(end.kind, 'canceled');
    assert.equal(rollout.progress.deployment.reason, 'CANCELED');
  });
});

describe('A step during a rollout', () => {
  it('is not hidden by an earlier request', async () => {
    const seen: string[] = [];
    let canceling: Promise<unknown> | null = null;
    const foundation = await aDeployableApp({
      deployments: [active],
      instead: {
        '/v3/apps/app-1/processes': (response) => {
          canceling ??= rollout.cancel();
          void canceling.then(() => json({ resources: [] })(response));
        },
      },
      onWrite: () => {
        foundation.state.deployments = [canceled];
        return json({});
      },
    });
    const rollout = rolloutOf(foundation, {
      sleep: async () => undefined,
      onDidProgress: ({ deployment }) => seen.push(deployment.reason),
    });
    await rollout.follow(new AbortController().signal);
    assert.deepEqual(seen, ['CANCELED']);
  });
});

describe('activeRollout', () => {
  it('finds the newest running deployment, whoever started it', async () => {
    const { app, client } = await aDeployableApp({
      deployments: [aDeployment({ guid: 'newest' }), active, deployed],
    });
    const rollout = await activeRollout(client, app);
    assert.equal(rollout?.progress.deployment.guid, 'newest');
  });

  it('is null when none is running', async () => {
    const { app, client } = await aDeployableApp({ deployments: [deployed] });
    assert.equal(await activeRollout(client, app), null);
  });
});
