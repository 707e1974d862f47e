import assert from 'node:assert/strict';
import { restartApp, type RestartProgress } from '../../../src/changes/restart.ts';
import {
  CloudControllerError,
  NotCloudFoundryError,
  RefusedLinkError,
} from '../../../src/cloudfoundry/errors.ts';
import { toApp } from '../../../src/cloudfoundry/resources/app.ts';
import { anApp } from '../../support/builders.ts';
import { closeTransports, failureOf } from '../../support/clients.ts';
import { aDeployableApp, type Deployable } from '../../support/deployable.ts';
import {
  answer,
  apiError,
  closeServers,
  hang,
  json,
  reset,
  type Reply,
} from '../../support/hostileServer.ts';

const delays = [0, 1, 1, 1, 1];
const links = {
  start: { href: '/v3/apps/app-1/actions/start', method: 'POST' },
  processes: { href: '/v3/apps/app-1/processes' },
};
const app = toApp(anApp({ links }));

/** The app itself, as Cloud Controller 3.228 answers a restart (observed). */
const accepted = json(anApp({ links }));

afterEach(async () => {
  await closeTransports();
  await closeServers();
});

/** Restarts an app of two instances, on a foundation that has these afterwards and answers so. */
async function restart(
  after: Deployable['processes'],
  reply: Reply = accepted,
  more: Partial<Deployable> = {},
) {
  const foundation = await aDeployableApp({
    ...more,
    onWrite: () => {
      foundation.state.processes = after;
      return reply;
    },
  });
  const progress: RestartProgress[] = [];
  const onDidProgress = (now: RestartProgress) => progress.push(now);
  const outcome = await restartApp(foundation.client, app, { delays, onDidProgress });
  return { outcome, progress, foundation };
}

const before = { 'process-1': ['RUNNING', 'RUNNING'] };

/** An instance without guid, as Korifi shows it. */
const up = (uptime?: number) => ({ type: 'web', index: 0, state: 'RUNNING', uptime });

describe('restartApp', () => {
  it('sends one POST beside the link to start, and sees that all instances are new and run', async () => {
    const { foundation, outcome } = await restart({ 'process-1b': ['RUNNING', 'RUNNING'] });
    assert.deepEqual(outcome, {
      kind: 'done',
      answer: { running: 2, instances: 2 },
      despite: null,
    });
    assert.deepEqual(
      foundation.writes().map(({ body, method, path }) => [method, path, body]),
      [['POST', '/v3/apps/app-1/actions/restart', '']],
    );
  });

  for (const [what, reply] of [
    ['a reset', reset],
    ['a time-out', hang],
    ['a 504', answer(504)],
  ] as const) {
    it(`also sees it after ${what}, and sends nothing more`, async () => {
      const done = await restart({ 'process-1b': ['RUNNING', 'RUNNING'] }, reply);
      assert.ok(done.outcome.kind === 'done' && done.outcome.despite instanceof Error);
      assert.deepEqual(done.outcome.answer, { running: 2, instances: 2 });
      assert.equal(done.foundation.writes().length, 1);
    });

    it(`sees after ${what} that the old instances are still running`, async () => {
      const { foundation, outcome } = await restart(before, reply);
      assert.ok(outcome.kind === 'notDone' && outcome.despite instanceof Error);
      assert.equal(foundation.writes().length, 1);
    });
  }

  it('says which instances crash, and why', async () => {
    const details = 'exit status 1';
    const after = { 'process-1b': ['RUNNING', 'CRASHED'] };
    const { outcome } = await restart(after, accepted, { details });
    assert.deepEqual(outcome, {
      kind: 'crashing',
      problems: [{ type: 'web', index: 1, state: 'CRASHED', details }],
    });
  });

  it('does not blame the restart for instances that crashed before', async () => {
    const processes = { 'process-1': ['CRASHED', 'RUNNING'] };
    const { outcome } = await restart(processes, reset, { processes });
    assert.equal(outcome.kind, 'notDone');
  });

  it('says how many run while others start, and when it stopped looking', async () => {
    const { outcome, progress } = await restart({ 'process-1b': ['RUNNING', 'STARTING'] });
    assert.deepEqual(outcome, { kind: 'starting', progress: { running: 1, instances: 2 } });
    assert.equal(progress.length, delays.length);
    assert.equal(progress[0]?.running, 1);
  });

  it('treats an app without instances as restarted', async () => {
    const { outcome } = await restart({ 'process-1': [] }, accepted, {
      processes: { 'process-1': [] },
    });
    assert.deepEqual(outcome, {
      kind: 'done',
      answer: { running: 0, instances: 0 },
      despite: null,
    });
  });

  it('does not treat instances that are briefly not shown as gone', async () => {
    const { outcome } = await restart({ 'process-1': ['RUNNING', 'RUNNING'] }, accepted, {
      instead: { '/v3/processes/process-1/stats': json({ resources: [] }) },
    });
    assert.deepEqual(outcome, { kind: 'starting', progress: { running: 0, instances: 2 } });
  });

  it('uses the uptime of instances when they have no guid', async () => {
    for (const [first, second, whenAccepted, whenLost] of [
      [5000, 5000, 'notDone', 'notDone'],
      [0, 5000, 'starting', 'starting'],
      [0, 0, 'done', 'done'],
      [undefined, undefined, 'done', 'unverified'],
    ] as const) {
      const stats = json({ resources: [up(first), up(second)] });
      const instead = { '/v3/processes/process-1/stats': stats };
      assert.equal((await restart(before, accepted, { instead })).outcome.kind, whenAccepted);
      assert.equal((await restart(before, reset, { instead })).outcome.kind, whenLost);
    }
  });

  it('reports an unknown outcome when the API does not show the instances', async () => {
    const refused = apiError(403, 10003, 'CF-NotAuthorized', 'No');
    for (const [reply, wasAccepted] of [
      [accepted, true],
      [reset, false],
    ] as const) {
      const { outcome } = await restart(before, reply, {
        instead: { '/v3/apps/app-1/processes': refused },
      });
      assert.ok(outcome.kind === 'unverified');
      assert.equal(outcome.wasAccepted, wasAccepted);
      assert.ok(outcome.error instanceof Error);
    }
  });

  for (const [what, reply] of [
    ['the page of a portal', answer(200, '<html>Sign in</html>', { 'content-type': 'text/html' })],
    ['204', answer(204)],
    ['an empty list', json([])],
    ['an empty object', json({})],
    ['another app', json({ ...anApp({ links }), guid: 'app-9' })],
  ] as const) {
    it(`treats ${what} as no answer and relies on the instances alone`, async () => {
      const same = await restart(before, reply);
      assert.ok(same.outcome.kind === 'notDone');
      assert.ok(same.outcome.despite instanceof NotCloudFoundryError);
      const fresh = await restart({ 'process-1b': ['RUNNING', 'RUNNING'] }, reply);
      assert.ok(fresh.outcome.kind === 'done');
      assert.deepEqual(fresh.outcome.answer, { running: 2, instances: 2 });
      const none = await restart({ 'process-1': [] }, reply, { processes: { 'process-1': [] } });
      assert.equal(none.outcome.kind, 'unverified');
    });
  }

  it('says that the same instances still run when the API accepted but nothing happened', async () => {
    const { outcome } = await restart(before);
    assert.deepEqual(outcome, {
      kind: 'notDone',
      answer: { running: 0, instances: 2 },
      despite: null,
    });
  });

  it('fails with the API’s message when the API refuses, and stops looking', async () => {
    const refusal = apiError(
      422,
      10008,
      'CF-UnprocessableEntity',
      'Assign a droplet before starting this app.',
    );
    const foundation = await aDeployableApp({ onWrite: () => refusal });
    const error = await failureOf(restartApp(foundation.client, app, { delays }));
    assert.ok(error instanceof CloudControllerError && error.status === 422);
    assert.equal(foundation.server.requests.at(-1)?.method, 'POST');
  });

  it('sends nothing when the API cannot be asked first, or has no restart', async () => {
    const down = await aDeployableApp({ instead: { '/v3/apps/app-1/processes': reset } });
    await failureOf(restartApp(down.client, app, { delays }));
    assert.deepEqual(down.writes(), []);
    const start = { href: '/v3/apps/app-1/start', method: 'PUT' };
    const old = toApp(anApp({ links: { ...links, start } }));
    const foundation = await aDeployableApp();
    const error = await failureOf(restartApp(foundation.client, old, { delays }));
    assert.ok(error instanceof RefusedLinkError);
    assert.deepEqual(foundation.writes(), []);
  });

  it('stops looking when aborted', async () => {
    const foundation = await aDeployableApp({
      onWrite: () => {
        foundation.state.processes = { 'process-1b': ['STARTING'] };
        return accepted;
      },
    });
    const controller = new AbortController();
    const onDidProgress = () => controller.abort();
    const restarting = restartApp(
      foundation.client,
      app,
      { delays, onDidProgress },
      controller.signal,
    );
    assert.equal((await failureOf(restarting)).name, 'AbortError');
    assert.equal(foundation.writes().length, 1);
  });
});
