import assert from 'node:assert/strict';
import { CloudControllerError, NotCloudFoundryError } from '../../../src/cloudfoundry/errors.ts';
import { toApp } from '../../../src/cloudfoundry/resources/app.ts';
import { toProcess } from '../../../src/cloudfoundry/resources/process.ts';
import { aDeployment, anApp, aPage } from '../../support/builders.ts';
import { aClient, closeTransports } from '../../support/clients.ts';
import {
  apiError,
  closeServers,
  json,
  startServer,
  type Received,
  type Reply,
} from '../../support/hostileServer.ts';

const app = toApp(anApp());
const badParameter = apiError(400, 10005, 'CF-BadQueryParameter', 'Unknown query parameter(s)');

afterEach(async () => {
  await closeTransports();
  await closeServers();
});

async function clientOf(handler: (request: Received) => Reply, version = '3.228.0') {
  const server = await startServer(handler);
  const client = aClient(server.origin, { discovery: { version } });
  return { client, paths: () => server.requests.map(({ path }) => path) };
}

/** A deployment before 3.75. */
const early = (guid: string, state: string) => ({ guid, state, links: {} });

describe('CloudFoundryClient.activeDeployments', () => {
  const over = aDeployment({ guid: 'over', value: 'FINALIZED', reason: 'DEPLOYED' });
  const active = aDeployment({ guid: 'active' });

  it('asks only for active ones', async () => {
    const { client, paths } = await clientOf(() => json(aPage([active])));
    const deployments = await client.activeDeployments(app);
    assert.deepEqual(
      deployments.map(({ guid }) => guid),
      ['active'],
    );
    assert.deepEqual(paths(), [
      '/v3/deployments?app_guids=app-1&status_values=ACTIVE&order_by=-created_at',
    ]);
  });

  it('filters locally when the API ignores the parameter', async () => {
    const { client } = await clientOf(() => json(aPage([over, active])));
    assert.equal((await client.activeDeployments(app)).length, 1);
  });

  it('filters locally, from then on, when the API does not know the parameter', async () => {
    const { client, paths } = await clientOf(({ path }) =>
      path.includes('status_values') ? badParameter : json(aPage([over, active])),
    );
    assert.equal((await client.activeDeployments(app)).length, 1);
    assert.equal((await client.activeDeployments(app)).length, 1);
    assert.equal(paths().filter((path) => path.includes('status_values')).length, 1);
  });

  // Cloud Controller's history: `state` until 3.74, with FAILING from 3.71 on; `status` since 3.75, with the value ACTIVE
  // since 3.81, and DEPLOYING or CANCELING before.
  it('chooses itself before 3.81, and takes whatever is no end for running', async () => {
    const states = ['DEPLOYING', 'CANCELED', 'CANCELING', 'FAILING', 'FAILED', 'DEPLOYED'];
    const statuses = ['DEPLOYING', 'CANCELING', 'FINALIZED'];
    const all = [
      ...states.map((state) => early(state, state)),
      ...statuses.map((value) => ({ guid: `status ${value}`, status: { value }, links: {} })),
    ];
    const { client, paths } = await clientOf(() => json(aPage(all)), '3.80.0');
    const deployments = await client.activeDeployments(app);
    assert.deepEqual(
      deployments.map(({ guid }) => guid),
      ['DEPLOYING', 'CANCELING', 'FAILING', 'status DEPLOYING', 'status CANCELING'],
    );
    assert.deepEqual(paths(), ['/v3/deployments?app_guids=app-1&order_by=-created_at']);
  });

  it('fails when the API has no deployments', async () => {
    const { client } = await clientOf(() => apiError(404, 10000, 'CF-NotFound', 'Unknown request'));
    await assert.rejects(
      client.activeDeployments(app),
      (error) => error instanceof CloudControllerError && error.isUnknownEndpoint,
    );
  });
});

describe('CloudFoundryClient', () => {
  it('reads a deployment with what it replaces', async () => {
    const { client } = await clientOf(() => json(aDeployment()));
    const deployment = await client.deployment({
      href: '/v3/deployments/deployment-1',
      method: 'GET',
    });
    assert.deepEqual(deployment.newProcesses, [{ guid: 'process-2', type: 'web' }]);
    assert.equal(deployment.maxInFlight, 1);
    assert.equal(deployment.isActive, true);
  });

  it('reads which revisions run', async () => {
    const { client, paths } = await clientOf(() =>
      json(aPage([{ guid: 'revision-1', version: 3, droplet: { guid: 'droplet-1' } }])),
    );
    const [revision] = await client.deployedRevisions(app);
    assert.equal(revision?.dropletGuid, 'droplet-1');
    assert.deepEqual(paths(), ['/v3/apps/app-1/revisions/deployed']);
  });

  it('reads what the role may see', async () => {
    const { client, paths } = await clientOf(() =>
      json({ read_basic_data: true, read_sensitive_data: false }),
    );
    assert.deepEqual(await client.permissions(app), {
      readsBasicData: true,
      readsSensitiveData: false,
    });
    assert.deepEqual(paths(), ['/v3/apps/app-1/permissions']);
  });

  it('reads the state of each instance, and why one does not run', async () => {
    const stats = [
      { type: 'web', index: 0, instance_guid: 'i-0', state: 'RUNNING', uptime: 17, details: null },
      { type: 'web', index: 1, state: 'DOWN', uptime: 0, details: 'insufficient resources' },
    ];
    const { client } = await clientOf(() => json({ resources: stats }));
    const process = toProcess({
      guid: 'process-1',
      type: 'web',
      instances: 2,
      command: '[PRIVATE DATA HIDDEN IN LISTS]',
      links: { stats: { href: '/v3/processes/process-1/stats' } },
    });
    assert.equal(process.command.kind, 'redacted');
    assert.deepEqual(await client.instances(process), [
      { index: 0, state: 'RUNNING', guid: 'i-0', uptime: 17, details: null },
      { index: 1, state: 'DOWN', guid: null, uptime: 0, details: 'insufficient resources' },
    ]);
  });

  it('reads sidecars, and where they come from', async () => {
    const { client } = await clientOf(() =>
      json(aPage([{ guid: 's', name: 'agent', process_types: ['web'], origin: 'buildpack' }])),
    );
    const [sidecar] = await client.sidecars(app);
    assert.equal(sidecar?.name, 'agent');
    assert.equal(sidecar.origin, 'buildpack');
    assert.deepEqual(sidecar.processTypes, ['web']);
  });

  it('reads why a job has failed', async () => {
    const errors = [
      { code: 10008, title: 'CF-UnprocessableEntity', detail: 'something went wrong' },
    ];
    const { client } = await clientOf(() =>
      json({ guid: 'job-1', operation: 'droplet.delete', state: 'FAILED', errors }),
    );
    const job = await client.job({ href: '/v3/jobs/job-1', method: 'GET' });
    assert.equal(job.state, 'FAILED');
    assert.deepEqual(job.errors, errors);
  });

  it('does not accept a list of something else as instances', async () => {
    const { client } = await clientOf(() => json({ resources: 'none' }));
    const process = toProcess({ guid: 'process-1', type: 'web' });
    await assert.rejects(client.instances(process), NotCloudFoundryError);
  });
});
