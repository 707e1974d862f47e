import assert from 'node:assert/strict';
import {
  labelChanges,
  labelFault,
  labelLine,
  parseLabels,
} from '../../../src/cloudfoundry/labels.ts';

const long = (length: number) => 'x'.repeat(length);

describe('labelFault', () => {
  it('accepts what Cloud Controllers accept', () => {
    for (const [key, value] of [
      ['env', 'prod'],
      ['env', ''],
      ['a', '1'],
      ['Env_1.x-y', 'v-1_2.3'],
      ['example.org/team', 'shop'],
      ['a.b.example.org/team', 'shop'],
      [long(63), long(63)],
      [`${long(60)}.${long(60)}.${long(60)}.${long(60)}.org/k`, 'v'],
    ] as const) {
      assert.equal(labelFault(key, value), null, `${key}=${value}`);
    }
  });

  it('finds what they would refuse', () => {
    for (const [key, value, fault] of [
      ['', 'v', 'noKey'],
      ['example.org/', 'v', 'noKey'],
      ['a/b/c', 'v', 'manySlashes'],
      ['/k', 'v', 'badPrefix'],
      ['team/k', 'v', 'badPrefix'],
      ['-a.org/k', 'v', 'badPrefix'],
      [`${'a.'.repeat(130)}org/k`, 'v', 'longPrefix'],
      ['cloudfoundry.org/k', 'v', 'reservedPrefix'],
      ['CloudFoundry.org/k', 'v', 'reservedPrefix'],
      ['-k', 'v', 'badKey'],
      ['k_', 'v', 'badKey'],
      ['ä', 'v', 'badKey'],
      ['k\n', 'v', 'badKey'],
      [long(64), 'v', 'longKey'],
      ['k', '.v', 'badValue'],
      ['k', 'v v', 'badValue'],
      ['k', long(64), 'longValue'],
    ] as const) {
      assert.equal(labelFault(key, value), fault, `${key}=${value}`);
    }
  });
});

describe('A line of labels', () => {
  it('is read word by word, with or without commas', () => {
    assert.deepEqual(parseLabels(' env=prod,  example.org/team=shop empty= '), {
      kind: 'labels',
      labels: { env: 'prod', 'example.org/team': 'shop', empty: '' },
    });
    assert.deepEqual(parseLabels('  '), { kind: 'labels', labels: {} });
  });

  it('names the first word that is wrong', () => {
    assert.deepEqual(parseLabels('env=prod team'), {
      kind: 'wrong',
      word: 'team',
      fault: 'noEquals',
    });
    assert.deepEqual(parseLabels('a=1 a=2'), { kind: 'wrong', word: 'a=2', fault: 'twice' });
    assert.deepEqual(parseLabels('a==1'), { kind: 'wrong', word: 'a==1', fault: 'badValue' });
  });

  it('accepts names that objects have by default', () => {
    const line = 'constructor=2 toString=3';
    const read = parseLabels(line);
    assert.equal(read.kind === 'labels' && labelLine(read.labels), line);
  });

  it('is written in key order, without what could not be read again', () => {
    assert.equal(
      labelLine({ team: 'shop', env: 'prod', 'a b': 'c', x: 'y z' }),
      'env=prod team=shop',
    );
  });
});

describe('labelChanges', () => {
  it('names what was added, changed and removed, and nothing else', () => {
    assert.deepEqual(
      labelChanges({ env: 'prod', old: '1', same: '' }, { env: 'dev', new: '', same: '' }),
      [
        { key: 'env', from: 'prod', to: 'dev' },
        { key: 'new', from: null, to: '' },
        { key: 'old', from: '1', to: null },
      ],
    );
  });

  it('ignores what was never shown', () => {
    assert.deepEqual(labelChanges({ 'a b': 'c' }, {}), []);
  });
});
