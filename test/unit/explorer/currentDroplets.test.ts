import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { CurrentDroplets } from '../../../src/explorer/currentDroplets.ts';
import { Explorer } from '../../../src/explorer/explorer.ts';
import type {
  AppRow,
  FoundationRow,
  OrganizationRow,
  Row,
  SpaceRow,
} from '../../../src/explorer/rows.ts';
import { currentDropletOf } from '../../../src/explorer/runningDroplets.ts';
import { FakeFoundation } from './support/fakeFoundation.ts';
import { open } from './support/tree.ts';

/** How long a list must stay open here, in milliseconds. */
const patience = 30;

const current = (...guids: readonly string[]) =>
  `/v3/droplets?per_page=150&guids=${encodeURIComponent(guids.join(','))}&order_by=-created_at`;

const told = ({ apps }: SpaceRow) => apps.rows.map((app) => currentDropletOf(app)?.guid);

/** Long enough for what is asked then, too; in steps, so that a busy computer gets to each of them. */
async function stay(): Promise<void> {
  for (let step = 0; step < 8; step += 1) await setTimeout(patience);
}

describe('The current droplets of listed apps', () => {
  let fake: FakeFoundation;
  let explorer: Explorer;
  let pageSize: number;
  let isOn: boolean;
  let droplets: CurrentDroplets;
  let logged: string[];
  let redrawn: (readonly AppRow[])[];
  let fired: (Row | undefined)[];

  beforeEach(async () => {
    fake = new FakeFoundation();
    await fake.start();
    fake.hasOwnDroplets = true;
    pageSize = 2;
    explorer = new Explorer(() => pageSize);
    isOn = true;
    logged = [];
    droplets = new CurrentDroplets({
      explorer,
      patience,
      isOn: () => isOn,
      log: { debug: (line) => logged.push(line) },
    });
    explorer.onDidShowApps((row) => droplets.look(row));
    explorer.add(fake.foundation, fake.connect());
    redrawn = [];
    explorer.onDidRedraw((rows) => redrawn.push(rows));
    fired = [];
    explorer.onDidChange((row) => fired.push(row));
  });

  afterEach(async () => {
    droplets.dispose();
    await fake.close();
  });

  async function openSpace(): Promise<readonly [FoundationRow, OrganizationRow, SpaceRow]> {
    const [foundation] = explorer.foundations;
    assert.ok(foundation);
    const [organization] = await open(explorer, foundation);
    assert.ok(organization?.kind === 'organization');
    const [space] = await open(explorer, organization);
    assert.ok(space?.kind === 'space');
    await open(explorer, space);
    fake.takeAsked();
    return [foundation, organization, space];
  }

  it('are asked for in one request once a list has stayed open, and all rows drawn at once', async () => {
    const [, , space] = await openSpace();
    fired = [];
    assert.deepEqual(told(space), [undefined, undefined]);
    await stay();
    assert.deepEqual(fake.takeAsked(), [current('o1-s1-a1-d1', 'o1-s1-a2-d1')]);
    assert.deepEqual(told(space), ['o1-s1-a1-d1', 'o1-s1-a2-d1']);
    assert.deepEqual(redrawn, [space.apps.rows]);
    assert.deepEqual(fired, []);
  });

  it('are asked for once, however often the list is expanded', async () => {
    const [, , space] = await openSpace();
    await stay();
    fake.takeAsked();
    explorer.setExpanded(space, false);
    explorer.setExpanded(space, true);
    await explorer.children(space);
    await stay();
    assert.deepEqual(fake.takeAsked(), []);
  });

  it('are asked for page by page', async () => {
    const [, , space] = await openSpace();
    await stay();
    fake.takeAsked();
    await explorer.loadMore(space);
    await stay();
    assert.deepEqual(fake.takeAsked().slice(1), [current('o1-s1-a3-d1')]);
    assert.deepEqual(redrawn[1], [space.apps.rows[2]]);
  });

  it('are asked for in as many requests as an address of 8 kB allows', async () => {
    pageSize = 400;
    fake.places.apps = Array.from({ length: 320 }, (_, index) => `a${index}`);
    await openSpace();
    while (fake.asked.length < 3) await setTimeout(patience);
    const counts = fake.takeAsked().map((path) => path.split('%2C').length);
    assert.deepEqual(counts, [150, 150, 20]);
  });

  it('are not asked for if the list is collapsed meanwhile, but when it is expanded again', async () => {
    const [, , space] = await openSpace();
    explorer.setExpanded(space, false);
    await stay();
    assert.deepEqual(fake.takeAsked(), []);
    explorer.setExpanded(space, true);
    await stay();
    assert.equal(fake.takeAsked().length, 1);
  });

  it('are not asked for if something above is collapsed', async () => {
    const [, organization] = await openSpace();
    explorer.setExpanded(organization, false);
    await stay();
    assert.deepEqual(fake.takeAsked(), []);
  });

  for (const [what, paths] of [
    ['the list', /apps/],
    ['what is above it', /organizations/],
  ] as const) {
    it(`are asked for after a refresh of ${what} that is under way, once`, async () => {
      const [, , space] = await openSpace();
      const release = fake.hold(paths);
      const refreshing = explorer.refresh();
      await stay();
      const isAsked = () => fake.asked.some((path) => path.startsWith('/v3/droplets'));
      assert.equal(isAsked(), false);
      release();
      await refreshing;
      await stay();
      assert.equal(fake.takeAsked().filter((path) => path.startsWith('/v3/droplets')).length, 1);
      assert.equal(told(space)[0], 'o1-s1-a1-d1');
    });
  }

  it('are not asked for again after a refresh, except those that have changed', async () => {
    const [, , space] = await openSpace();
    await stay();
    await explorer.refresh(space);
    fake.takeAsked();
    await stay();
    assert.deepEqual(fake.takeAsked(), []);
    fake.places.current = 'd2';
    await explorer.refresh(space);
    assert.deepEqual(told(space), [undefined, undefined]);
    fake.takeAsked();
    await stay();
    assert.deepEqual(fake.takeAsked(), [current('o1-s1-a1-d2', 'o1-s1-a2-d2')]);
    assert.deepEqual(told(space), ['o1-s1-a1-d2', 'o1-s1-a2-d2']);
  });

  it('are unknown after an assignment until the next listing', async () => {
    const [, , space] = await openSpace();
    await stay();
    const [app] = space.apps.rows;
    assert.ok(app);
    explorer.update(app, { current: { kind: 'assigned', guid: 'o1-s1-a1-d3' } });
    fake.takeAsked();
    await stay();
    assert.deepEqual(told(space), [undefined, 'o1-s1-a2-d1']);
    assert.deepEqual(fake.takeAsked(), []);
    await explorer.loadMore(space);
    await stay();
    assert.deepEqual(fake.takeAsked().slice(1), [current('o1-s1-a1-d3', 'o1-s1-a3-d1')]);
  });

  it('are asked for again if they change meanwhile, and not replaced by former ones', async () => {
    const [, , space] = await openSpace();
    const release = fake.hold(/v3\/droplets/);
    await stay();
    const [app, other] = space.apps.rows;
    assert.ok(app);
    explorer.update(app, { current: { kind: 'assigned', guid: 'o1-s1-a1-d3' } });
    release();
    await stay();
    assert.deepEqual(told(space), ['o1-s1-a1-d3', 'o1-s1-a2-d1']);
    assert.deepEqual(redrawn, [[other], [app]]);
  });

  it('are not asked for where the app is open and its list has it', async () => {
    const [, , space] = await openSpace();
    const [app] = space.apps.rows;
    assert.ok(app);
    await open(explorer, app);
    fake.takeAsked();
    await stay();
    assert.deepEqual(fake.takeAsked(), [current('o1-s1-a2-d1')]);
    assert.equal(app.currentDroplet, null);
    assert.deepEqual(redrawn, [[space.apps.rows[1]]]);
  });

  it('are not asked for where the list does not say which one is current', async () => {
    fake.places.current = null;
    await openSpace();
    await stay();
    assert.deepEqual(fake.takeAsked(), []);
  });

  it('are not shown if they cannot be fetched, which is no problem of the list', async () => {
    fake.fail(/v3\/droplets/);
    const [, , space] = await openSpace();
    await stay();
    assert.equal(fake.takeAsked().length, 1);
    assert.deepEqual(told(space), [undefined, undefined]);
    assert.equal(space.apps.problem, null);
    assert.deepEqual(redrawn, []);
    assert.equal(logged.length, 1);
    fake.fail(null);
    explorer.setExpanded(space, true);
    await stay();
    assert.deepEqual(fake.takeAsked(), []);
    await explorer.refresh(space);
    await stay();
    assert.deepEqual(told(space), ['o1-s1-a1-d1', 'o1-s1-a2-d1']);
  });

  it('are not asked for once the user has signed out', async () => {
    const [foundation] = await openSpace();
    await foundation.connection.signOut();
    explorer.forget(foundation);
    await stay();
    assert.deepEqual(fake.takeAsked(), []);
  });

  for (const [what, leave] of [
    ['signing out', (row: FoundationRow) => explorer.forget(row)],
    ['a removal', (row: FoundationRow) => explorer.remove(row)],
  ] as const) {
    it(`are no longer waited for after ${what}`, async () => {
      const [foundation, , space] = await openSpace();
      const release = fake.hold(/v3\/droplets/);
      while (fake.asked.length < 1) await setTimeout(patience);
      leave(foundation);
      await explorer.refresh(foundation);
      await stay();
      assert.equal(logged.length, 1);
      release();
      await stay();
      assert.deepEqual(told(space), [undefined, undefined]);
      assert.deepEqual(redrawn, []);
    });
  }

  it('are asked for as the setting says, from the next listing on', async () => {
    isOn = false;
    const [, , space] = await openSpace();
    await stay();
    assert.deepEqual(fake.takeAsked(), []);
    isOn = true;
    await explorer.refresh(space);
    await stay();
    assert.deepEqual(told(space), ['o1-s1-a1-d1', 'o1-s1-a2-d1']);
    isOn = false;
    await explorer.refresh(space);
    await stay();
    assert.deepEqual(told(space), [undefined, undefined]);
    assert.deepEqual(redrawn.at(-1), space.apps.rows);
  });
});
