import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Settings } from '../../src/foundations/settings.ts';
import { aLog } from '../support/clients.ts';
import { eventually } from './support/eventually.ts';

const { Global, Workspace } = vscode.ConfigurationTarget;

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

  it('take the page size of a workspace', () => {
    assert.equal(settings.pageSize, 7);
  });

  it('take no trusted origin of a workspace', () => {
    const inspected = configuration().inspect('trustedLinkOrigins');
    assert.deepEqual(settings.trustedLinkOrigins, []);
    assert.equal(inspected?.workspaceValue, undefined);
  });

  const values: readonly (readonly [value: unknown, used: number])[] = [
    [0, 1],
    [20.9, 20],
    ['many', 50],
  ];
  for (const [value, used] of values) {
    it(`take ${JSON.stringify(value)} as a page size of ${used}`, async () => {
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

  it('tell when the trusted origins change, and leave out what is no text', async () => {
    const changed = new Promise<void>((resolve) => {
      settings.onDidChangeTrustedLinkOrigins(resolve);
    });
    await configuration().update('trustedLinkOrigins', ['https://a.example', 7], Global);
    await changed;
    assert.deepEqual(settings.trustedLinkOrigins, ['https://a.example']);
    await configuration().update('trustedLinkOrigins', undefined, Global);
  });
});
