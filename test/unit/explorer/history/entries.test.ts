import assert from 'node:assert/strict';
import { toEntries } from '../../../../src/explorer/history/entries.ts';
import {
  aPackage,
  at,
  build,
  deployment,
  deploymentEvent,
  droplet,
  FakeLists,
  guidsOf,
  mapped,
  revision,
} from './support/lists.ts';

function entriesOf(content: Partial<FakeLists['content']>) {
  return toEntries(new FakeLists(content).content);
}

describe('The entries of a history', () => {
  it('are newest first, from every list', () => {
    const entries = entriesOf({
      droplets: [droplet('d2', '12:00'), droplet('d1', '10:00')],
      events: [mapped('e2', '12:30', 'd2'), mapped('e1', '10:30', 'd1')],
      revisions: [revision('r1', '11:00', 'd1')],
    });
    assert.equal(guidsOf(entries), 'e2 d2 r1 e1 d1');
  });

  it('combine a droplet with its build and package', () => {
    const [entry, ...others] = entriesOf({
      droplets: [droplet('d1', '10:00:20')],
      builds: [build('b1', '10:00:20', 'd1', 'p1')],
      packages: [aPackage('p1', '10:00')],
    });
    assert.deepEqual(others, []);
    assert.ok(entry?.kind === 'droplet');
    assert.deepEqual([entry.build?.guid, entry.package?.guid], ['b1', 'p1']);
  });

  it('show builds whose droplet is gone, and packages without droplets, separately', () => {
    const entries = entriesOf({
      droplets: [droplet('d1', '10:00')],
      builds: [
        build('b3', '12:00', null, 'p3'),
        build('b2', '11:00', 'deleted', 'p2'),
        build('b1', '10:00', 'd1', 'p1'),
      ],
      packages: ['p4', 'p3', 'p2', 'p1'].map((guid) => aPackage(guid, '09:00')),
    });
    assert.equal(guidsOf(entries), 'b3 b2 d1 p4');
  });

  it('show a package with every droplet that was made from it', () => {
    const of = { links: { package: { href: '/v3/packages/p1' } } };
    const entries = entriesOf({
      droplets: [droplet('d2', '11:00', of), droplet('d1', '10:00', of)],
      packages: [aPackage('p1', '09:00')],
    });
    assert.deepEqual(
      entries.map((entry) => entry.kind === 'droplet' && entry.package?.guid),
      ['p1', 'p1'],
    );
  });

  it('have a deployment with its revision, its assignment, and who started and canceled it', () => {
    const [entry, ...others] = entriesOf({
      deployments: [
        deployment('x', '12:00:01', ['d1', 'd2'], { revision: { guid: 'r2', version: 2 } }),
      ],
      revisions: [revision('r2', '12:00:01', 'd2', 2)],
      events: [
        deploymentEvent('e3', '12:05', 'x', 'cancel'),
        deploymentEvent('e2', '12:00:01', 'x', 'create'),
        mapped('e1', '12:00:00', 'd2'),
      ],
    });
    assert.deepEqual(others, []);
    assert.ok(entry?.kind === 'deployment');
    assert.deepEqual([entry.startedBy, entry.canceledBy], ['jonas', 'priya']);
    assert.equal(entry.revision?.guid, 'r2');
  });

  it('keep an assignment of the same droplet that is not part of the deployment', () => {
    const entries = entriesOf({
      deployments: [deployment('x', '12:00', ['d1', 'd2'])],
      events: [mapped('e2', '12:01', 'd2'), mapped('e1', '12:00', 'd1')],
    });
    assert.equal(guidsOf(entries), 'e2 x e1');
  });

  it('of the same second are in the order in which things happen', () => {
    const entries = entriesOf({
      packages: [aPackage('p', '12:00')],
      builds: [build('b', '12:00', null)],
      droplets: [droplet('d', '12:00')],
      events: [mapped('e', '12:00', 'd')],
      deployments: [deployment('x', '12:00', ['d1', 'd2'])],
      revisions: [revision('r', '12:00', 'd')],
    });
    assert.equal(guidsOf(entries), 'r x e d b p');
  });

  it('of the same second and kind stay in the order of the API', () => {
    const events = ['e3', 'e1', 'e2'].map((guid) => mapped(guid, '12:00', `d-${guid}`));
    assert.equal(guidsOf(entriesOf({ events })), 'e3 e1 e2');
  });

  it('without a valid time come last', () => {
    const entries = entriesOf({
      droplets: [
        droplet('d3', null),
        droplet('d2', '10:00'),
        droplet('d1', null, { created_at: 'yesterday' }),
      ],
      revisions: [revision('r', '09:00', 'd2')],
    });
    assert.equal(guidsOf(entries), 'd2 r d3 d1');
    assert.equal(entries.at(-1)?.time, null);
  });

  it('survive a deployment that ends before it begins and a revision of a deleted droplet', () => {
    const entries = entriesOf({
      deployments: [deployment('x', '12:00', [null, 'd2'], { updated_at: at('11:00') })],
      revisions: [revision('r', '13:00', 'deleted')],
    });
    assert.equal(guidsOf(entries), 'r x');
  });
});
