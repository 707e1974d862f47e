import assert from 'node:assert/strict';
import type { AssignmentPlan } from '../../../src/changes/plan.ts';
import type { Discovery } from '../../../src/cloudfoundry/discovery.ts';
import { anAssignableApp, generations, planOf } from '../../support/assignable.ts';
import { aDeployment, aDroplet, aPage } from '../../support/builders.ts';
import { closeTransports } from '../../support/clients.ts';
import { apiError, closeServers, html, json, type Reply } from '../../support/hostileServer.ts';

afterEach(async () => {
  await closeTransports();
  await closeServers();
});

const deployments = '/v3/deployments?app_guids=app-1&order_by=-created_at';
const permissions = '/v3/apps/app-1/permissions';
const sidecars = '/v3/apps/app-1/sidecars';

async function planWith(
  instead: Record<string, Reply>,
  discovery: Partial<Discovery> = {},
): Promise<{ readonly plan: AssignmentPlan; readonly asked: readonly string[] }> {
  const foundation = await anAssignableApp({ ...generations.modern, discovery }, { instead });
  const plan = await planOf(foundation);
  return { plan, asked: foundation.server.requests.map(({ path }) => path) };
}

describe('planAssignment, beyond app and droplets', () => {
  it('lists deployments that are still active, what the role may see, and sidecars', async () => {
    const over = aDeployment({ guid: 'over', value: 'FINALIZED', reason: 'DEPLOYED' });
    const { plan } = await planWith({
      [deployments]: json(aPage([aDeployment(), over])),
      [permissions]: json({ read_basic_data: true, read_sensitive_data: false }),
      [sidecars]: json(aPage([{ guid: 's-1', name: 'agent', origin: 'buildpack' }])),
    });
    assert.deepEqual(
      plan.activeDeployments?.map(({ guid }) => guid),
      ['deployment-1'],
    );
    assert.deepEqual(plan.permissions, { readsBasicData: true, readsSensitiveData: false });
    assert.deepEqual(
      plan.sidecars?.map(({ name, origin }) => [name, origin]),
      [['agent', 'buildpack']],
    );
    assert.deepEqual(
      plan.warnings.map(({ kind }) => kind),
      ['deploymentRuns', 'roleMayNotAllow'],
    );
  });

  it('never shows a wrong current droplet when another one is assigned meanwhile', async () => {
    const { plan } = await planWith({
      '/v3/apps/app-1/droplets/current': json(aDroplet({ guid: 'droplet-9' })),
    });
    assert.deepEqual(plan.current, { kind: 'assigned', guid: 'droplet-1' });
    assert.equal(plan.currentDroplet, null);
  });

  it('compares start commands', async () => {
    const { plan } = await planWith({});
    assert.deepEqual(
      plan.commands.map(({ type, isDifferent }) => [type, isDifferent]),
      [['web', false]],
    );
  });

  for (const [what, reply] of [
    ['refused', apiError(403, 10003, 'CF-NotAuthorized', 'You are not authorized')],
    ['not known', apiError(404, 10000, 'CF-NotFound', 'Unknown request')],
    ['a web page', html('<h1>502</h1>')],
  ] as const) {
    it(`does without all of these when the answer is ${what}`, async () => {
      const { plan } = await planWith({
        [deployments]: reply,
        [permissions]: reply,
        [sidecars]: reply,
      });
      assert.deepEqual(
        [plan.activeDeployments, plan.permissions, plan.sidecars],
        [null, null, null],
      );
      assert.deepEqual(plan.warnings, []);
    });
  }

  for (const [name, discovery, expected] of [
    ['3.44', { version: '3.44.0' }, []],
    ['3.64', { version: '3.64.0' }, [deployments]],
    ['3.85', { version: '3.85.0' }, [deployments, sidecars]],
    ['today', {}, [deployments, permissions, sidecars]],
    ['Korifi', { version: '3.117.0+cf-k8s', isKorifi: true }, [deployments]],
  ] as const) {
    it(`asks only for what an API of ${name} can have`, async () => {
      const { asked } = await planWith({}, discovery);
      const beside = asked.filter((path) => [deployments, permissions, sidecars].includes(path));
      assert.deepEqual(beside.sort(), [...expected].sort());
    });
  }
});
