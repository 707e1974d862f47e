import assert from 'node:assert/strict';
import { versionOrder } from '../../../src/changes/buildpackVersion.ts';

describe('versionOrder', () => {
  const table = [
    ['4.61.1', '4.63.0', 'newer'],
    ['4.63.0', '4.61.1', 'older'],
    ['4.9.0', '4.10.0', 'newer'],
    ['1.8', '1.8.0', null],
    ['1.8', '1.8.0.1', 'newer'],
    ['v1.10', 'v1.9', 'older'],
    ['4.63.0-rc.1', '4.63.0', 'newer'],
    ['4.63.0', '4.63.0-rc.1', 'older'],
    ['ruby 1.6.14', 'ruby 1.6.15', 'newer'],
    ['java-buildpack=v4.77-offline-https://github.com/x', 'java-buildpack=v4.78', 'newer'],
    ['20260101120000000000000000', '20260102120000000000000000', 'newer'],
    ['main', 'develop', null],
    ['1.0', 'main', null],
    [null, '1.0', null],
    ['', '', null],
  ] as const;
  for (const [from, to, expected] of table) {
    it(`calls ${to}, compared with ${from}, ${expected ?? 'neither newer nor older'}`, () => {
      assert.equal(versionOrder(from, to), expected);
    });
  }

  it('reads only the beginning of an endless text', () => {
    assert.equal(versionOrder('9'.repeat(1_000_000), '.'.repeat(1_000_000)), null);
  });
});
