import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Settings } from '../../src/foundations/settings.ts';
import { aLog } from '../support/clients.ts';
import { setFoundations } from './support/configuration.ts';
import { eventually } from './support/eventually.ts';

const { Workspace } = vscode.ConfigurationTarget;

const configuration = () => vscode.workspace.getConfiguration('cfDroplets');
const setPageSize = (value: unknown) => configuration().update('pageSize', value, Workspace);

describe('Settings', () => {
  const log = aLog();
  let settings: Settings;

  before(() => {
    settings = new Settings(log);
  });

  after(async () => {
    settings.dispose();
    await setPageSize(7);
  });

  it('use the page size of a workspace', () => {
    assert.equal(settings.pageSize, 7);
  });

  it('ignore the foundations of a workspace', () => {
    const inspected = configuration().inspect('foundations');
    assert.deepEqual(settings.foundations.entries, []);
    assert.equal(inspected?.workspaceValue, undefined);
  });

  const values: readonly (readonly [value: unknown, used: number])[] = [
    [0, 1],
    [20.9, 20],
    ['many', 50],
  ];
  for (const [value, used] of values) {
    it(`use ${JSON.stringify(value)} as a page size of ${used}`, async () => {
      await setPageSize(value);
      await eventually(() => assert.equal(settings.pageSize, used));
    });
  }

  it('say in the log once that a page size is out of range, and which is used', async () => {
    const before = log.lines.length;
    await setPageSize(6000);
    await eventually(() => assert.equal(settings.pageSize, 5000));
    assert.equal(settings.pageSize, 5000);
    assert.deepEqual(log.lines.slice(before), [
      'cfDroplets.pageSize is 6000, which is not from 1 to 5000: 5000 is used',
    ]);
  });

  it('show current droplets unless that is turned off', async () => {
    assert.equal(settings.showsCurrentDroplets, true);
    await configuration().update('showCurrentDroplets', false, Workspace);
    await eventually(() => assert.equal(settings.showsCurrentDroplets, false));
    await configuration().update('showCurrentDroplets', undefined, Workspace);
    await eventually(() => assert.equal(settings.showsCurrentDroplets, true));
  });

  it('report when the foundations change, and log one line for each skipped entry', async () => {
    const before = log.lines.length;
    await changed(() => setFoundations([{ api: 'api.a.example' }, { api: 7 }, 'b.example']));
    assert.deepEqual(
      settings.foundations.entries.map(({ api }) => api),
      ['https://api.a.example'],
    );
    assert.deepEqual(log.lines.slice(before), [
      'cfDroplets.foundations: entry 2 is left out: api is no address such as https://api.example.org',
      'cfDroplets.foundations: entry 3 is left out: it is not an object',
    ]);
    await changed(() => setFoundations(undefined));
    assert.deepEqual(settings.foundations.entries, []);
  });

  async function changed(change: () => Promise<void>): Promise<void> {
    const told = new Promise<void>((resolve) => {
      const listening = settings.onDidChangeFoundations(() => {
        listening.dispose();
        resolve();
      });
    });
    await change();
    await told;
  }
});
