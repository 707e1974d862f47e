import assert from 'node:assert/strict';
import type { SampleOptions } from '../../src/sample/options.ts';
import {
  askedFoundation,
  at,
  detail,
  resources,
  textAt,
  type AskedFoundation,
} from './support/client.ts';

// How a Cloud Controller replaces instances, as its deployment updater does it: so many new ones at a time, each time
// they run as many old ones less, a canary up to its step.

describe('a rollout on the sample foundation', () => {
  let foundation: AskedFoundation;
  let app: string;
  let droplets: readonly string[];

  const start = async (options: Partial<SampleOptions> = {}): Promise<void> => {
    foundation = await askedFoundation({ data: 'small', ...options });
    app = textAt(await first('/v3/apps?names=search-api'), 'guid');
    const staged = await foundation.ask(`GET /v3/apps/${app}/droplets?states=STAGED`);
    droplets = resources(staged.body).map((droplet) => textAt(droplet, 'guid'));
  };

  afterEach(() => foundation.close());

  it('starts as many instances at a time as may be in flight, and stops old ones in exchange', async () => {
    await start();
    await deploy({ options: { web_instances: 3 } });
    const seen: unknown[] = [];
    for (let seconds = 0; seconds <= 8; seconds += 1) {
      seen.push(await webInstances());
      foundation.tick(1);
    }
    assert.deepEqual(seen, [
      ['2 RUNNING', '1 STARTING'],
      ['2 RUNNING', '1 STARTING'],
      ['2 RUNNING', '1 RUNNING, 1 STARTING'],
      ['2 RUNNING', '1 RUNNING, 1 STARTING'],
      ['1 RUNNING', '2 RUNNING, 1 STARTING'],
      ['1 RUNNING', '2 RUNNING, 1 STARTING'],
      ['', '3 RUNNING'],
      ['', '3 RUNNING'],
      ['3 RUNNING'],
    ]);
  });

  it('starts more at a time when more may be in flight', async () => {
    await start();
    await deploy({ options: { max_in_flight: 2 } });
    assert.deepEqual(await webInstances(), ['2 RUNNING', '2 STARTING']);
    foundation.tick(2);
    assert.deepEqual(await webInstances(), ['', '2 RUNNING']);
  });

  it('runs at the configured speed', async () => {
    await start({ speed: 4 });
    const guid = await deploy({});
    foundation.tick(1);
    assert.deepEqual(await webInstances(), ['', '2 RUNNING']);
    foundation.tick(1);
    assert.equal(await reason(guid), 'DEPLOYED');
  });

  it('of a canary waits after each step until it is told to continue', async () => {
    await start();
    const steps = [{ instance_weight: 50 }, { instance_weight: 100 }];
    const guid = await deploy({ strategy: 'canary', options: { canary: { steps } } });
    foundation.tick(2);
    assert.equal(await reason(guid), 'PAUSED');
    assert.deepEqual(await webInstances(), ['2 RUNNING', '1 RUNNING']);
    assert.deepEqual(at(await deployment(guid), 'options', 'canary', 'steps'), steps);
    assert.deepEqual(await step(guid), { current: 1, total: 2 });
    await act(guid, 'continue');
    assert.equal(await reason(guid), 'DEPLOYING');
    assert.deepEqual(await step(guid), { current: 2, total: 2 });
    foundation.tick(2);
    assert.equal(await reason(guid), 'PAUSED');
    assert.deepEqual(await webInstances(), ['', '2 RUNNING']);
    await act(guid, 'continue');
    foundation.tick(3);
    assert.equal(await reason(guid), 'DEPLOYED');
    assert.deepEqual(await webInstances(), ['2 RUNNING']);
    assert.equal(await act(guid, 'continue'), 422);
  });

  it('of a canary without steps waits once, with one instance', async () => {
    await start();
    const guid = await deploy({ strategy: 'canary', options: { canary: { steps: [] } } });
    foundation.tick(60);
    assert.equal(await reason(guid), 'PAUSED');
    assert.deepEqual(await step(guid), { current: 1, total: 1 });
    assert.deepEqual(await webInstances(), ['2 RUNNING', '1 RUNNING']);
  });

  it('that is canceled gives the old process its instances back', async () => {
    await start();
    const before = await current();
    const guid = await deploy({});
    foundation.tick(3);
    assert.equal(await act(guid, 'cancel'), 200);
    assert.equal(await reason(guid), 'CANCELING');
    assert.equal(await current(), before);
    foundation.tick(2);
    assert.equal(await reason(guid), 'CANCELED');
    assert.deepEqual(await webInstances(), ['1 RUNNING, 1 STARTING']);
  });

  it('is superseded by the next one, which stops everything that ran before', async () => {
    await start();
    const older = await deploy({}, 0);
    foundation.tick(2);
    const newer = await deploy({}, 1);
    assert.equal(await reason(older), 'SUPERSEDED');
    assert.equal(await reason(newer), 'DEPLOYING');
    assert.deepEqual(await webInstances(), ['1 RUNNING', '1 RUNNING, 1 STARTING', '1 STARTING']);
    foundation.tick(10);
    assert.equal(await reason(newer), 'DEPLOYED');
    assert.deepEqual(await webInstances(), ['2 RUNNING']);
    assert.equal(await act(older, 'cancel'), 422);
  });

  it('does not get on while the new program crashes, and says what happened to each instance', async () => {
    await start({ crash: true });
    const guid = await deploy({});
    foundation.tick(60);
    assert.equal(await reason(guid), 'DEPLOYING');
    assert.equal(
      textAt(await deployment(guid), 'status', 'details', 'error'),
      'An unexpected error has occurred.',
    );
    assert.deepEqual(await webInstances(), ['2 RUNNING', '1 CRASHED']);
    const made = textAt(await deployment(guid), 'new_processes', 0, 'guid');
    const crashed = await first(`/v3/processes/${made}/stats`);
    assert.equal(textAt(crashed, 'details'), 'APP/PROC/WEB: Exited with status 1');
    assert.equal(at(crashed, 'routable'), false);
    await act(guid, 'cancel');
    foundation.tick(2);
    assert.deepEqual(await webInstances(), ['2 RUNNING']);
  });

  it('can be distinguished from what runs by the deployed revisions', async () => {
    await start();
    const path = `GET /v3/apps/${app}/revisions/deployed`;
    const before = resources((await foundation.ask(path)).body);
    const guid = await deploy({});
    const during = resources((await foundation.ask(path)).body);
    assert.deepEqual([before.length, during.length], [1, 2]);
    foundation.tick(20);
    const after = resources((await foundation.ask(path)).body);
    assert.deepEqual(
      after.map((revision) => textAt(revision, 'guid')),
      [textAt(await deployment(guid), 'revision', 'guid')],
    );
  });

  it('is recorded in the audit events, with who did what', async () => {
    await start();
    const guid = await deploy({ strategy: 'canary' });
    foundation.tick(2);
    await act(guid, 'continue');
    await act(guid, 'cancel');
    const types = ['create', 'continue', 'cancel'].map((what) => `audit.app.deployment.${what}`);
    const { body } = await foundation.ask(
      `GET /v3/audit_events?target_guids=${app}&types=${types.join(',')}&created_ats[gte]=2026-11-21T22:00:00Z`,
    );
    assert.deepEqual(
      resources(body).map((event) => [
        textAt(event, 'type'),
        textAt(event, 'actor', 'name'),
        textAt(event, 'data', 'deployment_guid'),
      ]),
      types.map((type) => [type, 'dev', guid]),
    );
  });

  for (const [order, text] of [
    [{ options: { max_in_flight: 0 } }, 'Max in flight must be an integer greater than 0'],
    [{ options: { speed: 1 } }, 'Options has unsupported key(s): speed'],
    [
      { options: { canary: { steps: [] } } },
      'Options.canary are only valid for Canary deployments',
    ],
    [
      { strategy: 'canary', options: { canary: { steps: [{ instance_weight: 101 }] } } },
      'Options.canary.steps.instance weight must be an Integer between 1-100 (inclusive)',
    ],
    [{ strategy: 'big bang' }, "Strategy 'big bang' is not a supported deployment strategy"],
  ] as const) {
    it(`is refused: ${text}`, async () => {
      await start();
      const { body, status } = await place(order);
      assert.equal(status, 422);
      assert.equal(detail(body), text);
    });
  }

  function place(order: object, droplet = 0) {
    return foundation.ask('POST /v3/deployments', {
      droplet: { guid: droplets[droplet] },
      relationships: { app: { data: { guid: app } } },
      ...order,
    });
  }

  async function deploy(order: object, droplet = 0): Promise<string> {
    const { body, status } = await place(order, droplet);
    assert.equal(status, 201, JSON.stringify(body));
    return textAt(body, 'guid');
  }

  async function act(guid: string, action: string): Promise<number> {
    return (await foundation.ask(`POST /v3/deployments/${guid}/actions/${action}`)).status;
  }

  async function deployment(guid: string): Promise<unknown> {
    return (await foundation.ask(`GET /v3/deployments/${guid}`)).body;
  }

  async function reason(guid: string): Promise<string> {
    return textAt(await deployment(guid), 'status', 'reason');
  }

  async function step(guid: string): Promise<unknown> {
    return at(await deployment(guid), 'status', 'canary', 'steps');
  }

  async function current(): Promise<string> {
    const path = `GET /v3/apps/${app}/relationships/current_droplet`;
    return textAt((await foundation.ask(path)).body, 'data', 'guid');
  }

  /** The instances of each web process, oldest first, by what they are doing. */
  async function webInstances(): Promise<readonly string[]> {
    const { body } = await foundation.ask(`GET /v3/apps/${app}/processes?types=web`);
    const found: string[] = [];
    for (const process of resources(body)) {
      const { body: stats } = await foundation.ask(
        `GET /v3/processes/${textAt(process, 'guid')}/stats`,
      );
      const counts = new Map<string, number>();
      for (const instance of resources(stats)) {
        const state = textAt(instance, 'state');
        counts.set(state, (counts.get(state) ?? 0) + 1);
      }
      found.push([...counts].map(([state, count]) => `${count} ${state}`).join(', '));
    }
    return found;
  }

  async function first(path: string): Promise<unknown> {
    return at((await foundation.ask(`GET ${path}`)).body, 'resources', 0);
  }
});
