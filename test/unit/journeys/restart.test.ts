import assert from 'node:assert/strict';
import { planAssignment } from '../../../src/changes/planning.ts';
import { restartApp } from '../../../src/changes/restart.ts';
import { runStoppedAssignment, stoppedAssignment } from '../../../src/changes/stoppedAssignment.ts';
import { toCfCurl } from '../../../src/cloudfoundry/cfCurl.ts';
import type { App } from '../../../src/cloudfoundry/resources/app.ts';
import type { Droplet } from '../../../src/cloudfoundry/resources/droplet.ts';
import type { SampleOptions } from '../../../src/sample/options.ts';
import { findApp } from './support/findApp.ts';
import { Session } from './support/session.ts';

/** Long enough for instances that start a hundred times as fast as usual. */
const delays = Array<number>(40).fill(50);

describe('Restarting an app', () => {
  let session: Session;

  afterEach(() => session.close());

  const restarts: readonly (readonly [string, Partial<SampleOptions>])[] = [
    ['today', {}],
    ['3.99', { apiVersion: '3.99.0' }],
    ['3.35', { apiVersion: '3.35.0' }],
    ['Korifi', { korifi: true }],
  ];
  for (const [name, options] of restarts) {
    it(`takes one request, and is confirmed by its instances: API of ${name}`, async () => {
      session = await Session.open({ ...options, speed: 100 });
      const client = await session.row.connection.client();
      const { app } = await findApp(client, 'checkout');
      session.wire();
      assert.deepEqual(await restartApp(client, app, { delays }), {
        kind: 'done',
        answer: { running: 2, instances: 2 },
        despite: null,
      });
      const writes = session.wire().filter(({ method }) => method !== 'GET');
      assert.deepEqual(
        writes.map(({ method, path, status }) => [method, path, status]),
        [['POST', `/v3/apps/${app.guid}/actions/restart`, 200]],
      );
    });
  }

  it('says which instances crash, and how they ended', async () => {
    session = await Session.open({ speed: 100, crash: true });
    const client = await session.row.connection.client();
    const { app } = await findApp(client, 'checkout');
    const outcome = await restartApp(client, app, { delays });
    assert.ok(outcome.kind === 'crashing');
    const [problem] = outcome.problems;
    assert.equal(problem?.type, 'web');
    assert.match(problem.details ?? '', /status 1/);
  });

  const eras: readonly (readonly [string, Partial<SampleOptions>])[] = [
    ['3.45', { apiVersion: '3.45.0' }],
    ['2016', { generation: '2016' }],
    ['2015', { generation: '2015' }],
  ];
  for (const [name, options] of eras) {
    it(`takes its place around an assignment to an app that runs: API of ${name}`, async () => {
      session = await Session.open(options);
      const client = await session.row.connection.client();
      const { app, droplets } = await findApp(client, 'checkout');
      const current = await client.currentDroplet(app);
      const isOther = ({ guid }: Droplet) => current.kind === 'assigned' && guid !== current.guid;
      const candidate = droplets.find(isOther);
      assert.ok(candidate);
      const planned = await planAssignment(client, app, candidate, null);
      assert.ok(planned.kind === 'plan' && planned.plan.mustStopFirst);
      const sequence = stoppedAssignment(planned.plan, client.scope);
      session.wire();
      assert.deepEqual(await runStoppedAssignment(client, sequence), { kind: 'done' });
      const writes = session.wire().filter(({ method }) => method !== 'GET');
      assert.deepEqual(
        writes.map(({ method, path, status }) => [method, path, status]),
        sequence.steps.map(({ request }) => [request.method, request.url.pathname, 200]),
      );
      const now: App = await client.app({ href: `/v3/apps/${app.guid}`, method: 'GET' });
      assert.equal(now.state, 'STARTED');
      assert.deepEqual(await client.currentDroplet(now), {
        kind: 'assigned',
        guid: candidate.guid,
      });
      assert.deepEqual(
        sequence.steps.map(({ request }) => toCfCurl(request).split("'", 1)[0]),
        sequence.steps.map(({ request }) => `cf curl -X ${request.method} `),
      );
    });
  }
});
