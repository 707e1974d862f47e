import assert from 'node:assert/strict';
import { assign } from '../../../src/changes/assign.ts';
import { guardAssignment } from '../../../src/changes/guard.ts';
import { planAssignment } from '../../../src/changes/planning.ts';
import type { CloudFoundryClient } from '../../../src/cloudfoundry/client.ts';
import { Connection } from '../../../src/cloudfoundry/connection.ts';
import { silentLog } from '../../../src/cloudfoundry/log.ts';
import type { App } from '../../../src/cloudfoundry/resources/app.ts';
import type { Droplet } from '../../../src/cloudfoundry/resources/droplet.ts';
import { startSampleFoundation } from '../../../src/sample/foundation.ts';
import type { SampleOptions } from '../../../src/sample/options.ts';
import { answer, closeServers, cutOff, hang, html, reset } from '../../support/hostileServer.ts';
import { startLossyServer, type Fate } from '../../support/lossyServer.ts';
import { findApp } from './support/findApp.ts';

/** Runs per API; 300 in all. */
const runs = 60;

const fates = ['arrives', 'answerLost', 'requestLost'] as const;
const fateOf = (count: number): Fate => fates[count % 3] ?? 'arrives';

const losses = [reset, answer(502), cutOff('{"data":'), html('<h1>Bad Gateway</h1>', 504)];
// Time-outs take their time: one for a lost answer, one for a lost request.
const lossOf = (count: number) => (count <= 2 ? hang : (losses[count % 4] ?? reset));

const cases: readonly (readonly [
  name: string,
  method: 'PATCH' | 'PUT',
  app: string,
  options: Partial<SampleOptions>,
])[] = [
  ['today', 'PATCH', 'storefront', {}],
  ['3.99', 'PATCH', 'storefront', { apiVersion: '3.99.0' }],
  ['Korifi', 'PATCH', 'checkout', { korifi: true }],
  ['2016', 'PUT', 'old-homepage', { generation: '2016' }],
  ['2015', 'PUT', 'old-homepage', { generation: '2015' }],
];

async function currentGuid(client: CloudFoundryClient, app: App): Promise<string | null> {
  const current = await client.currentDroplet(app);
  return current.kind === 'assigned' ? current.guid : null;
}

/** One assignment from preview to message. @returns whether it was said to be current */
async function run(client: CloudFoundryClient, app: App, candidate: Droplet): Promise<boolean> {
  const planned = await planAssignment(client, app, candidate, null);
  if (planned.kind !== 'plan') assert.fail(JSON.stringify(planned.reason));
  assert.equal((await guardAssignment(client, planned.plan)).kind, 'unchanged');
  const outcome = await assign(client, planned.plan, [0, 1, 2]);
  if (outcome.kind === 'unverified') assert.fail(String(outcome.error));
  return outcome.kind === 'done';
}

describe('Assigning when answers and requests are lost', () => {
  const ends: (() => Promise<void>)[] = [];

  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
    await closeServers();
  });

  function connect(api: string, accessToken: string): Connection {
    const tokens = { accessToken, refreshToken: null, expiresAt: null };
    const connection = new Connection({
      api: new URL(api),
      store: { load: async () => tokens, save: async () => undefined },
      log: silentLog,
      limits: { idleTimeout: 700 },
    });
    ends.unshift(() => connection.close());
    return connection;
  }

  for (const [name, method, appName, options] of cases) {
    it(`writes once each time and says what is, in ${runs} runs: API of ${name}`, async () => {
      const sample = await startSampleFoundation(options);
      ends.push(() => sample.close());
      const lossy = await startLossyServer(sample.api, fateOf, lossOf);
      const token = sample.tokenFor('dev');
      const client = await connect(lossy.origin, token).client();
      const witness = await connect(sample.api, token).client();
      const { app, droplets } = await findApp(client, appName);

      let assigned = 0;
      for (let count = 1; count <= runs; count += 1) {
        const before = await currentGuid(witness, app);
        const candidate = droplets.find(({ guid }) => guid !== before);
        assert.ok(candidate);
        const isSaid = await run(client, app, candidate);
        assert.equal(lossy.requests.filter((each) => each.method === method).length, count);
        const after = await currentGuid(witness, app);
        assert.equal(isSaid, fateOf(count) !== 'requestLost');
        assert.equal(after, isSaid ? candidate.guid : before);
        if (isSaid) assigned += 1;
      }
      assert.equal(assigned, (2 * runs) / 3);
      const arrived = sample.requests.filter((each) => each.method !== 'GET');
      assert.equal(arrived.filter((each) => each.method === method).length, assigned);
      assert.equal(lossy.requests.filter((each) => each.method !== 'GET').length, runs);
    }).timeout(60_000);
  }
});
