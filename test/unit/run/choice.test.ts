import assert from 'node:assert/strict';
import { readChoice } from '../../run/choice.mjs';

const files: Readonly<Record<string, readonly string[]>> = {
  unit: ['unit/changes/assign.test.ts', 'unit/journeys/assign.test.ts', 'unit/notices.test.ts'],
  ui: ['ui/filter.test.ts'],
};
const choose = (...args: readonly string[]) =>
  readChoice(args, ['check', 'unit', 'ui'], (suite) => files[suite] ?? []);

describe('the command line of the tests', () => {
  it('selects whole suites', () => {
    assert.deepEqual(choose('unit', 'ui'), { suites: ['unit', 'ui'], files: [], grep: undefined });
  });

  it('selects a file by its path, from the root of the project or of the disk', () => {
    for (const path of [
      'test/unit/changes/assign.test.ts',
      './test/unit/changes/assign.test.ts',
      '/home/me/project/test/unit/changes/assign.test.ts',
      'C:\\project\\test\\unit\\changes\\assign.test.ts',
      'changes/assign',
    ]) {
      assert.deepEqual(choose('unit', path).files, ['unit/changes/assign.test.ts'], path);
    }
  });

  it('selects all files of a base name', () => {
    const found = ['unit/changes/assign.test.ts', 'unit/journeys/assign.test.ts'];
    assert.deepEqual(choose('unit', 'assign.test.ts').files, found);
    assert.deepEqual(choose('unit', 'assign').files, found);
  });

  it('selects tests by their names', () => {
    const { files: chosen, grep } = choose('unit', 'notices', '--grep', 'names every license');
    assert.deepEqual([chosen, grep], [['unit/notices.test.ts'], 'names every license']);
  });

  it('refuses anything but a suite or a file of the one suite', () => {
    assert.throws(() => choose('notices'), /Name a suite first/);
    assert.throws(() => choose('unit', 'sign'), /no test file "sign"/);
    assert.throws(() => choose('ui', 'notices'), /no test file "notices" in the suite "ui"/);
    assert.throws(() => choose('unit', 'ui', 'filter'), /one suite alone/);
  });
});
