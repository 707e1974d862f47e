import assert from 'node:assert/strict';
import { toCloudControllerError } from '../../../src/cloudfoundry/errors.ts';
import { toDroplet } from '../../../src/cloudfoundry/generations/droplet.ts';
import type { JsonObject } from '../../../src/cloudfoundry/json.ts';
import { toApp } from '../../../src/cloudfoundry/resources/app.ts';
import { toProcess } from '../../../src/cloudfoundry/resources/process.ts';
import { readCurrent } from '../../../src/cloudfoundry/current.ts';
import { loadCurrentParts, type CurrentClient } from '../../../src/explorer/currentParts.ts';
import {
  aDroplet,
  aDropletOf2015,
  aDropletOf2016,
  anApp,
  anAppOf2015,
  anAppOf2016,
  anAppOf399,
} from '../../support/builders.ts';

const never = new AbortController().signal;
const processes = { processes: { href: '/v3/apps/app-1/processes' } };
const questions = { current_droplet: { href: '/v3/apps/app-1/droplets/current' }, ...processes };

/** A foundation whose app has this current droplet, if any, and that tells what it was asked. */
function aFoundation(app: JsonObject, current: JsonObject | null) {
  const asked: string[] = [];
  const answers = {
    app: async () => (asked.push('app'), toApp(app)),
    whole: async () => (asked.push('current'), current && toDroplet(current)),
  };
  const client: CurrentClient = {
    current: async (of, unless) => readCurrent(answers, of, unless),
    processes: async () => (asked.push('processes'), [toProcess({ guid: 'p', type: 'web' })]),
  };
  return { client, asked };
}

const generations = {
  2015: [anAppOf2015({ current: 'other' }), aDropletOf2015, ['app', 'current']],
  2016: [anAppOf2016(), aDropletOf2016, ['current']],
  'before 3.175': [anAppOf399({ links: questions }), aDroplet, ['current', 'processes']],
  today: [anApp({ current: 'other', links: questions }), aDroplet, ['current', 'processes']],
} as const;

describe('loadCurrentParts', () => {
  for (const [year, [app, make, expected]] of Object.entries(generations)) {
    it(`loads the complete current droplet when it is another one: ${year}`, async () => {
      const { client, asked } = aFoundation(app, make({ guid: 'other' }));
      const listed = toDroplet(make({ guid: 'this' }));
      const parts = await loadCurrentParts(client, toApp(app), listed, never);
      assert.deepEqual(parts.current, {
        kind: 'known',
        value: { kind: 'assigned', guid: 'other' },
      });
      assert.ok(parts.currentDroplet.kind === 'known');
      assert.equal(parts.currentDroplet.value.guid, 'other');
      assert.deepEqual(asked, expected);
    });
  }

  it('asks for nothing else when this is the current one', async () => {
    for (const [app, current, expected] of [
      [anApp({ links: questions }), aDroplet({ guid: 'this' }), ['current']],
      [anAppOf2015({ current: 'this' }), null, ['app']],
    ] as const) {
      const { client, asked } = aFoundation(app, current);
      const listed = toDroplet(aDroplet({ guid: 'this' }));
      const parts = await loadCurrentParts(client, toApp(app), listed, never);
      assert.deepEqual(parts.current, { kind: 'known', value: { kind: 'assigned', guid: 'this' } });
      assert.equal(parts.currentDroplet.kind, 'missing');
      assert.equal(parts.processes.kind, 'missing');
      assert.deepEqual(asked, expected);
    }
  });

  it('recognizes an app without a current droplet', async () => {
    for (const app of [anApp({ links: questions }), anAppOf2015({})]) {
      const { client } = aFoundation(app, null);
      const listed = toDroplet(aDroplet({ guid: 'this' }));
      const parts = await loadCurrentParts(client, toApp(app), listed, never);
      assert.deepEqual(parts.current, { kind: 'known', value: { kind: 'none' } });
      assert.equal(parts.currentDroplet.kind, 'missing');
    }
  });

  it('asks for no processes when the droplet cannot be assigned', async () => {
    const app = anApp({ links: questions });
    const { client, asked } = aFoundation(app, aDroplet({ guid: 'other' }));
    const failed = toDroplet(aDroplet({ guid: 'this', state: 'FAILED' }));
    await loadCurrentParts(client, toApp(app), failed, never);
    assert.deepEqual(asked, ['current']);
  });

  it('says why a part is unavailable, and loads the others', async () => {
    const error = toCloudControllerError(
      { method: 'GET', url: 'https://api/v3', status: 403, requestId: null, retryAfter: null },
      JSON.stringify({ errors: [{ code: 10003, title: 'CF-NotAuthorized', detail: 'no' }] }),
    );
    const app = anApp({ links: questions });
    const { client } = aFoundation(app, aDroplet({ guid: 'other' }));
    const listed = toDroplet(aDroplet({ guid: 'this' }));
    const without = async (parts: Partial<CurrentClient>) =>
      loadCurrentParts({ ...client, ...parts }, toApp(app), listed, never);
    const noProcesses = await without({ processes: () => Promise.reject(error) });
    assert.ok(noProcesses.processes.kind === 'missing');
    assert.equal(noProcesses.processes.reason, 'noPermission');
    assert.equal(noProcesses.currentDroplet.kind, 'known');
    const noCurrent = await without({ current: () => Promise.reject(error) });
    assert.ok(noCurrent.current.kind === 'missing');
    assert.equal(noCurrent.current.reason, 'noPermission');
  });
});
