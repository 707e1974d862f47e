import assert from 'node:assert/strict';
import path from 'node:path';
import { parseCfHomes } from '../../../src/foundations/cfHomes.ts';

const home = path.resolve('/home/dev');

describe('The setting cfDroplets.cfHomes', () => {
  it('names folders, each once, and expands ~ to the home folder', () => {
    const inHome = path.join(home, 'cf-prod');
    const { folders, faults } = parseCfHomes(['~/cf-prod', inHome, '~', `${inHome}/`], home);
    assert.deepEqual(folders, [inHome, home]);
    assert.deepEqual(faults, []);
  });

  it('leaves out anything but an absolute path, and says so', () => {
    const { folders, faults } = parseCfHomes(['cf-prod', '', 7, '~other/cf', home], home);
    assert.deepEqual(folders, [home]);
    assert.deepEqual(
      faults,
      [1, 2, 3, 4].map((n) => `entry ${n} is left out: it is no absolute path of a folder`),
    );
    assert.deepEqual(parseCfHomes('~/cf-prod', home), {
      folders: [],
      faults: ['it is not a list'],
    });
    assert.deepEqual(parseCfHomes(undefined, home), { folders: [], faults: [] });
  });
});
