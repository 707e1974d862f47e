import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { assign } from '../../../../src/changes/assign.ts';
import { deleteDroplet, guardDeletion } from '../../../../src/changes/deletion.ts';
import { guardAssignment, guardDeployment } from '../../../../src/changes/guard.ts';
import type { AssignmentPlan } from '../../../../src/changes/plan.ts';
import { planAssignment } from '../../../../src/changes/planning.ts';
import { freshApp, freshDroplet } from '../../../../src/changes/refetch.ts';
import { relabel } from '../../../../src/changes/relabel.ts';
import { restartApp } from '../../../../src/changes/restart.ts';
import { planRestart } from '../../../../src/changes/restartPlan.ts';
import { cancelDeployment, continueDeployment } from '../../../../src/changes/rolloutSteps.ts';
import { startRollout } from '../../../../src/changes/startRollout.ts';
import {
  runStoppedAssignment,
  stoppedAssignment,
} from '../../../../src/changes/stoppedAssignment.ts';
import type { CloudFoundryClient } from '../../../../src/cloudfoundry/client.ts';
import { RefusedLinkError } from '../../../../src/cloudfoundry/errors.ts';
import type { App } from '../../../../src/cloudfoundry/resources/app.ts';
import type { Deployment } from '../../../../src/cloudfoundry/resources/deployment.ts';
import type { Droplet } from '../../../../src/cloudfoundry/resources/droplet.ts';
import { fetchDroplet } from '../../../../src/explorer/lookup.ts';
import type { AppRow } from '../../../../src/explorer/rows.ts';
import {
  absent,
  candidates,
  expect,
  says,
  type Cell,
  type Stop,
  type Tour,
  shown,
} from './tour.ts';

/** Before the API is asked again, in milliseconds: the sample goes faster than usual. */
const delays: readonly number[] = [0, 50, 100, 200, 400];

/** Everything that the extension does with an app and its droplets, in the order in which it is done here. */
export const operations: readonly Stop[] = [
  {
    name: 'Go to a droplet by guid',
    visit: async ({ open }) => {
      const row = await open('storefront');
      const { guid } = candidates(row).second;
      row.droplets.reset();
      return expect((await fetchDroplet(row, guid)).droplet.guid === guid, guid);
    },
  },
  {
    name: 'Compare with the current one',
    visit: async ({ client, open }) => {
      const row = await open('storefront');
      const asked = client.current(row.app, candidates(row).first.guid);
      return shown(asked, ({ error, whole }) => whole !== null && error === null);
    },
  },
  {
    name: 'Preview an assignment',
    visit: async ({ client, open }) => {
      const { plan } = await planned(client, await open('catalog'));
      return expect(plan.current.kind === 'assigned', plan.current);
    },
  },
  {
    name: 'Assign while the app runs',
    visit: async ({ client, open }) => {
      const { plan } = await planned(client, await open('catalog'));
      // The only answer that the preview then offers.
      if (plan.mustStopFirst) return says('Stop, Assign and Start');
      const guarded = await guardAssignment(client, plan);
      assert.equal(guarded.kind, 'unchanged');
      const outcome = await assign(client, plan, delays);
      return expect(outcome.kind === 'done' && outcome.despite === null, outcome.kind);
    },
  },
  {
    name: 'Stop, assign and start',
    visit: async ({ client, open }) => {
      const { plan } = await planned(client, await open('catalog'));
      if (!plan.mustStopFirst) return absent;
      const sequence = stoppedAssignment(plan, client.scope);
      const outcome = await runStoppedAssignment(client, sequence, undefined, delays);
      return outcome.kind === 'done' ? expect(true, null) : fault(outcome.error);
    },
  },
  {
    name: 'Restart',
    visit: async ({ client, open }) => {
      const { app } = await planRestart(client, (await open('checkout')).app);
      const outcome = await restartApp(client, app, { delays: [...delays, ...delays, ...delays] });
      return expect(outcome.kind === 'done', outcome.kind);
    },
  },
  {
    name: 'Edit labels of an app',
    visit: async ({ client, open }) => {
      if (!client.can.appLabels) return says('labels came with 3.62');
      const { app } = await open('checkout');
      const outcome = await relabel(client, app, () => freshApp(client, app), [change], delays);
      return expect(outcome.kind === 'done', outcome.kind);
    },
  },
  {
    name: 'Edit labels of a droplet',
    visit: async ({ client, open }) => {
      if (!client.can.dropletLabels) return says('labels came with 3.65');
      const { first } = candidates(await open('checkout'));
      const look = () => freshDroplet(client, first);
      const outcome = await relabel(client, first, look, [change], delays);
      return expect(outcome.kind === 'done', outcome.kind);
    },
  },
  {
    name: 'Download',
    visit: async ({ client, open }) => {
      const { first } = candidates(await open('checkout'));
      const link = (await freshDroplet(client, first)).links['download'];
      if (!link) return says('The API advertises no link to download the droplet.');
      const bits = await client.bits(link).open(null, new AbortController().signal);
      bits.discard();
      return expect(bits.offset === 0, bits.offset);
    },
  },
  {
    name: 'Deploy',
    visit: async ({ client, open }) => {
      if (!client.can.deployDroplet) return says('its API is older than 3.58');
      const { deployment, candidate } = await deploy(client, await open('search-api'), 'rolling');
      return expect(deployment.dropletGuid === candidate.guid, deployment);
    },
  },
  {
    name: 'Cancel a deployment',
    visit: async (tour) => {
      const running = await runningDeployment(tour);
      if (!running) return absent;
      try {
        const outcome = await cancelDeployment(tour.client, running, delays);
        return expect(outcome.kind === 'done', outcome.kind);
      } catch (error) {
        // Nothing was sent.
        if (error instanceof RefusedLinkError) return says(error.message);
        throw error;
      }
    },
  },
  {
    name: 'Canary, continue',
    visit: async ({ client, open }) => {
      if (!client.can.canary) return absent;
      const { deployment } = await deploy(client, await open('checkout', 'staging'), 'canary');
      const paused = await pausedOf(client, deployment);
      const outcome = await continueDeployment(client, paused, delays);
      return expect(outcome.kind === 'done', outcome.kind);
    },
  },
  {
    name: 'Delete a droplet',
    visit: async ({ client, open }) => {
      const row = await open('storefront');
      const oldest = candidates(row).second;
      const pauses = { job: [...delays, ...delays], droplet: delays };
      assert.equal((await guardDeletion(client, row.app, oldest)).kind, 'unchanged');
      const deletion = await deleteDroplet(client, oldest, pauses);
      return expect(deletion.kind === 'done', deletion.kind);
    },
  },
];

const change = { key: 'tested', from: null, to: 'yes' };

function fault(error: unknown): Cell {
  return { kind: 'fault', text: String(error) };
}

async function planned(
  client: CloudFoundryClient,
  row: AppRow,
): Promise<{ readonly app: App; readonly candidate: Droplet; readonly plan: AssignmentPlan }> {
  const { first } = candidates(row);
  const result = await planAssignment(client, row.app, first, null);
  if (result.kind === 'unassignable') throw new Error(JSON.stringify(result.reason));
  return { app: row.app, candidate: first, plan: result.plan };
}

async function deploy(
  client: CloudFoundryClient,
  row: AppRow,
  strategy: 'rolling' | 'canary',
): Promise<{ readonly deployment: Deployment; readonly candidate: Droplet }> {
  const { app, candidate, plan } = await planned(client, row);
  const guarded = await guardDeployment(client, plan);
  assert.equal(guarded.kind, 'unchanged');
  const order = { dropletGuid: candidate.guid, strategy, maxInFlight: 1 };
  const started = await startRollout(client, app, order, delays);
  assert.ok(started.kind === 'done', started.kind);
  return { deployment: started.answer, candidate };
}

/** One of our own where it can be deployed, else one that somebody has started. */
async function runningDeployment({ client, open }: Tour): Promise<Deployment | null> {
  const known = client.can;
  if (!known.deployments) return null;
  const row = await open('storefront', 'staging');
  if (known.deployDroplet) return (await deploy(client, row, 'rolling')).deployment;
  const [active] = await client.activeDeployments((await open('checkout', 'prod')).app);
  return active ?? null;
}

async function pausedOf(client: CloudFoundryClient, deployment: Deployment): Promise<Deployment> {
  const { self } = deployment.links;
  assert.ok(self);
  for (let looks = 0; looks < 100; looks += 1) {
    const now = await client.deployment(self);
    if (now.reason === 'PAUSED') return now;
    await setTimeout(50);
  }
  throw new Error('the canary is not paused');
}
