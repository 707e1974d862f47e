import assert from 'node:assert/strict';
import { guardAssignment, guardDeployment } from '../../../src/changes/guard.ts';
import { NotCloudFoundryError } from '../../../src/cloudfoundry/errors.ts';
import { anAssignableApp, dropletNotFound, generations, planOf } from '../../support/assignable.ts';
import { aDeployment, aDroplet, anAppOf399, aPage } from '../../support/builders.ts';
import { closeTransports } from '../../support/clients.ts';
import { apiError, closeServers, json } from '../../support/hostileServer.ts';

const permissions = (reads: boolean) => json({ read_basic_data: true, read_sensitive_data: reads });

afterEach(async () => {
  await closeTransports();
  await closeServers();
});

for (const [name, generation] of Object.entries(generations)) {
  describe(`guardAssignment, in the API of ${name}`, () => {
    it('lets an unchanged plan pass, and writes nothing itself', async () => {
      const foundation = await anAssignableApp(generation);
      const plan = await planOf(foundation);
      assert.deepEqual(await guardAssignment(foundation.client, plan), { kind: 'unchanged' });
      assert.deepEqual(foundation.writes(), []);
    });

    it('stops when somebody else has assigned another droplet since the preview', async () => {
      const foundation = await anAssignableApp(generation);
      const plan = await planOf(foundation);
      foundation.setCurrent('droplet-3');
      assert.deepEqual(await guardAssignment(foundation.client, plan), {
        kind: 'currentChanged',
        current: { kind: 'assigned', guid: 'droplet-3' },
      });
    });

    it('stops when the candidate has expired since the preview', async () => {
      const foundation = await anAssignableApp(generation);
      const plan = await planOf(foundation);
      foundation.instead['/v3/droplets/droplet-2'] = json({
        ...generation.droplet('droplet-2'),
        state: 'EXPIRED',
      });
      const guarded = await guardAssignment(foundation.client, plan);
      assert.ok(guarded.kind === 'unassignable');
      assert.equal(guarded.droplet.guid, 'droplet-2');
      assert.deepEqual(guarded.reason, { kind: 'notStaged', state: 'EXPIRED' });
    });

    it('stops when the candidate has been deleted since the preview', async () => {
      const foundation = await anAssignableApp(generation);
      const plan = await planOf(foundation);
      foundation.instead['/v3/droplets/droplet-2'] = dropletNotFound;
      const guarded = await guardAssignment(foundation.client, plan);
      assert.ok(guarded.kind === 'dropletGone');
      assert.equal(guarded.droplet.guid, 'droplet-2');
    });

    it('stops when the app has been deleted since the preview', async () => {
      const foundation = await anAssignableApp(generation);
      const plan = await planOf(foundation);
      foundation.instead['/v3/apps/app-1'] = apiError(
        404,
        10010,
        'CF-ResourceNotFound',
        'App not found',
      );
      assert.deepEqual(await guardAssignment(foundation.client, plan), { kind: 'appGone' });
    });
  });
}

describe('guardAssignment', () => {
  it('stops when the link has changed since the preview', async () => {
    const foundation = await anAssignableApp(generations.modern);
    const plan = await planOf(foundation);
    for (const link of [
      { href: '/v3/apps/app-1/droplets/current', method: 'PATCH' },
      { href: '/v3/apps/app-1/relationships/current_droplet', method: 'PUT' },
    ]) {
      foundation.instead['/v3/droplets/droplet-2'] = json(
        aDroplet({ guid: 'droplet-2', links: { assign_current_droplet: link } }),
      );
      const guarded = await guardAssignment(foundation.client, plan);
      assert.equal(guarded.kind, 'requestChanged');
    }
  });

  it('stops when another droplet answers in place of the candidate', async () => {
    const foundation = await anAssignableApp(generations.modern);
    const plan = await planOf(foundation);
    foundation.instead['/v3/droplets/droplet-2'] = json(aDroplet({ guid: 'droplet-9' }));
    await assert.rejects(guardAssignment(foundation.client, plan), NotCloudFoundryError);
  });

  it('recognizes an app without a current droplet when the API must be asked', async () => {
    const foundation = await anAssignableApp(generations.modern, {
      instead: {
        '/v3/apps/app-1': json(anAppOf399()),
        '/v3/apps/app-1/droplets/current': dropletNotFound,
      },
    });
    const plan = await planOf(foundation);
    assert.deepEqual(await guardAssignment(foundation.client, plan), { kind: 'unchanged' });
  });

  it('stops when the user can no longer see the app or the droplet', async () => {
    const notAuthorized = apiError(403, 10003, 'CF-NotAuthorized', 'You are not authorized');
    for (const path of ['/v3/apps/app-1', '/v3/droplets/droplet-2']) {
      const foundation = await anAssignableApp(generations.modern);
      const plan = await planOf(foundation);
      foundation.instead[path] = notAuthorized;
      assert.deepEqual(await guardAssignment(foundation.client, plan), { kind: 'roleLost' }, path);
    }
  });

  it('stops when the role has lost access to secrets since the preview', async () => {
    const path = '/v3/apps/app-1/permissions';
    const foundation = await anAssignableApp(generations.modern, {
      instead: { [path]: permissions(true) },
    });
    const plan = await planOf(foundation);
    assert.deepEqual(await guardAssignment(foundation.client, plan), { kind: 'unchanged' });
    foundation.instead[path] = permissions(false);
    assert.deepEqual(await guardAssignment(foundation.client, plan), { kind: 'roleLost' });
  });

  it('lets a role pass that could not read secrets before either: the API decides', async () => {
    const foundation = await anAssignableApp(generations.modern, {
      instead: { '/v3/apps/app-1/permissions': permissions(false) },
    });
    const plan = await planOf(foundation);
    assert.deepEqual(await guardAssignment(foundation.client, plan), { kind: 'unchanged' });
  });
});

const activePath =
  '/v3/deployments?app_guids=app-1&status_values=ACTIVE&order_by=-created_at' as const;
const allPath = '/v3/deployments?app_guids=app-1&order_by=-created_at' as const;

/** An app that is being deployed, to what its plan says and what is seen afterwards. */
async function aDeployedApp(
  before: readonly object[],
  after: readonly object[],
  generation = generations.modern,
) {
  const foundation = await anAssignableApp(generation, {
    instead: { [allPath]: json(aPage(before)), [activePath]: json(aPage(before)) },
  });
  const plan = await planOf(foundation);
  foundation.instead[activePath] = json(aPage(after));
  return { foundation, plan };
}

describe('guardAssignment, and guardDeployment', () => {
  it('stop when a deployment has started since the preview', async () => {
    const { foundation, plan } = await aDeployedApp([], [aDeployment()]);
    for (const guard of [guardAssignment, guardDeployment]) {
      const guarded = await guard(foundation.client, plan);
      assert.ok(guarded.kind === 'deploymentRuns');
      assert.equal(guarded.deployment.guid, 'deployment-1');
    }
  });

  it('differ for one that the preview showed: it keeps from assigning, and is superseded by deploying', async () => {
    const { foundation, plan } = await aDeployedApp([aDeployment()], [aDeployment()]);
    assert.equal((await guardAssignment(foundation.client, plan)).kind, 'deploymentRuns');
    assert.deepEqual(await guardDeployment(foundation.client, plan), { kind: 'unchanged' });
  });

  it('let assigning pass beside one that the preview showed, where the API does too', async () => {
    const korifi = {
      ...generations.modern,
      discovery: { version: '3.117.0+cf-k8s', isKorifi: true },
    };
    const { foundation, plan } = await aDeployedApp([aDeployment()], [aDeployment()], korifi);
    assert.deepEqual(await guardAssignment(foundation.client, plan), { kind: 'unchanged' });
  });

  it('do without deployments when the API does not list them', async () => {
    const { foundation, plan } = await aDeployedApp([], []);
    foundation.instead[activePath] = apiError(403, 10003, 'CF-NotAuthorized', 'No');
    assert.deepEqual(await guardAssignment(foundation.client, plan), { kind: 'unchanged' });
  });
});
