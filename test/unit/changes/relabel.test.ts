import assert from 'node:assert/strict';
import { guardLabels, relabel } from '../../../src/changes/relabel.ts';
import { CloudControllerError } from '../../../src/cloudfoundry/errors.ts';
import { toDroplet } from '../../../src/cloudfoundry/generations/droplet.ts';
import { aDroplet } from '../../support/builders.ts';
import { aClient, closeTransports, failureOf } from '../../support/clients.ts';
import {
  answer,
  apiError,
  closeServers,
  json,
  reset,
  startServer,
  type Reply,
} from '../../support/hostileServer.ts';

const delays = [0, 1, 1];
const changes = [
  { key: 'env', from: 'prod', to: 'dev' },
  { key: 'new', from: null, to: '' },
  { key: 'old', from: '1', to: null },
];
const before = { env: 'prod', old: '1', other: 'x' };
const after = { env: 'dev', new: '', other: 'x' };

afterEach(async () => {
  await closeTransports();
  await closeServers();
});

/** A droplet with labels at an API. @param write whether the labels are changed, and what is answered */
async function aLabeled(write: () => { readonly isDone: boolean; readonly reply: Reply }) {
  const state: { labels: Readonly<Record<string, string>>; read: Reply | null } = {
    labels: before,
    read: null,
  };
  const server = await startServer(({ method }) => {
    const droplet = () => json(aDroplet({ metadata: { labels: state.labels, annotations: {} } }));
    if (method === 'GET') return state.read ?? droplet();
    const { isDone, reply } = write();
    if (isDone) state.labels = after;
    return reply;
  });
  const client = aClient(server.origin);
  const self = { href: '/v3/droplets/droplet-1', method: 'GET' };
  return {
    state,
    run: async () => {
      // As commands ask, who can cancel it.
      const look = (signal?: AbortSignal) => client.droplet(self, signal);
      const guarded = await guardLabels(look, changes);
      const shown = toDroplet(aDroplet());
      return guarded.kind === 'unchanged' ? relabel(client, shown, look, changes, delays) : guarded;
    },
    writes: () => server.requests.filter(({ method }) => method !== 'GET'),
  };
}

const accepted = () => ({ isDone: true, reply: json(aDroplet()) });

describe('relabel', () => {
  it('sends only the changes, once, and checks the outcome', async () => {
    const { run, writes } = await aLabeled(accepted);
    const outcome = await run();
    assert.ok(outcome.kind === 'done');
    assert.deepEqual({ ...outcome.answer.metadata.labels }, after);
    const [write, ...others] = writes();
    assert.deepEqual(others, []);
    assert.equal(`${write?.method} ${write?.path}`, 'PATCH /v3/droplets/droplet-1');
    assert.deepEqual(JSON.parse(write?.body ?? ''), {
      metadata: { labels: { env: 'dev', new: '', old: null } },
    });
  });

  it('sends nothing when somebody else was faster', async () => {
    for (const labels of [{ env: 'stage', old: '1' }, { env: 'prod', old: '1', new: 'x' }, {}]) {
      const { run, state, writes } = await aLabeled(accepted);
      state.labels = labels;
      assert.equal((await run()).kind, 'labelsChanged');
      assert.equal(writes().length, 0);
    }
  });

  it('ignores what others do to other labels', async () => {
    const { run, state } = await aLabeled(accepted);
    state.labels = { env: 'prod', old: '1', other: 'y' };
    assert.equal((await run()).kind, 'done');
  });

  it('checks the outcome when the answer is lost, and does not retry', async () => {
    for (const reply of [reset, answer(502, 'Bad Gateway')]) {
      for (const isDone of [true, false]) {
        const { run, writes } = await aLabeled(() => ({ isDone, reply }));
        assert.equal((await run()).kind, isDone ? 'done' : 'notDone');
        assert.equal(writes().length, 1);
      }
    }
  });

  it('does not report a change that was only accepted', async () => {
    const { run } = await aLabeled(() => ({ isDone: false, reply: json(aDroplet()) }));
    const outcome = await run();
    assert.equal(outcome.kind === 'notDone' && outcome.despite, null);
  });

  it('reports an unknown outcome when the API cannot be asked afterwards', async () => {
    const foundation = await aLabeled(() => {
      foundation.state.read = answer(503);
      return accepted();
    });
    const outcome = await foundation.run();
    assert.equal(outcome.kind === 'unverified' && outcome.wasAccepted, true);
  });

  it('fails with the API’s message when the API refuses', async () => {
    const said = "Metadata label key error: 'x' contains invalid Characters";
    const { run } = await aLabeled(() => ({
      isDone: false,
      reply: apiError(422, 10008, 'CF-UnprocessableEntity', said),
    }));
    const error = await failureOf(run());
    assert.ok(error instanceof CloudControllerError);
    assert.match(error.message, /contains invalid Characters/);
  });
});
