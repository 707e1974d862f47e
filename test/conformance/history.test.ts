import assert from 'node:assert/strict';
import { askedFoundation, at, resources, textAt, type AskedFoundation } from './support/client.ts';

const start = Date.UTC(2026, 10, 21, 22, 0, 0);
const day = 86_400_000;

describe('what happened to the storefront of the sample foundation before it started', () => {
  let foundation: AskedFoundation;
  let app: unknown;
  let guid: string;

  before(async () => {
    foundation = await askedFoundation({ data: 'small' });
    const { body } = await foundation.ask('GET /v3/apps?names=storefront&include=space');
    const spaces = resources({ resources: at(body, 'included', 'spaces') });
    const prod = spaces.find((space) => textAt(space, 'name') === 'prod');
    app = resources(body).find(
      (one) => textAt(one, 'relationships', 'space', 'data', 'guid') === textAt(prod, 'guid'),
    );
    guid = textAt(app, 'guid');
  });

  after(() => foundation.close());

  it('took weeks, and none of it is in the future', async () => {
    for (const path of [
      `/v3/apps/${guid}/droplets`,
      `/v3/apps/${guid}/builds`,
      `/v3/apps/${guid}/packages`,
      `/v3/apps/${guid}/revisions`,
      `/v3/deployments?app_guids=${guid}`,
      `/v3/audit_events?target_guids=${guid}`,
    ]) {
      const times = (await all(path)).map((one) => Date.parse(textAt(one, 'created_at')));
      assert.ok(times.length >= 10, `${path} ${times.length}`);
      assert.ok(Math.max(...times) < start, path);
      assert.ok(Math.max(...times) - Math.min(...times) > 30 * day, path);
      assert.deepEqual(
        times,
        times.toSorted((a, b) => a - b),
        path,
      );
    }
  });

  it('was done by several people', async () => {
    const assigned = await all(
      `/v3/audit_events?types=audit.app.droplet.mapped&target_guids=${guid}`,
    );
    const people = new Set(assigned.map((event) => textAt(event, 'actor', 'name')));
    assert.ok(people.size >= 2);
  });

  it('ends with the assignment of the droplet that is current', async () => {
    const assigned = await all(
      `/v3/audit_events?types=audit.app.droplet.mapped&target_guids=${guid}`,
    );
    assert.equal(
      textAt(assigned.at(-1), 'data', 'request', 'droplet_guid'),
      textAt(app, 'relationships', 'current_droplet', 'data', 'guid'),
    );
  });

  it('did not always go well', async () => {
    const builds = await all(`/v3/apps/${guid}/builds?states=FAILED`);
    assert.ok(builds.every((build) => textAt(build, 'error') !== ''));
    assert.ok(builds.length > 0);
    assert.ok((await all(`/v3/apps/${guid}/droplets?states=EXPIRED`)).length > 0);
    const deployments = await all(`/v3/deployments?app_guids=${guid}`);
    const reasons = new Set(deployments.map((one) => textAt(one, 'status', 'reason')));
    assert.deepEqual([...reasons].toSorted(), ['CANCELED', 'DEPLOYED', 'SUPERSEDED']);
    const strategies = new Set(deployments.map((one) => textAt(one, 'strategy')));
    assert.deepEqual([...strategies].toSorted(), ['canary', 'rolling']);
  });

  it('is the same in deployments, revisions and audit events', async () => {
    const deployments = await all(`/v3/deployments?app_guids=${guid}`);
    const ordered = await all(
      `/v3/audit_events?types=audit.app.deployment.create&target_guids=${guid}`,
    );
    assert.deepEqual(
      ordered.map((event) => textAt(event, 'data', 'deployment_guid')),
      deployments.map((one) => textAt(one, 'guid')),
    );
    const revisions = await all(`/v3/apps/${guid}/revisions`);
    for (const one of deployments) {
      const revision = revisions.find(
        (candidate) => textAt(candidate, 'guid') === textAt(one, 'revision', 'guid'),
      );
      assert.equal(textAt(revision, 'droplet', 'guid'), textAt(one, 'droplet', 'guid'));
    }
    const web = await all(`/v3/apps/${guid}/processes?types=web`);
    assert.equal(textAt(web[0], 'guid'), textAt(deployments.at(-1), 'new_processes', 0, 'guid'));
  });

  async function all(path: string): Promise<readonly unknown[]> {
    const separator = path.includes('?') ? '&' : '?';
    return resources((await foundation.ask(`GET ${path}${separator}per_page=5000`)).body);
  }
});

describe('the app of the sample foundation whose newest program crashes', () => {
  let foundation: AskedFoundation;

  before(async () => {
    foundation = await askedFoundation({ data: 'small' });
  });

  after(() => foundation.close());

  it('went back to the previous droplet, and cannot be deployed with the newest', async () => {
    const { ask, tick } = foundation;
    const app = textAt(
      (await ask('GET /v3/apps?names=shift-planner')).body,
      'resources',
      0,
      'guid',
    );
    const crashes = await ask(
      `GET /v3/audit_events?target_guids=${app}&types=audit.app.process.crash`,
    );
    assert.equal(textAt(crashes.body, 'resources', 0, 'actor', 'type'), 'process');
    const running = await ask(`GET /v3/apps/${app}/processes/web/stats`);
    assert.equal(textAt(running.body, 'resources', 0, 'state'), 'RUNNING');
    const staged = await ask(`GET /v3/apps/${app}/droplets?states=STAGED&order_by=-created_at`);
    const { body } = await ask('POST /v3/deployments', {
      droplet: { guid: textAt(staged.body, 'resources', 0, 'guid') },
      relationships: { app: { data: { guid: app } } },
    });
    tick(30);
    const deployment = await ask(`GET /v3/deployments/${textAt(body, 'guid')}`);
    assert.equal(textAt(deployment.body, 'status', 'reason'), 'DEPLOYING');
    const crashed = await ask(`GET /v3/apps/${app}/processes/web/stats`);
    assert.equal(textAt(crashed.body, 'resources', 0, 'state'), 'CRASHED');
  });
});
