import assert from 'node:assert/strict';
import { AppIndex, type IndexedPlace } from '../../../src/search/appIndex.ts';

const dev: IndexedPlace = {
  organization: 'acme',
  organizationGuid: 'org-1',
  space: 'dev',
  spaceGuid: 'space-1',
};
const prod = { ...dev, space: 'prod', spaceGuid: 'space-2' };

describe('An index of apps', () => {
  it('knows each app once, with its latest name and place', () => {
    const apps = new AppIndex();
    apps.put({ guid: 'a', name: 'Web', place: dev });
    apps.put({ guid: 'b', name: 'api', place: null });
    apps.put({ guid: 'a', name: 'Shop', place: prod });
    assert.equal(apps.size, 2);
    assert.deepEqual(apps.get('a'), { guid: 'a', name: 'Shop', place: prod });
    assert.deepEqual(apps.get('b'), { guid: 'b', name: 'api', place: null });
    assert.equal(apps.get('c'), undefined);
    assert.deepEqual(apps.lowered, ['shop', 'api']);
  });

  it('takes a place’s new name for all of its apps', () => {
    const apps = new AppIndex();
    apps.put({ guid: 'a', name: 'web', place: dev });
    apps.put({ guid: 'b', name: 'api', place: { ...dev, space: 'develop' } });
    assert.equal(apps.get('a')?.place?.space, 'develop');
    assert.equal(apps.places.length, 1);
  });

  for (const removed of ['a', 'b', 'c']) {
    it(`forgets an app, wherever it stands: ${removed}`, () => {
      const apps = new AppIndex();
      const all = ['a', 'b', 'c'].map((guid) => ({ guid, name: `name-${guid}`, place: dev }));
      all.forEach((app) => apps.put(app));
      apps.remove(removed);
      apps.remove('unknown');
      assert.equal(apps.size, 2);
      assert.equal(apps.has(removed), false);
      for (const app of all.filter(({ guid }) => guid !== removed)) {
        assert.deepEqual(apps.get(app.guid), app);
      }
      assert.deepEqual(
        [...apps.guids].sort(),
        ['a', 'b', 'c'].filter((guid) => guid !== removed),
      );
      assert.equal(apps.lowered.length, 2);
      assert.equal(apps.letters.length, 2);
      assert.equal(apps.placesOfApps.length, 2);
    });
  }

  it('can lose all apps, and get them back', () => {
    const apps = new AppIndex();
    for (let round = 0; round < 3; round += 1) {
      for (const guid of ['a', 'b', 'c']) apps.put({ guid, name: guid, place: null });
      for (const guid of ['b', 'c', 'a']) apps.remove(guid);
      assert.equal(apps.size, 0);
      assert.deepEqual(apps.guids, []);
    }
  });
});
