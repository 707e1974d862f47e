import assert from 'node:assert/strict';
import {
  runStoppedAssignment,
  StepNotTakenError,
  stoppedAssignment,
  type AssignmentStep,
} from '../../../src/changes/stoppedAssignment.ts';
import type { AssignmentPlan } from '../../../src/changes/plan.ts';
import { CloudControllerError, RefusedLinkError } from '../../../src/cloudfoundry/errors.ts';
import { asObject } from '../../../src/cloudfoundry/json.ts';
import { anAssignableApp, generations, planOf } from '../../support/assignable.ts';
import { anAppOf2016 } from '../../support/builders.ts';
import { closeTransports } from '../../support/clients.ts';
import { apiError, closeServers, json, reset, type Reply } from '../../support/hostileServer.ts';

type Kind = AssignmentStep['kind'];

const delays = [0, 1, 1];
const links = {
  start: { href: '/v3/apps/app-1/start', method: 'PUT' },
  stop: { href: '/v3/apps/app-1/stop', method: 'PUT' },
};

/** What a step does, besides answering; `false` is that it gets lost. */
type Behavior = Readonly<
  Partial<Record<Kind, { readonly isDone: boolean; readonly reply: Reply }>>
>;

/** A started app of 2016 that does as it is told, but for what is said here. */
async function anAppThatRuns(behavior: Behavior = {}, more: object = links) {
  let state = 'STARTED';
  const kinds: readonly Kind[] = ['stop', 'assign', 'start'];
  const app = () => {
    const plain = anAppOf2016({ desired_state: state });
    return { ...plain, links: { ...asObject(plain.links), ...more } };
  };
  const foundation = await anAssignableApp(
    { ...generations[2016], app },
    {
      onWrite: (carryOut, count) => {
        const kind = kinds[count - 1] ?? 'start';
        const { isDone, reply } = behavior[kind] ?? { isDone: true, reply: json({}) };
        if (isDone && kind === 'assign') carryOut();
        if (isDone && kind !== 'assign') state = kind === 'stop' ? 'STOPPED' : 'STARTED';
        return reply;
      },
    },
  );
  const plan: AssignmentPlan = await planOf(foundation);
  const begun: Kind[] = [];
  return {
    foundation,
    plan,
    begun,
    run: async () =>
      runStoppedAssignment(
        foundation.client,
        stoppedAssignment(plan, foundation.client.scope),
        (step) => begun.push(step),
        delays,
      ),
    sent: () => foundation.writes().map(({ method, path }) => `${method} ${path}`),
  };
}

const stop = 'PUT /v3/apps/app-1/stop';
const assign = 'PUT /v3/apps/app-1/droplets/current';
const start = 'PUT /v3/apps/app-1/start';

afterEach(async () => {
  await closeTransports();
  await closeServers();
});

describe('stoppedAssignment', () => {
  it('is a sequence of requests that can be reviewed before any is sent', async () => {
    const { foundation, plan, sent } = await anAppThatRuns();
    assert.equal(plan.mustStopFirst, true);
    const { steps } = stoppedAssignment(plan, foundation.client.scope);
    assert.deepEqual(
      steps.map(({ kind, request }) => [kind, `${request.method} ${request.url.pathname}`]),
      [
        ['stop', stop],
        ['assign', assign],
        ['start', start],
      ],
    );
    assert.deepEqual(sent(), []);
  });

  it('is refused as a whole when one of the links leads elsewhere', async () => {
    const bad = { ...links, start: { href: '/v3/apps/app-2/start', method: 'PUT' } };
    const { foundation, plan } = await anAppThatRuns({}, bad);
    assert.throws(() => stoppedAssignment(plan, foundation.client.scope), RefusedLinkError);
  });
});

describe('runStoppedAssignment', () => {
  it('stops, assigns and starts, each with one request', async () => {
    const { begun, run, sent } = await anAppThatRuns();
    assert.deepEqual(await run(), { kind: 'done' });
    assert.deepEqual(sent(), [stop, assign, start]);
    assert.deepEqual(begun, ['stop', 'assign', 'start']);
  });

  it('goes on after lost answers when their outcome can be seen', async () => {
    const lost = { isDone: true, reply: reset };
    const { run, sent } = await anAppThatRuns({ stop: lost, assign: lost, start: lost });
    assert.deepEqual(await run(), { kind: 'done' });
    assert.deepEqual(sent(), [stop, assign, start]);
  });

  for (const [at, expected, state] of [
    ['stop', [stop], 'STARTED'],
    ['assign', [stop, assign], 'STOPPED'],
    ['start', [stop, assign, start], 'STOPPED'],
  ] as const) {
    it(`ends when the request to ${at} is lost, and reports the state of the app`, async () => {
      const { run, sent } = await anAppThatRuns({ [at]: { isDone: false, reply: reset } });
      const outcome = await run();
      assert.ok(outcome.kind === 'stuck');
      assert.equal(outcome.at, at);
      assert.equal(outcome.app?.state, state);
      assert.ok(outcome.error instanceof Error && outcome.error.name === 'UnreachableError');
      assert.deepEqual(sent(), expected);
    });

    it(`ends when the API refuses to ${at}, and reports the state of the app`, async () => {
      const refusal = apiError(403, 10003, 'CF-NotAuthorized', 'You are not authorized');
      const { run, sent } = await anAppThatRuns({ [at]: { isDone: false, reply: refusal } });
      const outcome = await run();
      assert.ok(outcome.kind === 'stuck');
      assert.equal(outcome.at, at);
      assert.equal(outcome.app?.state, state);
      assert.ok(outcome.error instanceof CloudControllerError);
      assert.deepEqual(sent(), expected);
    });

    it(`ends when the API claims that it did ${at}, but did not`, async () => {
      const { run } = await anAppThatRuns({ [at]: { isDone: false, reply: json({}) } });
      const outcome = await run();
      assert.ok(outcome.kind === 'stuck');
      assert.equal(outcome.at, at);
      assert.ok(outcome.error instanceof StepNotTakenError);
    });
  }

  it('ends without knowing the state of the app when the API cannot be asked', async () => {
    const behavior = { stop: { isDone: false, reply: reset } };
    const { foundation, run } = await anAppThatRuns(behavior);
    foundation.instead['/v3/apps/app-1'] = reset;
    const outcome = await run();
    assert.ok(outcome.kind === 'stuck');
    assert.equal(outcome.app, null);
  });
});
