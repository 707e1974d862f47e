import assert from 'node:assert/strict';
import { RecentApps, type RecentApp } from '../../../src/search/recentApps.ts';
import { aState } from '../../support/state.ts';

const place = {
  organization: 'acme',
  organizationGuid: 'org-1',
  space: 'dev',
  spaceGuid: 'space-1',
};

function aRecent(guid: string, foundation = 'eu'): RecentApp {
  return { foundation, user: 'maya', app: { guid, name: `name-${guid}`, place } };
}

describe('The apps that the user went to', () => {
  it('are kept, the latest first, each once', async () => {
    const state = aState();
    const recent = new RecentApps(state);
    for (const guid of ['a', 'b', 'a']) await recent.add(aRecent(guid));
    assert.deepEqual(new RecentApps(state).all, [aRecent('a'), aRecent('b')]);
  });

  it('are at most 20', async () => {
    const recent = new RecentApps(aState());
    for (let n = 0; n < 25; n += 1) await recent.add(aRecent(String(n)));
    assert.equal(recent.all.length, 20);
    assert.equal(recent.all[0]?.app.guid, '24');
  });

  it('are forgotten one by one, and with their foundation', async () => {
    const recent = new RecentApps(aState());
    await recent.add(aRecent('a'));
    await recent.add(aRecent('a', 'us'));
    await recent.add(aRecent('b', 'us'));
    await recent.remove(aRecent('b', 'us'));
    assert.deepEqual(recent.all, [aRecent('a', 'us'), aRecent('a')]);
    await recent.forget('us');
    assert.deepEqual(recent.all, [aRecent('a')]);
  });

  it('are those that can be read, whatever was kept', async () => {
    const state = aState();
    await state.update('cfDroplets.recentApps', [null, 7, {}, { app: {} }, aRecent('a')]);
    assert.deepEqual(new RecentApps(state).all, [aRecent('a')]);
    await state.update('cfDroplets.recentApps', 'something else');
    assert.deepEqual(new RecentApps(state).all, []);
  });
});
