import assert from 'node:assert/strict';
import { Folding } from '../../../src/webviews/main/folding.ts';
import {
  childrenOf,
  findMatches,
  isLargerThan,
  pathOf,
  splitAtHits,
} from '../../../src/webviews/main/jsonModel.ts';

const droplet = {
  guid: 'd-1',
  lifecycle: { type: 'buildpack', data: {} },
  buildpacks: [{ name: 'ruby_buildpack' }, { name: 'go', version: null }],
  'a/b~c': { Deep: true },
};

describe('childrenOf', () => {
  it('returns keys, values and pointers in the order in which they were sent', () => {
    const children = childrenOf({ pointer: '', key: null, value: droplet });
    assert.deepEqual(
      children.map(({ pointer, key }) => [pointer, key]),
      [
        ['/guid', 'guid'],
        ['/lifecycle', 'lifecycle'],
        ['/buildpacks', 'buildpacks'],
        ['/a~1b~0c', 'a/b~c'],
      ],
    );
  });

  it('returns elements of lists without a key', () => {
    const [first] = childrenOf({ pointer: '/x', key: 'x', value: ['a'] });
    assert.deepEqual(first, { pointer: '/x/0', key: null, value: 'a' });
  });
});

describe('findMatches', () => {
  it('finds keys and values in the order of the document, ignoring case', () => {
    assert.deepEqual(findMatches(droplet, 'BUILDPACK'), [
      '/lifecycle/type',
      '/buildpacks',
      '/buildpacks/0/name',
    ]);
    assert.deepEqual(findMatches(droplet, 'deep'), ['/a~1b~0c/Deep']);
    assert.deepEqual(findMatches(droplet, 'null'), ['/buildpacks/1/version']);
  });

  it('finds nothing for an empty search', () => {
    assert.deepEqual(findMatches(droplet, ''), []);
    assert.deepEqual(findMatches(droplet, 'absent'), []);
  });

  it('searches documents of any width and depth', () => {
    const wide = Array.from({ length: 300_000 }, (_, index) => index);
    assert.deepEqual(findMatches({ wide }, '299999'), ['/wide/299999']);
    const deep: unknown = JSON.parse(`${'['.repeat(5000)}"x"${']'.repeat(5000)}`);
    assert.ok(Array.isArray(deep));
    assert.equal(findMatches(deep, 'x').length, 1);
  });
});

describe('splitAtHits', () => {
  it('puts hits at odd indexes', () => {
    assert.deepEqual(splitAtHits('aXbxc', 'x'), ['a', 'X', 'b', 'x', 'c']);
    assert.deepEqual(splitAtHits('abc', ''), ['abc']);
    assert.deepEqual(splitAtHits('abc', 'd'), ['abc']);
  });

  it('leaves a text alone if its lowercase form has another length', () => {
    assert.deepEqual(splitAtHits('İx', 'x'), ['İx']);
  });
});

describe('isLargerThan', () => {
  it('counts containers and leaves', () => {
    assert.equal(isLargerThan({ a: [1, 2] }, 4), false);
    assert.equal(isLargerThan({ a: [1, 2] }, 3), true);
  });
});

describe('pathOf', () => {
  it('leads from the root to the place', () => {
    assert.deepEqual(pathOf('/a/b'), ['', '/a', '/a/b']);
    assert.deepEqual(pathOf(''), ['']);
  });
});

describe('Folding', () => {
  const large = { list: Array.from({ length: 3000 }, () => ({ a: 1 })) };

  it('opens small documents completely, and only the root of large ones', () => {
    const small = new Folding(droplet);
    assert.ok(small.isOpen('') && small.isOpen('/lifecycle/data'));
    const closed = new Folding(large);
    assert.ok(closed.isOpen('') && !closed.isOpen('/list'));
  });

  it('folds one value, or all', () => {
    const folding = new Folding(droplet);
    folding.toggle('/lifecycle');
    assert.ok(!folding.isOpen('/lifecycle') && folding.isOpen('/buildpacks'));
    folding.toggleAll(false);
    assert.ok(!folding.isOpen('/buildpacks') && !folding.isOpen('/lifecycle'));
    folding.toggleAll(true);
    assert.ok(folding.isOpen('/lifecycle'));
  });

  it('reveals a place: everything around it is open, and nothing else', () => {
    const folding = new Folding(large);
    folding.uncover(large, '/list/2500/a');
    assert.ok(folding.isOpen('/list') && folding.isOpen('/list/2500'));
    assert.ok(folding.isRangeOpen('/list', 2400));
    assert.ok(!folding.isRangeOpen('/list', 0) && !folding.isOpen('/list/2499'));
    folding.uncover(large, '/list/2500/a');
    assert.ok(folding.isOpen('/list/2500'));
  });

  it('clips long texts until the full text is requested', () => {
    const folding = new Folding({});
    const text = 'x'.repeat(5000);
    assert.ok(folding.clip('/a', text).length < text.length);
    folding.drawWhole('/a');
    assert.equal(folding.clip('/a', text), text);
    assert.notEqual(folding.clip('/b', text), text);
  });
});
