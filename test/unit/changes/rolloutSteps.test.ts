import assert from 'node:assert/strict';
import { cancelDeployment, continueDeployment } from '../../../src/changes/rolloutSteps.ts';
import { CloudControllerError, RefusedLinkError } from '../../../src/cloudfoundry/errors.ts';
import { aDeployment } from '../../support/builders.ts';
import { closeTransports, failureOf } from '../../support/clients.ts';
import { aDeployableApp } from '../../support/deployable.ts';
import {
  answer,
  apiError,
  closeServers,
  json,
  reset,
  type Reply,
} from '../../support/hostileServer.ts';

const delays = [0, 1, 1];

afterEach(async () => {
  await closeTransports();
  await closeServers();
});

const steps = {
  cancelDeployment: {
    take: cancelDeployment,
    before: aDeployment(),
    after: aDeployment({ reason: 'CANCELING' }),
    path: '/v3/deployments/deployment-1/actions/cancel',
  },
  continueDeployment: {
    take: continueDeployment,
    before: aDeployment({ reason: 'PAUSED' }),
    after: aDeployment(),
    path: '/v3/deployments/deployment-1/actions/continue',
  },
};

for (const [name, { after, before, path, take }] of Object.entries(steps)) {
  /** A foundation that does what it is told, or not, and answers so. */
  const foundationThat = async (isDone: boolean, reply: Reply) => {
    const foundation = await aDeployableApp({
      deployments: [before],
      onWrite: () => {
        if (isDone) foundation.state.deployments = [after];
        return reply;
      },
    });
    return foundation;
  };

  describe(name, () => {
    it('sends what the link advertises, once, without a body, and checks the outcome', async () => {
      const foundation = await foundationThat(true, answer(200));
      const outcome = await take(foundation.client, foundation.deployment(), delays);
      assert.ok(outcome.kind === 'done');
      assert.equal(outcome.despite, null);
      assert.deepEqual(
        foundation.writes().map(({ body, method, path: sent }) => [method, sent, body]),
        [['POST', path, '']],
      );
    });

    it('reports the outcome after its answer or the request was lost', async () => {
      for (const isDone of [true, false]) {
        const foundation = await foundationThat(isDone, reset);
        const outcome = await take(foundation.client, foundation.deployment(), delays);
        assert.equal(outcome.kind, isDone ? 'done' : 'notDone');
        assert.equal(foundation.writes().length, 1);
      }
    });

    it('reports an unknown outcome when the API cannot be asked afterwards', async () => {
      const foundation = await aDeployableApp({
        deployments: [before],
        onWrite: () => {
          foundation.state.instead['/v3/deployments/deployment-1'] = reset;
          return json({});
        },
      });
      const outcome = await take(foundation.client, foundation.deployment(), delays);
      assert.ok(outcome.kind === 'unverified' && outcome.wasAccepted);
    });

    it('sends nothing when somebody else has done it meanwhile', async () => {
      const foundation = await foundationThat(true, json({}));
      const deployment = foundation.deployment();
      foundation.state.deployments = [after];
      const outcome = await take(foundation.client, deployment, delays);
      assert.equal(outcome.kind, 'done');
      assert.deepEqual(foundation.writes(), []);
    });

    it('fails with the API’s message when the API refuses', async () => {
      const refusal = apiError(422, 10008, 'CF-UnprocessableEntity', 'Cannot do that');
      const foundation = await foundationThat(false, refusal);
      const error = await failureOf(take(foundation.client, foundation.deployment(), delays));
      assert.ok(error instanceof CloudControllerError && error.status === 422);
    });

    it('sends nothing when the link is another deployment’s', async () => {
      const foundation = await foundationThat(true, json({}));
      const word = name === 'cancelDeployment' ? 'cancel' : 'continue';
      const href = `/v3/deployments/deployment-9/actions/${word}`;
      const self = { href: '/v3/deployments/deployment-1' };
      foundation.state.deployments = [
        { ...before, links: { ...before.links, self, [word]: { href, method: 'POST' } } },
      ];
      const error = await failureOf(take(foundation.client, foundation.deployment(), delays));
      assert.ok(error instanceof RefusedLinkError);
      assert.deepEqual(foundation.writes(), []);
    });
  });
}

describe('cancelDeployment', () => {
  it('sends nothing when the deployment has ended meanwhile', async () => {
    const foundation = await aDeployableApp({ deployments: [aDeployment()] });
    const deployment = foundation.deployment();
    foundation.state.deployments = [aDeployment({ value: 'FINALIZED', reason: 'DEPLOYED' })];
    const outcome = await cancelDeployment(foundation.client, deployment, delays);
    assert.ok(outcome.kind === 'notDone');
    assert.equal(outcome.answer.reason, 'DEPLOYED');
    assert.deepEqual(foundation.writes(), []);
  });
});

const at = (current: number) =>
  aDeployment({ reason: 'PAUSED', status: { canary: { steps: { current, total: 3 } } } });

describe('continueDeployment', () => {
  it('treats the next step of a canary as success', async () => {
    const foundation = await aDeployableApp({
      deployments: [at(1)],
      onWrite: () => {
        foundation.state.deployments = [at(2)];
        return answer(200);
      },
    });
    const outcome = await continueDeployment(foundation.client, foundation.deployment(), delays);
    assert.ok(outcome.kind === 'done');
    assert.deepEqual(outcome.answer.canary, { step: 2, steps: 3 });
  });
});
