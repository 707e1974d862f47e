import assert from 'node:assert/strict';
import { assignability } from '../../../../src/changes/assignability.ts';
import { toDroplet } from '../../../../src/cloudfoundry/generations/droplet.ts';
import { toApp } from '../../../../src/cloudfoundry/resources/app.ts';
import {
  aDropletOf2015,
  anApp,
  anAppOf2015,
  anAppOf2016,
  anAppOf399,
} from '../../../support/builders.ts';
import { apps2015 } from '../../../support/documentedApps.ts';

describe('toApp', () => {
  it('reads every field of an app of 2015', () => {
    const app = toApp(apps2015.resources[0] ?? {});
    assert.equal(app.guid, 'guid-2e202b81-950f-4526-ba18-e862f5ce3bac');
    assert.equal(app.name, 'my_app1');
    assert.equal(app.state, 'STOPPED');
    assert.equal(app.lifecycleType, 'buildpack');
    assert.deepEqual(app.requested, { buildpacks: ['name-581'], stack: 'name-582' });
    assert.equal(app.spaceGuid, '717fb90a-2150-456a-932e-59b054d36c44');
    assert.equal(app.createdAt, '2015-11-30T23:38:36Z');
    assert.equal(app.updatedAt, null);
    assert.deepEqual(app.currentDroplet, { kind: 'none' });
    assert.equal(app.links['assign_current_droplet']?.method, 'PUT');
    assert.equal(app.links['stop']?.method, 'PUT');
  });

  it('reads a current app', () => {
    const app = toApp(anApp({ current: 'd' }));
    assert.equal(app.state, 'STARTED');
    assert.deepEqual(app.requested, { buildpacks: ['java_buildpack'], stack: 'cflinuxfs4' });
    assert.equal(app.spaceGuid, 'space-1');
    assert.deepEqual(app.currentDroplet, { kind: 'assigned', guid: 'd' });
  });

  it('reads the top-level buildpack of an app of summer 2015', () => {
    assert.deepEqual(toApp({ guid: 'a', buildpack: 'ruby' }).requested.buildpacks, ['ruby']);
  });

  it('knows what each generation says about the current droplet, and what must be asked', () => {
    assert.deepEqual(toApp(anApp()).currentDroplet, { kind: 'none' });
    assert.deepEqual(toApp(anAppOf399()).currentDroplet, { kind: 'unknown' });
    assert.deepEqual(toApp(anAppOf2016()).currentDroplet, { kind: 'unknown' });
    assert.deepEqual(toApp(anAppOf2015()).currentDroplet, { kind: 'none' });
    assert.deepEqual(toApp(anAppOf2015({ current: 'd' })).currentDroplet, {
      kind: 'assigned',
      guid: 'd',
    });
    assert.deepEqual(toApp({}).currentDroplet, { kind: 'unknown' });
  });

  it('lets an app of spring 2015 advertise the assignment that its droplets do not', () => {
    const droplet = toDroplet(aDropletOf2015({ links: {} }));
    const judged = assignability(
      droplet,
      toApp(anAppOf2015()),
      { kind: 'none' },
      {
        api: new URL('https://api.example.org'),
        own: new Set(),
      },
    );
    assert.ok(judged.kind === 'assignable');
    assert.equal(judged.advertisedBy, 'app');
  });

  it('accepts any type, or absence, for every field', () => {
    for (const build of [anApp, anAppOf2015, anAppOf2016]) {
      for (const field of Object.keys(build())) {
        for (const value of [null, 0, true, '', 'x', [], [7], {}, undefined]) {
          const app = toApp(JSON.parse(JSON.stringify({ ...build(), [field]: value })));
          assert.equal(typeof app.name, 'string');
          assert.equal(typeof app.state, 'string');
          assert.ok(['assigned', 'none', 'unknown'].includes(app.currentDroplet.kind));
        }
      }
    }
  });
});

describe('the name of an app', () => {
  for (const [what, name, shown] of [
    ['is taken as it is', 'shop 🛒 – übersicht', 'shop 🛒 – übersicht'],
    ['reads in one direction', 'rtl \u202egnp.exe', 'rtl  gnp.exe'],
    ['stays on its line', 'web\nTo: other', 'web To: other'],
    ['is its guid where it is blank', ' \u200e ', 'app-1'],
    ['is its guid where it isn’t readable as text', 7, 'app-1'],
  ] as const) {
    it(what, () => {
      assert.equal(toApp({ guid: 'app-1', name }).name, shown);
    });
  }
});
