import assert from 'node:assert/strict';
import {
  RefusedLinkError,
  toCloudControllerError,
  UnreachableError,
} from '../../../src/cloudfoundry/errors.ts';
import { toDroplet } from '../../../src/cloudfoundry/generations/droplet.ts';
import { toApp } from '../../../src/cloudfoundry/resources/app.ts';
import { toAuditEvent } from '../../../src/cloudfoundry/resources/auditEvent.ts';
import { toBuild } from '../../../src/cloudfoundry/resources/build.ts';
import { toDeployment } from '../../../src/cloudfoundry/resources/deployment.ts';
import { toPackage } from '../../../src/cloudfoundry/resources/package.ts';
import { toRevision } from '../../../src/cloudfoundry/resources/revision.ts';
import { loadLifecycle, type LifecycleClient } from '../../../src/explorer/lifecycle.ts';

const app = toApp({
  guid: 'app-1',
  name: 'web',
  links: {
    self: { href: '/v3/apps/app-1' },
    current_droplet: { href: '/v3/apps/app-1/droplets/current' },
    processes: { href: '/v3/apps/app-1/processes' },
  },
});
const listed = toDroplet({
  guid: 'd-1',
  state: 'STAGED',
  execution_metadata: '[PRIVATE DATA HIDDEN IN LISTS]',
  links: { self: { href: '/v3/droplets/d-1' }, package: { href: '/v3/packages/p-1' } },
});
const whole = toDroplet({ ...listed.raw, execution_metadata: 'whole' });

/** A foundation that answers everything, counts what it is asked, and takes other answers for some questions. */
function aClient(answers: Partial<LifecycleClient> = {}) {
  const asked: string[] = [];
  const full: LifecycleClient = {
    droplet: async () => whole,
    current: async () => ({
      current: { kind: 'assigned', guid: whole.guid },
      whole: null,
      error: null,
    }),
    processes: async () => [],
    package: async () => toPackage({ guid: 'p-1' }),
    builds: async () => [
      toBuild({ guid: 'b-2', droplet: { guid: 'd-2' }, package: { guid: 'p-1' } }),
      toBuild({ guid: 'b-1', droplet: { guid: 'd-1' }, package: { guid: 'p-1' } }),
    ],
    assignments: async () => [
      toAuditEvent({ guid: 'e-2', data: { request: { droplet_guid: 'd-1' } } }),
      toAuditEvent({ guid: 'e-1', data: { request: { droplet_guid: 'd-0' } } }),
    ],
    deployments: async () => [toDeployment({ guid: 'dep-1', droplet: { guid: 'd-1' } })],
    revisions: async () => [toRevision({ guid: 'r-1', droplet: { guid: 'd-1' } })],
    ...answers,
  };
  const client: LifecycleClient = {
    droplet: (...args) => (asked.push('droplet'), full.droplet(...args)),
    current: (...args) => (asked.push('currentDroplet'), full.current(...args)),
    processes: (...args) => (asked.push('processes'), full.processes(...args)),
    package: (...args) => (asked.push('package'), full.package(...args)),
    builds: (...args) => (asked.push('builds'), full.builds(...args)),
    assignments: (...args) => (asked.push('assignments'), full.assignments(...args)),
    deployments: (...args) => (asked.push('deployments'), full.deployments(...args)),
    revisions: (...args) => (asked.push('revisions'), full.revisions(...args)),
  };
  return { client, asked };
}

function anError(status: number, code: number, detail = 'no') {
  return toCloudControllerError(
    { method: 'GET', url: 'https://api/v3', status, requestId: null, retryAfter: null },
    JSON.stringify({ errors: [{ code, title: 'CF-Error', detail }] }),
  );
}

const never = new AbortController().signal;

describe('loadLifecycle', () => {
  it('loads the complete droplet and everything about it, each with one request', async () => {
    const { client, asked } = aClient();
    const lifecycle = await loadLifecycle(client, app, listed, never);
    assert.equal(lifecycle.droplet, whole);
    assert.equal(lifecycle.partial, null);
    assert.ok(lifecycle.build.kind === 'known' && lifecycle.build.value.guid === 'b-1');
    assert.ok(lifecycle.package.kind === 'known' && lifecycle.package.value.guid === 'p-1');
    assert.deepEqual(asked.toSorted(), [
      'assignments',
      'builds',
      'currentDroplet',
      'deployments',
      'droplet',
      'package',
      'revisions',
    ]);
  });

  it('keeps only what concerns this droplet', async () => {
    const { client } = aClient();
    const { assignments } = await loadLifecycle(client, app, listed, never);
    assert.ok(assignments.kind === 'known');
    assert.deepEqual(
      assignments.value.map((event) => event.guid),
      ['e-2'],
    );
  });

  const failures = [
    ['noEndpoint', anError(404, 10000)],
    ['noPermission', anError(403, 10003)],
    ['notRecorded', anError(404, 10010)],
    ['failed', anError(503, 10015)],
    ['failed', new UnreachableError('https://api', 'timeout', 'no answer', null)],
  ] as const;
  for (const [reason, error] of failures) {
    it(`says ${reason} for a part that fails with ${error.message}, and loads the rest`, async () => {
      const { client } = aClient({ package: () => Promise.reject(error) });
      const lifecycle = await loadLifecycle(client, app, listed, never);
      assert.deepEqual(lifecycle.package, { kind: 'missing', reason, message: error.message });
      assert.equal(lifecycle.build.kind, 'known');
      assert.equal(lifecycle.revisions.kind, 'known');
    });
  }

  it('says that a part is not recorded when nothing is about this droplet', async () => {
    const { client } = aClient({
      builds: async () => [toBuild({ guid: 'b-2', droplet: { guid: 'd-2' } })],
      assignments: async () => [],
      deployments: async () => [toDeployment({ guid: 'dep', droplet: { guid: null } })],
    });
    const lifecycle = await loadLifecycle(client, app, listed, never);
    for (const part of [lifecycle.build, lifecycle.assignments, lifecycle.deployments]) {
      assert.ok(part.kind === 'missing');
      assert.equal(part.reason, 'notRecorded');
    }
  });

  it('asks for no package when the droplet names none', async () => {
    const { client, asked } = aClient();
    const copied = toDroplet({ guid: 'd-1', links: { self: { href: '/v3/droplets/d-1' } } });
    const lifecycle = await loadLifecycle(client, app, copied, never);
    assert.ok(lifecycle.package.kind === 'missing' && lifecycle.package.reason === 'notRecorded');
    assert.ok(!asked.includes('package'));
  });

  it('finds the build of a droplet that is still being staged by its package', async () => {
    const staging = toDroplet({ ...listed.raw, state: 'STAGING' });
    const { client } = aClient({
      droplet: async () => staging,
      builds: async () => [
        toBuild({ guid: 'b-1', state: 'STAGING', package: { guid: 'p-1' }, droplet: null }),
      ],
    });
    const { build } = await loadLifecycle(client, app, listed, never);
    assert.ok(build.kind === 'known');
    assert.equal(build.value.guid, 'b-1');
  });

  it('fails when the droplet is gone, and aborts the other requests', async () => {
    const gone = anError(404, 10010, 'Droplet not found');
    let isGivenUp = false;
    const { client } = aClient({
      droplet: () => Promise.reject(gone),
      builds: (_app, _package, signal) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => {
            isGivenUp = true;
            reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
          });
        }),
    });
    await assert.rejects(loadLifecycle(client, app, listed, never), gone);
    assert.ok(isGivenUp);
  });

  it('shows what the list said when the link to the droplet cannot be followed', async () => {
    const refused = new RefusedLinkError('string', 'The link string is not followed.');
    const { client } = aClient({ droplet: () => Promise.reject(refused) });
    const lifecycle = await loadLifecycle(client, app, listed, never);
    assert.equal(lifecycle.droplet, listed);
    assert.equal(lifecycle.partial, refused.message);
  });

  it('shows what the list said when there is no link to the droplet', async () => {
    const { client, asked } = aClient();
    const lifecycle = await loadLifecycle(client, app, toDroplet({ guid: 'd-1' }), never);
    assert.ok(lifecycle.partial !== null);
    assert.ok(!asked.includes('droplet'));
  });
});
