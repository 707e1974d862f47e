import assert from 'node:assert/strict';
import { toDroplet } from '../../../src/cloudfoundry/generations/droplet.ts';
import { Pairs, type Pair } from '../../../src/views/documents/pairs.ts';

/** Loads that are counted; the first ones fail. */
function loads(failures = 0) {
  let count = 0;
  const load = async (): Promise<Pair> => {
    count += 1;
    if (count <= failures) throw new Error('no answer');
    const droplet = toDroplet({ guid: String(count) });
    return { left: droplet, right: droplet };
  };
  return { load, count: () => count };
}

describe('Pairs', () => {
  it('load once for both sides, whichever asks first', async () => {
    const pairs = new Pairs();
    const { load, count } = loads();
    const right = await pairs.take('a', 'right', load);
    assert.equal(await pairs.take('a', 'left', load), right);
    assert.equal(count(), 1);
  });

  it('load again when both are requested again, or one side twice', async () => {
    const pairs = new Pairs();
    const { load, count } = loads();
    for (const side of ['left', 'right', 'left', 'right'] as const) {
      await pairs.take('a', side, load);
    }
    assert.equal(count(), 2);
    await pairs.take('a', 'left', load);
    const second = await pairs.take('a', 'left', load);
    assert.equal(count(), 4);
    assert.equal(await pairs.take('a', 'right', load), second);
  });

  it('keep comparisons separate', async () => {
    const pairs = new Pairs();
    const { load } = loads();
    const first = await pairs.take('a', 'left', load);
    assert.notEqual(await pairs.take('b', 'right', load), first);
  });

  it('retry after a failure', async () => {
    const pairs = new Pairs();
    const { load, count } = loads(1);
    await assert.rejects(pairs.take('a', 'left', load));
    await pairs.take('a', 'right', load);
    assert.equal(count(), 2);
  });
});
