import assert from 'node:assert/strict';
import { guardRestart, planRestart } from '../../../src/changes/restartPlan.ts';
import { toApp } from '../../../src/cloudfoundry/resources/app.ts';
import { aDeployment, anApp } from '../../support/builders.ts';
import { closeTransports } from '../../support/clients.ts';
import { aDeployableApp } from '../../support/deployable.ts';
import { apiError, closeServers, json } from '../../support/hostileServer.ts';

const path = '/v3/apps/app-1';
const links = { self: { href: path } };
const app = toApp(anApp({ links }));
const running = aDeployment({ guid: 'deployment-1' });

afterEach(async () => {
  await closeTransports();
  await closeServers();
});

/** An app as the API tells it, with these deployments. */
async function aFoundation(deployments: readonly ReturnType<typeof aDeployment>[] = []) {
  const foundation = await aDeployableApp({
    deployments,
    instead: { [path]: json(anApp({ links })) },
  });
  const become = (state: string) => {
    foundation.state.instead[path] = json({ ...anApp({ links }), state });
  };
  return { ...foundation, become };
}

describe('Before a restart', () => {
  // A Cloud Controller accepts it during a deployment, and takes down healthy instances: 3.228, observed.
  it('finds the running deployments, and writes nothing', async () => {
    const { client, writes } = await aFoundation([running]);
    const plan = await planRestart(client, app);
    assert.deepEqual(
      plan.deployments?.map(({ guid }) => guid),
      ['deployment-1'],
    );
    assert.deepEqual(writes(), []);
  });

  it('goes on without them when they cannot be listed', async () => {
    const { client, state } = await aFoundation();
    state.instead['/v3/deployments'] = apiError(403, 10003, 'CF-NotAuthorized', 'No');
    assert.equal((await planRestart(client, app)).deployments, null);
  });

  it('accepts deployments that the question showed', async () => {
    const { client } = await aFoundation([running]);
    const plan = await planRestart(client, app);
    assert.deepEqual(await guardRestart(client, plan), { kind: 'unchanged' });
  });

  it('accepts deployments that have ended since', async () => {
    const { client, state } = await aFoundation([running]);
    const plan = await planRestart(client, app);
    state.deployments = [];
    assert.deepEqual(await guardRestart(client, plan), { kind: 'unchanged' });
  });

  it('stops at a deployment that has started since the question', async () => {
    const { client, state } = await aFoundation([running]);
    const plan = await planRestart(client, app);
    state.deployments = [running, aDeployment({ guid: 'deployment-2' })];
    const guarded = await guardRestart(client, plan);
    assert.ok(guarded.kind === 'deploymentRuns');
    assert.equal(guarded.deployment.guid, 'deployment-2');
  });

  it('stops when somebody has stopped the app meanwhile', async () => {
    const { become, client } = await aFoundation();
    const plan = await planRestart(client, app);
    become('STOPPED');
    const guarded = await guardRestart(client, plan);
    assert.ok(guarded.kind === 'stateChanged');
    assert.equal(guarded.app.state, 'STOPPED');
  });

  it('stops when the app is gone or no longer visible', async () => {
    const { client, state } = await aFoundation();
    const plan = await planRestart(client, app);
    state.instead[path] = apiError(404, 10010, 'CF-ResourceNotFound', 'App not found');
    assert.deepEqual(await guardRestart(client, plan), { kind: 'appGone' });
    state.instead[path] = apiError(403, 10003, 'CF-NotAuthorized', 'No');
    assert.deepEqual(await guardRestart(client, plan), { kind: 'roleLost' });
  });
});
