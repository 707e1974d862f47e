import assert from 'node:assert/strict';
import { planFrom } from '../../src/changes/plan.ts';
import type { ChangeRequest } from '../../src/cloudfoundry/change.ts';
import { deploymentPreview, labelsPreview } from '../../src/views/changePreviews.ts';
import { aDroplet, anApp } from '../support/builders.ts';
import { anExplorerOf, closeFoundations, openAll, startFoundation } from './support/foundation.ts';

const place = { organization: 'acme', space: 'prod' };

describe('What is asked before a change', () => {
  afterEach(closeFoundations);

  it('names the place of the app whose labels are changed, for another one may be called so, too', async () => {
    const { app, client } = await stopped();
    const changes = [{ key: 'env', from: null, to: 'prod' }];
    const request = requestTo(client.discovery.v3.href);
    const { detail } = labelsPreview(`app ${app.name}`, app, place, changes, request);
    assert.match(detail, /^App: \S+ in acme \/ prod\n\nenv: \(none\) → prod\n/);
  });

  it('says that a deployment starts an app that is stopped', async () => {
    const { app, candidate, client } = await stopped();
    const planned = planFrom(
      {
        app,
        candidate,
        current: { kind: 'assigned', guid: 'droplet-1' },
        currentDroplet: null,
        processes: null,
        deployments: null,
        permissions: null,
        sidecars: null,
        place: null,
      },
      client.discovery,
    );
    if (planned.kind !== 'plan') assert.fail();
    const order = { dropletGuid: candidate.guid, strategy: 'rolling', maxInFlight: 1 } as const;
    const request = requestTo(client.discovery.v3.href);
    const { detail } = deploymentPreview(planned.plan, place, order, request);
    assert.match(detail, /It is stopped now: the deployment starts it\./);
    assert.doesNotMatch(detail, /bit by bit/);
  });
});

/** An app that is stopped, and a droplet that is not its current one. */
async function stopped() {
  const app = { ...anApp({ current: 'droplet-1' }), state: 'STOPPED' };
  const { server } = await startFoundation({
    apps: [app],
    droplets: [aDroplet({ guid: 'droplet-2' })],
  });
  const { explorer, rows } = await anExplorerOf(server);
  const opened = await openAll(explorer);
  const client = await (rows[0] ?? assert.fail()).connection.client();
  return { app: opened.app.app, candidate: opened.droplet.droplet, client };
}

function requestTo(api: string): ChangeRequest {
  return { method: 'POST', url: new URL('/v3/deployments', api), body: '{}' };
}
