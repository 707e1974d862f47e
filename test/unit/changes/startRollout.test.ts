import assert from 'node:assert/strict';
import { startRollout } from '../../../src/changes/startRollout.ts';
import { CloudControllerError } from '../../../src/cloudfoundry/errors.ts';
import { aDeployment } from '../../support/builders.ts';
import { closeTransports, failureOf } from '../../support/clients.ts';
import { aDeployableApp } from '../../support/deployable.ts';
import {
  answer,
  apiError,
  closeServers,
  hang,
  html,
  json,
  reset,
  unknownRequest,
  type Reply,
} from '../../support/hostileServer.ts';

const order = { dropletGuid: 'droplet-2', strategy: 'rolling', maxInFlight: 2 } as const;
const delays = [0, 1, 1];

type Foundation = Awaited<ReturnType<typeof aDeployableApp>>;

async function start({ app, client }: Foundation) {
  return startRollout(client, app, order, delays);
}

/** A foundation that begins the deployment and then answers so. */
async function thatBegins(reply: Reply): Promise<Foundation> {
  const foundation = await aDeployableApp({
    onWrite: () => {
      foundation.state.deployments = [
        aDeployment({ guid: 'new' }),
        ...foundation.state.deployments,
      ];
      return reply;
    },
  });
  return foundation;
}

afterEach(async () => {
  await closeTransports();
  await closeServers();
});

describe('startRollout', () => {
  it('sends one POST, and returns the deployment that it started', async () => {
    const foundation = await thatBegins(json(aDeployment({ guid: 'new' }), 201));
    const started = await start(foundation);
    assert.ok(started.kind === 'done');
    assert.equal(started.answer.guid, 'new');
    assert.equal(started.despite, null);
    const [write, ...others] = foundation.writes();
    assert.deepEqual(others, []);
    assert.equal(write?.method, 'POST');
    assert.equal(write.path, '/v3/deployments');
    assert.deepEqual(JSON.parse(write.body), {
      relationships: { app: { data: { guid: 'app-1' } } },
      droplet: { guid: 'droplet-2' },
      options: { max_in_flight: 2 },
    });
  });

  for (const [what, reply] of [
    ['a reset', reset],
    ['a time-out', hang],
    ['a 502', answer(502)],
    ['a web page', html('<h1>Welcome</h1>')],
    ['an empty answer', answer(201)],
  ] as const) {
    it(`finds its deployment in the app’s list after ${what}, and sends nothing more`, async () => {
      const foundation = await thatBegins(reply);
      const started = await start(foundation);
      assert.ok(started.kind === 'done');
      assert.equal(started.answer.guid, 'new');
      assert.equal(foundation.writes().length, 1);
    });

    it(`says that there is no deployment after ${what}, if there is none`, async () => {
      const foundation = await aDeployableApp({ onWrite: () => reply });
      const started = await start(foundation);
      assert.equal(started.kind, 'notDone');
      assert.equal(foundation.writes().length, 1);
    });
  }

  it('finds a deployment that is already over, as for a stopped app', async () => {
    const foundation = await aDeployableApp({
      onWrite: () => {
        const over = { guid: 'new', value: 'FINALIZED', reason: 'DEPLOYED' };
        foundation.state.deployments = [aDeployment(over)];
        return reset;
      },
    });
    const started = await start(foundation);
    assert.ok(started.kind === 'done' && started.answer.reason === 'DEPLOYED');
  });

  for (const [what, reply] of [
    ['an answer', null],
    ['a reset', reset],
  ] as const) {
    it(`finds its own after ${what} where an app has one deployment for ever, as on Korifi`, async () => {
      const earlier = { guid: 'app-1', value: 'FINALIZED', reason: 'DEPLOYED' };
      const foundation = await aDeployableApp({
        deployments: [aDeployment({ ...earlier, droplet: 'droplet-1' })],
        onWrite: () => {
          const now = aDeployment({ guid: 'app-1' });
          foundation.state.deployments = [now];
          return reply ?? json(now, 201);
        },
      });
      const started = await start(foundation);
      assert.ok(started.kind === 'done');
      assert.equal(started.answer.guid, 'app-1');
    });
  }

  it('does not mistake an earlier deployment of the same droplet for its own', async () => {
    const foundation = await aDeployableApp({
      deployments: [aDeployment({ guid: 'earlier' })],
      onWrite: () => reset,
    });
    assert.equal((await start(foundation)).kind, 'notDone');
  });

  it('does not mistake a deployment of another droplet for its own', async () => {
    const foundation = await aDeployableApp({
      onWrite: () => {
        foundation.state.deployments = [aDeployment({ guid: 'other', droplet: 'droplet-9' })];
        return reset;
      },
    });
    assert.equal((await start(foundation)).kind, 'notDone');
  });

  it('reports an unknown outcome when the API cannot be asked afterwards', async () => {
    const foundation = await aDeployableApp({
      onWrite: () => {
        foundation.state.instead['/v3/deployments'] = reset;
        return reset;
      },
    });
    const started = await start(foundation);
    assert.ok(started.kind === 'unverified' && started.error instanceof Error);
    assert.equal(foundation.writes().length, 1);
  });

  it('fails with the API’s message, and asks nothing more, when the API refuses', async () => {
    const refusal = apiError(422, 10008, 'CF-UnprocessableEntity', 'Unable to use app.');
    const foundation = await aDeployableApp({ onWrite: () => refusal });
    const error = await failureOf(start(foundation));
    assert.ok(error instanceof CloudControllerError && error.status === 422);
    assert.equal(foundation.server.requests.length, 2);
  });

  it('sends nothing when the API has no deployments or cannot list them', async () => {
    for (const reply of [unknownRequest, reset]) {
      const foundation = await aDeployableApp({ instead: { '/v3/deployments': reply } });
      await failureOf(start(foundation));
      assert.deepEqual(foundation.writes(), []);
    }
  });

  it('omits the number in flight before 3.174, which does not know it', async () => {
    const foundation = await aDeployableApp(
      { onWrite: () => json(aDeployment({ guid: 'new' }), 201) },
      { version: '3.173.0' },
    );
    await start(foundation);
    assert.doesNotMatch(foundation.writes()[0]?.body ?? '', /options/);
  });
});
