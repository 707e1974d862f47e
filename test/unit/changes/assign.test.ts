import assert from 'node:assert/strict';
import { assign } from '../../../src/changes/assign.ts';
import type { Verified } from '../../../src/changes/verified.ts';
import type { CurrentDroplet } from '../../../src/cloudfoundry/resources/app.ts';
import type { AssignmentPlan } from '../../../src/changes/plan.ts';
import type { CloudFoundryClient } from '../../../src/cloudfoundry/client.ts';
import {
  CloudControllerError,
  NotCloudFoundryError,
  ReadOnlyError,
  SignedOutError,
  UnreachableError,
} from '../../../src/cloudfoundry/errors.ts';
import { anAssignableApp, generations, planOf } from '../../support/assignable.ts';
import { aClient, closeTransports, failureOf } from '../../support/clients.ts';
import {
  answer,
  apiError,
  closeServers,
  cutOff,
  hang,
  html,
  inTurn,
  json,
  redirect,
  reset,
  type Reply,
} from '../../support/hostileServer.ts';

const delays = [0, 1, 1];
const done = {
  kind: 'done',
  answer: { kind: 'assigned', guid: 'droplet-2' },
  despite: null,
} as const;
const invalidToken = apiError(401, 1000, 'CF-InvalidAuthToken', 'Invalid Auth Token');

async function send(
  client: CloudFoundryClient,
  plan: AssignmentPlan,
): Promise<Verified<CurrentDroplet>> {
  return assign(client, plan, delays);
}

afterEach(async () => {
  await closeTransports();
  await closeServers();
});

for (const [name, generation] of Object.entries(generations)) {
  describe(`assign, in the API of ${name}`, () => {
    it('sends the advertised method, address and body once, and checks the outcome', async () => {
      const foundation = await anAssignableApp(generation);
      const plan = await planOf(foundation);
      const outcome = await send(foundation.client, plan);
      assert.deepEqual(outcome, done);
      const [write, ...others] = foundation.writes();
      assert.deepEqual(others, []);
      assert.equal(write?.method, generation.method);
      assert.equal(write.path, generation.path);
      assert.deepEqual(JSON.parse(write.body), generation.body);
    });

    const failures: readonly (readonly [string, Reply, string])[] = [
      ['a 503', answer(503, 'no'), 'CloudControllerError'],
      ['a 500 in JSON', apiError(500, 10001, 'UnknownError', 'Oh'), 'CloudControllerError'],
      ['a reset', reset, 'UnreachableError'],
      ['a time-out', hang, 'UnreachableError'],
      ['an answer that breaks off', cutOff('{"data":'), 'UnreachableError'],
      ['the redirect of a portal', redirect('https://portal.example/'), 'NotCloudFoundryError'],
    ];
    for (const [failure, reply, error] of failures) {
      it(`writes once and says that the droplet is current, when it is, despite ${failure}`, async () => {
        const foundation = await anAssignableApp(generation, {
          onWrite: (carryOut) => {
            carryOut();
            return reply;
          },
        });
        const outcome = await send(foundation.client, await planOf(foundation));
        assert.ok(outcome.kind === 'done');
        assert.ok(outcome.despite instanceof Error);
        assert.equal(outcome.despite.name, error);
        assert.equal(foundation.writes().length, 1);
      });

      it(`writes once and says what is current, when it is not, after ${failure}`, async () => {
        const foundation = await anAssignableApp(generation, { onWrite: () => reply });
        const outcome = await send(foundation.client, await planOf(foundation));
        assert.ok(outcome.kind === 'notDone');
        assert.deepEqual(outcome.answer, { kind: 'assigned', guid: 'droplet-1' });
        assert.ok(outcome.despite instanceof Error);
        assert.equal(outcome.despite.name, error);
        assert.equal(foundation.writes().length, 1);
      });
    }

    it('sees a change that takes effect a moment after its answer was lost', async () => {
      let reads = 0;
      const foundation = await anAssignableApp(generation, { onWrite: () => reset });
      const plan = await planOf(foundation);
      const late = {
        send: foundation.client.send.bind(foundation.client),
        currentDroplet: async (...args: Parameters<CloudFoundryClient['currentDroplet']>) => {
          reads += 1;
          if (reads === 3) foundation.setCurrent('droplet-2');
          return foundation.client.currentDroplet(...args);
        },
      };
      const outcome = await assign(late, plan, delays);
      assert.equal(outcome.kind, 'done');
      assert.equal(reads, 3);
    });

    it('does not trust a 200 that changed nothing', async () => {
      for (const reply of [json({ data: { guid: 'droplet-2' } }), answer(204), html('<html>')]) {
        const foundation = await anAssignableApp(generation, { onWrite: () => reply });
        const outcome = await send(foundation.client, await planOf(foundation));
        assert.deepEqual(outcome, {
          kind: 'notDone',
          answer: { kind: 'assigned', guid: 'droplet-1' },
          despite: null,
        });
        assert.equal(foundation.writes().length, 1);
      }
    });

    it('reports an unknown outcome when the API cannot be asked afterwards', async () => {
      for (const [write, wasAccepted] of [
        [json({}), true],
        [reset, false],
      ] as const) {
        for (const reads of [reset, answer(503), html('<html>'), json({})]) {
          const foundation = await anAssignableApp(generation, {
            onWrite: () => write,
            readsAfterWrite: reads,
          });
          const outcome = await send(foundation.client, await planOf(foundation));
          assert.ok(outcome.kind === 'unverified');
          assert.equal(outcome.wasAccepted, wasAccepted);
          assert.ok(outcome.error instanceof Error);
          assert.equal(foundation.writes().length, 1);
        }
      }
    });

    it('sends once more after a 401, which means that nothing was changed', async () => {
      const foundation = await anAssignableApp(generation, {
        onWrite: (carryOut, count) => {
          if (count === 1) return invalidToken;
          carryOut();
          return json({});
        },
      });
      const outcome = await send(foundation.client, await planOf(foundation));
      assert.deepEqual(outcome, done);
      const [first, second, ...others] = foundation.writes();
      assert.deepEqual(others, []);
      assert.equal(second?.body, first?.body);
      assert.notEqual(second?.headers.authorization, first?.headers.authorization);
    });

    it('fails as signed out, and asks nothing more, when the fresh token is refused too', async () => {
      const foundation = await anAssignableApp(generation, { onWrite: () => invalidToken });
      const plan = await planOf(foundation);
      const before = foundation.server.requests.length;
      assert.ok((await failureOf(send(foundation.client, plan))) instanceof SignedOutError);
      assert.equal(foundation.server.requests.length, before + 2);
    });
  });
}

describe('assign, when the API refuses', () => {
  for (const [status, code, title, detail] of [
    [
      422,
      10008,
      'CF-UnprocessableEntity',
      'Unable to assign current droplet. Ensure the droplet exists and belongs to this app.',
    ],
    [
      422,
      10008,
      'CF-UnprocessableEntity',
      'Unable to assign current droplet while the app has a deployment in progress. Wait for the deployment to complete or cancel it.',
    ],
    [422, 10008, 'CF-UnprocessableEntity', 'Stop the app before changing droplet'],
    [422, 10008, 'CF-UnprocessableEntity', 'droplet must be in staged state'],
    [
      422,
      10008,
      'CF-UnprocessableEntity',
      "Unable to create process types for this app's droplet. Please provide a droplet with valid process types.",
    ],
    [422, 10020, 'CF-ResourceBeingDeleted', 'The space is being deleted'],
    [403, 10003, 'CF-NotAuthorized', 'You are not authorized to perform the requested action'],
    [403, 10017, 'CF-OrgSuspended', 'The organization is suspended'],
    [404, 10010, 'CF-ResourceNotFound', 'App not found'],
    [400, 1001, 'CF-MessageParseError', 'Request invalid due to parse error'],
  ] as const) {
    it(`fails in its words, after one write and no more reads: ${status} ${detail}`, async () => {
      const foundation = await anAssignableApp(generations.modern, {
        onWrite: () => apiError(status, code, title, detail),
      });
      const plan = await planOf(foundation);
      const before = foundation.server.requests.length;
      const error = await failureOf(send(foundation.client, plan));
      assert.ok(error instanceof CloudControllerError);
      assert.equal(error.status, status);
      assert.ok(error.message.startsWith(detail));
      assert.equal(foundation.server.requests.length, before + 1);
    });
  }

  it('sends it again after a 429, which proves that nothing was changed', async () => {
    const replies = inTurn(answer(429, '', { 'retry-after': '30' }), json({}));
    const foundation = await anAssignableApp(generations.modern, { onWrite: replies });
    await send(foundation.client, await planOf(foundation));
    assert.equal(foundation.writes().length, 2);
  });

  it('keeps the time to wait when the 429 persists', async () => {
    const foundation = await anAssignableApp(generations.modern, {
      onWrite: () => answer(429, '', { 'retry-after': '30' }),
    });
    const error = await failureOf(send(foundation.client, await planOf(foundation)));
    assert.ok(error instanceof CloudControllerError);
    assert.equal(error.retryAfter, 30);
    assert.equal(foundation.writes().length, 3);
  });

  it('fails without asking when no connection can be made', async () => {
    const foundation = await anAssignableApp(generations.modern);
    const plan = await planOf(foundation);
    await foundation.server.close();
    const error = await failureOf(send(aClient(foundation.server.origin), plan));
    assert.ok(error instanceof UnreachableError);
    assert.equal(error.reason, 'notConnected');
  });

  it('fails without asking when the foundation has become read-only', async () => {
    const foundation = await anAssignableApp(generations.modern);
    const plan = await planOf(foundation);
    const before = foundation.server.requests.length;
    const readOnly = aClient(foundation.server.origin, { isReadOnly: () => true });
    assert.ok((await failureOf(send(readOnly, plan))) instanceof ReadOnlyError);
    assert.equal(foundation.server.requests.length, before);
  });

  it('asks what is current after a proxy’s request timeout, which proves nothing', async () => {
    const foundation = await anAssignableApp(generations.modern, {
      onWrite: (carryOut) => {
        carryOut();
        return answer(408);
      },
    });
    const outcome = await send(foundation.client, await planOf(foundation));
    assert.equal(outcome.kind, 'done');
  });

  it('asks what is current after a portal answered the write with a web page', async () => {
    const foundation = await anAssignableApp(generations.modern, {
      onWrite: () => redirect('https://portal.example/'),
    });
    const outcome = await send(foundation.client, await planOf(foundation));
    assert.ok(outcome.kind === 'notDone' && outcome.despite instanceof NotCloudFoundryError);
  });
});
