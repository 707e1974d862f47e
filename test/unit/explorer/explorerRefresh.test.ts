import assert from 'node:assert/strict';
import { Explorer } from '../../../src/explorer/explorer.ts';
import { isCurrent } from '../../../src/explorer/runningDroplets.ts';
import { FakeFoundation } from './support/fakeFoundation.ts';
import { open, openFirstApp, shown } from './support/tree.ts';

const organizations = '/v3/organizations?per_page=2&order_by=name';
const spaces = '/v3/spaces?per_page=2&order_by=name&organization_guids=o1';
const apps = '/v3/apps?per_page=2&order_by=name&space_guids=o1-s1';
const droplets = '/v3/apps/o1-s1-a1/droplets?per_page=2&order_by=-created_at';

describe('Refreshing the explorer', () => {
  let fake: FakeFoundation;
  let explorer: Explorer;

  beforeEach(async () => {
    fake = new FakeFoundation();
    await fake.start();
    explorer = new Explorer(() => 2);
    explorer.add(fake.foundation, fake.connect());
  });

  afterEach(() => fake.close());

  it('asks only for what is open', async () => {
    const [, , space] = await openFirstApp(explorer);
    const second = space.apps.rows[1];
    assert.ok(second);
    await open(explorer, second);
    explorer.setExpanded(second, false);
    fake.takeAsked();
    await explorer.refresh();
    assert.deepEqual(fake.takeAsked(), [organizations, spaces, apps, droplets]);
  });

  it('asks for a closed list when it is next opened', async () => {
    const [, organization, space] = await openFirstApp(explorer);
    explorer.setExpanded(organization, false);
    fake.takeAsked();
    await explorer.refresh();
    assert.deepEqual(fake.takeAsked(), [organizations]);
    assert.equal(shown(await open(explorer, organization)), 'space space');
    assert.notEqual(organization.spaces.rows[0], space);
    assert.deepEqual(fake.takeAsked(), [spaces]);
  });

  it('asks for what is below one row, and shows what has changed there', async () => {
    const [, , space, app] = await openFirstApp(explorer);
    fake.takeAsked();
    fake.places.apps = ['a1', 'a7'];
    fake.places.droplets = ['d3', 'd1'];
    fake.places.current = 'd3';
    await explorer.refresh(space);
    assert.deepEqual(fake.takeAsked(), [apps, droplets]);
    assert.equal(space.apps.rows[0], app);
    assert.equal(space.apps.rows[1]?.app.name, 'app o1-s1-a7');
    assert.equal(shown(await explorer.children(app)), 'd3 d1');
    assert.deepEqual(app.droplets.rows.map(isCurrent), [true, false]);
  });

  it('asks an app for its droplets and which one is current, as no list of apps says it now', async () => {
    const [, , , app] = await openFirstApp(explorer);
    fake.takeAsked();
    fake.places.current = 'd2';
    await explorer.refresh(app);
    assert.deepEqual(fake.takeAsked().toSorted(), ['/v3/apps/o1-s1-a1', droplets]);
    assert.deepEqual(app.droplets.rows.map(isCurrent), [false, true]);
  });

  it('asks again for what is open below rows that were recreated', async () => {
    const [, , space] = await openFirstApp(explorer);
    space.apps.reset();
    const [app] = await explorer.children(space);
    assert.ok(app?.kind === 'app');
    await explorer.children(app);
    fake.takeAsked();
    await explorer.refresh(space);
    assert.deepEqual(fake.takeAsked(), [apps, droplets]);
  });

  it('leaves closed foundations alone when there are several', async () => {
    const [first] = explorer.foundations;
    assert.ok(first);
    const other = explorer.add({ ...fake.foundation, id: 'other' }, fake.connect());
    await Promise.all([explorer.children(first), explorer.children(other)]);
    explorer.setExpanded(other, false);
    fake.takeAsked();
    await explorer.refresh();
    assert.deepEqual(fake.takeAsked(), [organizations]);
    assert.deepEqual([first.organizations.count, other.organizations.count], [2, 0]);
  });

  it('makes callers that open a row wait, instead of showing them an empty list', async () => {
    const [, , space] = await openFirstApp(explorer);
    const second = space.apps.rows[1];
    assert.ok(second);
    const release = fake.hold(/a2\/droplets/);
    const opening = explorer.children(second);
    await explorer.refresh(space);
    release();
    assert.equal(shown(await opening), 'd1 d2 loadMore');
  });
});
