import assert from 'node:assert/strict';
import type { AssignmentPlan } from '../../../src/changes/plan.ts';
import { planAssignment } from '../../../src/changes/planning.ts';
import {
  CloudControllerError,
  NotCloudFoundryError,
  UnreachableError,
} from '../../../src/cloudfoundry/errors.ts';
import { toDroplet } from '../../../src/cloudfoundry/generations/droplet.ts';
import { asObject } from '../../../src/cloudfoundry/json.ts';
import { toApp } from '../../../src/cloudfoundry/resources/app.ts';
import { anAssignableApp, dropletNotFound, generations, planOf } from '../../support/assignable.ts';
import { aDroplet, aDropletOf2015, anApp, anAppOf399 } from '../../support/builders.ts';
import { aClient, closeTransports, failureOf } from '../../support/clients.ts';
import {
  answer,
  apiError,
  closeServers,
  html,
  json,
  reset,
  type Reply,
} from '../../support/hostileServer.ts';

type Foundation = Awaited<ReturnType<typeof anAssignableApp>>;

async function planned({ client, app, candidate }: Foundation) {
  return planAssignment(client, app, candidate, null);
}

/** The plan for a modern app, where the API is of this version and says this of the app. */
async function planIn(fields: { version?: string; state?: string; restarts?: boolean }) {
  const app = anApp({ current: 'droplet-1', state: fields.state ?? 'STARTED' });
  const foundation = await anAssignableApp(
    {
      ...generations.modern,
      discovery: {
        version: fields.version ?? '3.228.0',
        isKorifi: fields.restarts ?? false,
      },
    },
    { instead: { '/v3/apps/app-1': json(app) } },
  );
  return planOf(foundation);
}

afterEach(async () => {
  await closeTransports();
  await closeServers();
});

/** The plan for an app that advertises its processes, which are answered so. */
async function planWithProcesses(reply: Reply): Promise<AssignmentPlan> {
  const links = { processes: { href: '/v3/apps/app-1/processes' } };
  const plain = anApp({ current: 'droplet-1' });
  const app = { ...plain, links: { ...asObject(plain['links']), ...links } };
  return planOf(
    await anAssignableApp(generations.modern, {
      instead: { '/v3/apps/app-1': json(app), '/v3/apps/app-1/processes': reply },
    }),
  );
}

describe('planAssignment, when the app advertises its processes', () => {
  it('compares them with those of the candidate', async () => {
    const resources = [{ guid: 'p-1', type: 'clock', instances: 3 }];
    const { processes } = await planWithProcesses(json({ resources }));
    assert.deepEqual(processes?.staying, [{ type: 'clock', instances: 3 }]);
  });

  for (const [what, reply] of [
    ['refused', apiError(403, 10003, 'CF-NotAuthorized', 'You are not authorized')],
    ['a web page', html('<h1>502</h1>')],
  ] as const) {
    it(`does without them when the answer is ${what}`, async () => {
      assert.equal((await planWithProcesses(reply)).processes, null);
    });
  }
});

for (const [name, generation] of Object.entries(generations)) {
  describe(`planAssignment, in the API of ${name}`, () => {
    it('fetches the app, candidate and current droplet again, and writes nothing', async () => {
      const foundation = await anAssignableApp(generation);
      const plan = await planOf(foundation);
      assert.deepEqual(plan.current, { kind: 'assigned', guid: 'droplet-1' });
      assert.equal(plan.currentDroplet?.guid, 'droplet-1');
      assert.equal(plan.candidate.guid, 'droplet-2');
      assert.equal(plan.request.method, generation.method);
      assert.equal(plan.request.url.pathname, generation.path);
      assert.equal(plan.advertisedBy, 'droplet');
      // Deployments, permissions and sidecars came later.
      assert.equal(foundation.server.requests.length, name === 'modern' ? 6 : 3);
      assert.deepEqual(foundation.writes(), []);
    });

    it('detects that the candidate was deleted since it was listed', async () => {
      const foundation = await anAssignableApp(generation, {
        instead: { '/v3/droplets/droplet-2': dropletNotFound },
      });
      const error = await failureOf(planned(foundation));
      assert.ok(error instanceof CloudControllerError && error.isNotFound);
    });

    it('does not assign what is current already, failed, or of another app', async () => {
      const current = await anAssignableApp(generation);
      current.setCurrent('droplet-2');
      const failed = await anAssignableApp(generation, {
        instead: {
          '/v3/droplets/droplet-2': json({ ...generation.droplet('droplet-2'), state: 'FAILED' }),
        },
      });
      assert.deepEqual(
        [await planned(current), await planned(failed)],
        [
          { kind: 'unassignable', reason: { kind: 'current' } },
          { kind: 'unassignable', reason: { kind: 'notStaged', state: 'FAILED' } },
        ],
      );
    });
  });
}

describe('planAssignment', () => {
  it('says when the change takes effect', async () => {
    assert.equal((await planIn({})).takesEffect, 'onNextRestart');
    assert.equal((await planIn({ state: 'STOPPED' })).takesEffect, 'onNextStart');
    assert.equal((await planIn({ restarts: true })).takesEffect, 'atOnce');
  });

  it('knows that APIs before 3.46 assign to stopped apps only', async () => {
    for (const [version, state, expected] of [
      ['3.45.9', 'STARTED', true],
      ['3.46.0', 'STARTED', false],
      ['3.45.0', 'STOPPED', false],
      ['3.9.0', 'STARTED', true],
      ['3.117.0+cf-k8s', 'STARTED', false],
      ['', 'STARTED', false],
    ] as const) {
      assert.equal((await planIn({ version, state })).mustStopFirst, expected, version);
    }
  });

  it('offers nothing for links that are empty or lead elsewhere', async () => {
    const foundation = await anAssignableApp(generations.modern);
    for (const [links, kind] of [
      [{}, 'noLink'],
      [{ assign_current_droplet: null }, 'noLink'],
      [{ assign_current_droplet: { href: 'string', method: 'string' } }, 'refusedLink'],
      [
        {
          assign_current_droplet: {
            href: 'https://evil.example/v3/apps/app-1/relationships/current_droplet',
            method: 'PATCH',
          },
        },
        'refusedLink',
      ],
      [
        {
          assign_current_droplet: {
            href: '/v3/apps/app-2/relationships/current_droplet',
            method: 'PATCH',
          },
        },
        'refusedLink',
      ],
      [{ assign_current_droplet: { href: '/v3/apps/app-1', method: 'DELETE' } }, 'refusedLink'],
    ] as const) {
      foundation.instead['/v3/droplets/droplet-2'] = json(aDroplet({ guid: 'droplet-2', links }));
      const result = await planned(foundation);
      assert.ok(result.kind === 'unassignable');
      assert.equal(result.reason.kind, kind);
    }
  });

  it('offers no droplet that belongs to another app', async () => {
    const foundation = await anAssignableApp(generations.modern, {
      instead: { '/v3/droplets/droplet-2': json(aDroplet({ guid: 'droplet-2', app: 'app-2' })) },
    });
    assert.deepEqual(await planned(foundation), {
      kind: 'unassignable',
      reason: { kind: 'otherApp' },
    });
  });

  it('uses the link of the app when the droplet has none, as in spring 2015', async () => {
    const links = { self: { href: '/v3/droplets/droplet-2' } };
    const foundation = await anAssignableApp(generations[2015], {
      instead: { '/v3/droplets/droplet-2': json(aDropletOf2015({ guid: 'droplet-2', links })) },
    });
    const plan = await planOf(foundation);
    assert.equal(plan.advertisedBy, 'app');
    assert.equal(plan.request.url.pathname, generations[2015].path);
  });

  it('accepts no other droplet or app in place of the chosen ones', async () => {
    for (const [path, other] of [
      ['/v3/droplets/droplet-2', aDroplet({ guid: 'droplet-9' })],
      ['/v3/apps/app-1', anApp({ guid: 'app-9' })],
      ['/v3/apps/app-1', {}],
      ['/v3/droplets/droplet-2', {}],
    ] as const) {
      const foundation = await anAssignableApp(generations.modern, {
        instead: { [path]: json(other) },
      });
      assert.ok((await failureOf(planned(foundation))) instanceof NotCloudFoundryError, path);
    }
  });

  it('fails with the cause, having written nothing', async () => {
    for (const [reply, kind] of [
      [answer(503), CloudControllerError],
      [reset, UnreachableError],
      [html('<html>'), NotCloudFoundryError],
    ] as const) {
      for (const path of ['/v3/apps/app-1', '/v3/droplets/droplet-2']) {
        const foundation = await anAssignableApp(generations.modern, {
          instead: { [path]: reply },
        });
        assert.ok((await failureOf(planned(foundation))) instanceof kind);
        assert.deepEqual(foundation.writes(), []);
      }
    }
  });

  it('recognizes an app without a current droplet when the API must be asked', async () => {
    const foundation = await anAssignableApp(generations.modern, {
      instead: {
        '/v3/apps/app-1': json(anAppOf399()),
        '/v3/apps/app-1/droplets/current': dropletNotFound,
      },
    });
    const plan = await planOf(foundation);
    assert.deepEqual(plan.current, { kind: 'none' });
    assert.equal(plan.currentDroplet, null);
  });

  it('stops when the signal is aborted', async () => {
    const { client, app, candidate } = await anAssignableApp(generations.modern);
    const pending = planAssignment(client, app, candidate, null, AbortSignal.abort());
    assert.equal((await failureOf(pending)).name, 'AbortError');
  });

  it('sends nothing elsewhere when an object has no link to itself', async () => {
    const app = toApp(anApp({ links: {}, current: 'droplet-1' }));
    const candidate = toDroplet(
      aDroplet({
        guid: 'droplet-2',
        links: {
          assign_current_droplet: {
            href: '/v3/apps/app-1/relationships/current_droplet',
            method: 'PATCH',
          },
        },
      }),
    );
    const foundation = await anAssignableApp(generations.modern);
    const client = aClient(foundation.server.origin);
    const result = await planAssignment(client, app, candidate, null);
    assert.equal(result.kind, 'plan');
    const asked = foundation.server.requests.map(({ path }) => path);
    assert.deepEqual(
      asked.filter((path) => /^\/v3\/(apps|droplets)\/[^/]+$/.test(path)),
      [],
    );
  });
});
