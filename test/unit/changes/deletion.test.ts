import assert from 'node:assert/strict';
import {
  deleteDroplet,
  guardDeletion,
  type DeletionDelays,
} from '../../../src/changes/deletion.ts';
import { CloudControllerError } from '../../../src/cloudfoundry/errors.ts';
import { toDroplet } from '../../../src/cloudfoundry/generations/droplet.ts';
import type { JsonObject } from '../../../src/cloudfoundry/json.ts';
import { toApp } from '../../../src/cloudfoundry/resources/app.ts';
import { aDroplet, anApp } from '../../support/builders.ts';
import { aClient, closeTransports, failureOf } from '../../support/clients.ts';
import {
  answer,
  apiError,
  closeServers,
  html,
  inTurn,
  json,
  reset,
  routes,
  startServer,
  type Reply,
} from '../../support/hostileServer.ts';

const delays = { job: [0, 1, 1, 1], droplet: [0, 1, 1] };
const accepted = answer(202, '', { location: '/v3/jobs/job-1' });
const notFound = apiError(404, 10010, 'CF-ResourceNotFound', 'Droplet not found');
const there = json(aDroplet());
const gone = { kind: 'done', answer: true, despite: null };

afterEach(async () => {
  await closeTransports();
  await closeServers();
});

function aJob(state: string, errors: readonly object[] = []): Reply {
  return json({ guid: 'job-1', operation: 'droplet.delete', state, errors, links: {} });
}

interface Replies {
  readonly write: Reply;
  readonly job?: () => Reply;
  readonly droplet?: () => Reply;
  readonly current?: string | null;
  readonly app?: JsonObject;
}

/** Deletes `droplet-1` where the API answers so. */
async function deleting(
  { write, job, droplet, current = 'droplet-2', app }: Replies,
  waits: DeletionDelays = delays,
) {
  const listed = { ...anApp({ current }), ...app };
  const server = await startServer((request) =>
    routes({
      'GET /v3/apps/app-1': json(listed),
      'DELETE /v3/droplets/droplet-1': write,
      ...(request.path === '/v3/jobs/job-1' && job ? { 'GET /v3/jobs/job-1': job() } : {}),
      ...(request.path === '/v3/droplets/droplet-1' && droplet
        ? { 'GET /v3/droplets/droplet-1': droplet() }
        : {}),
    })(request),
  );
  const client = aClient(server.origin);
  const run = async () => {
    const droplet1 = toDroplet(aDroplet());
    const app1 = toApp(anApp({ current: 'droplet-2' }));
    const guarded = await guardDeletion(client, app1, droplet1);
    return guarded.kind === 'unchanged' ? deleteDroplet(client, droplet1, waits) : guarded;
  };
  const running = run();
  return {
    running,
    writes: () => server.requests.filter(({ method }) => method !== 'GET'),
    requests: server.requests,
  };
}

describe('deleteDroplet', () => {
  it('sends one request, and follows its job to the end', async () => {
    const job = inTurn(aJob('PROCESSING'), aJob('POLLING'), aJob('COMPLETE'));
    const { running, writes, requests } = await deleting({ write: accepted, job });
    assert.deepEqual(await running, gone);
    assert.equal(writes().length, 1);
    assert.equal(requests.length, 5);
  });

  it('treats an answer without a job as done once the droplet is gone', async () => {
    const droplet = inTurn(there, notFound);
    const { running } = await deleting({ write: answer(204), droplet });
    assert.deepEqual(await running, gone);
  });

  it('never deletes the current droplet, which it checks right before', async () => {
    const { running, writes } = await deleting({ write: accepted, current: 'droplet-1' });
    assert.equal((await running).kind, 'isCurrent');
    assert.equal(writes().length, 0);
  });

  it('deletes nothing when the API cannot say which droplet is current', async () => {
    const { current_droplet: _, ...relationships } = anApp().relationships;
    const { running, writes } = await deleting({
      write: accepted,
      app: {
        relationships,
        links: { current_droplet: { href: '/v3/apps/app-1/droplets/current' } },
      },
    });
    assert.deepEqual(await running, { kind: 'currentUnknown' });
    assert.equal(writes().length, 0);
  });

  it('says why a job failed, in the API’s words', async () => {
    const errors = [{ code: 10001, title: 'UnknownError', detail: 'Blobstore is down.' }];
    const { running } = await deleting({ write: accepted, job: () => aJob('FAILED', errors) });
    assert.deepEqual(await running, { kind: 'failed', reason: 'Blobstore is down.' });
  });

  it('says so when a failed job gives no reason', async () => {
    const { running } = await deleting({ write: accepted, job: () => aJob('FAILED') });
    assert.deepEqual(await running, { kind: 'failed', reason: 'the API gave no reason' });
  });

  it('stops following a job that does not end', async () => {
    const { running } = await deleting({
      write: accepted,
      job: () => aJob('PROCESSING'),
    });
    assert.deepEqual(await running, { kind: 'underWay' });
  });

  it('checks the droplet when there is no such job, or none that it may follow', async () => {
    for (const [write, job] of [
      [accepted, () => notFound],
      [answer(202, '', { location: 'https://evil.example.org/v3/jobs/job-1' }), () => notFound],
    ] as const) {
      const { running } = await deleting({ write, job, droplet: () => notFound });
      assert.deepEqual(await running, gone);
    }
  });

  it('asks a few times for a job that cannot be read, and then checks the droplet', async () => {
    const replies = { job: () => html('<h1>Not now</h1>'), droplet: () => notFound };
    const many = { job: Array<number>(40).fill(0), droplet: [0] };
    const { running, requests } = await deleting({ write: accepted, ...replies }, many);
    assert.deepEqual(await running, gone);
    assert.equal(requests.filter(({ path }) => path === '/v3/jobs/job-1').length, 4);
  });

  it('asks whether it is still there where the answer got lost, and repeats nothing', async () => {
    for (const write of [reset, answer(502, 'Bad Gateway')]) {
      const deleted = await deleting({ write, droplet: inTurn(there, notFound) });
      assert.equal((await deleted.running).kind, 'done');
      assert.equal(deleted.writes().length, 1);
      const kept = await deleting({ write, droplet: () => there });
      assert.equal((await kept.running).kind, 'notDone');
      assert.equal(kept.writes().length, 1);
    }
  });

  it('reports an unknown outcome when the API cannot be asked afterwards', async () => {
    const { running } = await deleting({ write: reset, droplet: () => answer(503) });
    const outcome = await running;
    assert.equal(outcome.kind === 'unverified' && outcome.wasAccepted, false);
  });

  it('fails with the API’s message when the API refuses', async () => {
    for (const refusal of [
      apiError(422, 10008, 'CF-UnprocessableEntity', 'The droplet is currently used by app "x".'),
      apiError(403, 10003, 'CF-NotAuthorized', 'You are not authorized.'),
      notFound,
    ]) {
      const { running, writes } = await deleting({ write: refusal });
      assert.ok((await failureOf(running)) instanceof CloudControllerError);
      assert.equal(writes().length, 1);
    }
  });
});
