import assert from 'node:assert/strict';
import { planAssignment } from '../../../src/changes/planning.ts';
import { AssignmentLog, type LoggedAssignment } from '../../../src/changes/undo.ts';
import type { CloudFoundryClient } from '../../../src/cloudfoundry/client.ts';
import { CloudControllerError } from '../../../src/cloudfoundry/errors.ts';
import {
  anAssignableApp,
  dropletNotFound,
  generations,
  planOf,
  somePlace,
} from '../../support/assignable.ts';
import { closeTransports } from '../../support/clients.ts';
import { closeServers, json } from '../../support/hostileServer.ts';

/** An undo is planned like every assignment. */
async function planUndo(client: CloudFoundryClient, { app, from, place }: LoggedAssignment) {
  assert.ok(from);
  return planAssignment(client, app, from, place);
}

afterEach(async () => {
  await closeTransports();
  await closeServers();
});

describe('AssignmentLog', () => {
  it('keeps the latest 20, newest first', async () => {
    const plan = await planOf(await anAssignableApp(generations.modern));
    const log = new AssignmentLog();
    for (let day = 1; day <= 25; day += 1) log.record('f', plan, somePlace, new Date(2026, 0, day));
    assert.equal(log.entries.length, 20);
    assert.deepEqual(log.entries[0]?.at, new Date(2026, 0, 25));
    assert.deepEqual(log.entries.at(-1)?.at, new Date(2026, 0, 6));
  });

  it('records the app, the previous droplet and the new droplet', async () => {
    const plan = await planOf(await anAssignableApp(generations.modern));
    const { app, foundation, from, to } = new AssignmentLog().record('f', plan, somePlace);
    assert.deepEqual(
      [foundation, app.guid, from?.guid, to.guid],
      ['f', 'app-1', 'droplet-1', 'droplet-2'],
    );
  });
});

for (const [name, generation] of Object.entries(generations)) {
  describe(`An undo, in the API of ${name}`, () => {
    it('assigns the previous droplet, through its own link', async () => {
      const foundation = await anAssignableApp(generation);
      const entry = new AssignmentLog().record('f', await planOf(foundation), somePlace);
      foundation.setCurrent('droplet-2');
      const planned = await planUndo(foundation.client, entry);
      assert.ok(planned.kind === 'plan');
      const { candidate, current, request } = planned.plan;
      assert.equal(candidate.guid, 'droplet-1');
      assert.deepEqual(current, { kind: 'assigned', guid: 'droplet-2' });
      assert.equal(request.method, generation.method);
      assert.equal(request.url.pathname, generation.path);
      assert.match(request.body, /droplet-1/);
      assert.deepEqual(foundation.writes(), []);
    });
  });
}

describe('An undo', () => {
  it('is not possible when no droplet was current before', async () => {
    const foundation = await anAssignableApp(generations.modern, {
      instead: {
        '/v3/apps/app-1': json(generations.modern.app(null)),
        '/v3/apps/app-1/droplets/current': dropletNotFound,
      },
    });
    const entry = new AssignmentLog().record('f', await planOf(foundation), somePlace);
    assert.equal(entry.from, null);
  });

  it('has nothing to do when the previous droplet is current again', async () => {
    const foundation = await anAssignableApp(generations.modern);
    const entry = new AssignmentLog().record('f', await planOf(foundation), somePlace);
    assert.deepEqual(await planUndo(foundation.client, entry), {
      kind: 'unassignable',
      reason: { kind: 'current' },
    });
  });

  it('fails when the previous droplet was deleted', async () => {
    const foundation = await anAssignableApp(generations.modern);
    const entry = new AssignmentLog().record('f', await planOf(foundation), somePlace);
    foundation.instead['/v3/droplets/droplet-1'] = dropletNotFound;
    await assert.rejects(
      planUndo(foundation.client, entry),
      (error) => error instanceof CloudControllerError && error.isNotFound,
    );
  });
});
