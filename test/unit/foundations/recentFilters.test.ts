import assert from 'node:assert/strict';
import { loadFilters, rememberFilter } from '../../../src/foundations/recentFilters.ts';
import { aState } from '../../support/state.ts';

describe('The last filters', () => {
  it('are kept for each kind, the latest first, each once', async () => {
    const state = aState();
    for (const text of ['a', 'b', 'a']) await rememberFilter(state, 'apps', text);
    await rememberFilter(state, 'droplets', 'state:failed');
    assert.deepEqual(loadFilters(state, 'apps'), ['a', 'b']);
    assert.deepEqual(loadFilters(state, 'droplets'), ['state:failed']);
  });

  it('are ten at most', async () => {
    const state = aState();
    for (let n = 0; n < 12; n += 1) await rememberFilter(state, 'apps', `app-${n}`);
    const filters = loadFilters(state, 'apps');
    assert.deepEqual([filters.length, filters[0], filters[9]], [10, 'app-11', 'app-2']);
  });

  it('are left out if this version can’t read them', async () => {
    const state = aState();
    await state.update('cfDroplets.filters.apps', ['web', 'color:red', 7]);
    assert.deepEqual(loadFilters(state, 'apps'), ['web']);
    await state.update('cfDroplets.filters.apps', 'web');
    assert.deepEqual(loadFilters(state, 'apps'), []);
  });
});
