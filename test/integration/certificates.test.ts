import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { CertificateError } from '../../src/cloudfoundry/network/errors.ts';
import { Explorer } from '../../src/explorer/explorer.ts';
import type { Row } from '../../src/explorer/rows.ts';
import { Foundations } from '../../src/foundations/foundations.ts';
import { Settings } from '../../src/foundations/settings.ts';
import { foundationDescription, toTreeItem } from '../../src/views/tree/treeItem.ts';
import { anAuthority } from '../support/authority.ts';
import { aLog } from '../support/clients.ts';
import { closeServers } from '../support/hostileServer.ts';
import { eventually } from './support/eventually.ts';
import { theExtension } from './support/extension.ts';
import { startFoundation } from './support/foundation.ts';
import { realStorage, type Storage } from './support/storage.ts';
import { anOffer } from '../support/signIn.ts';

const credentials = { kind: 'password', username: 'dev', password: 'dev' } as const;
const { signal } = new AbortController();

describe('A foundation whose certificate isn’t trusted', () => {
  const authority = anAuthority('Company Root');
  const windows: { dispose(): unknown }[] = [];
  let storage: Storage;
  let folder = '';
  let caFile = '';
  let api: URL;

  before(async () => {
    storage = await realStorage();
    folder = await mkdtemp(path.join(os.tmpdir(), 'certificates-'));
    caFile = path.join(folder, 'ca.pem');
    await writeFile(caFile, authority.pem);
  });

  beforeEach(async () => {
    const { server } = await startFoundation({}, authority.issue());
    api = new URL(server.origin);
  });

  afterEach(async () => {
    await setStrict(undefined);
    for (const window of windows.splice(0)) await window.dispose();
    await closeServers();
    await storage.secrets.delete(`cfDroplets.tokens.${api.origin}`);
    await storage.globalState.update('cfDroplets.foundations', undefined);
    await storage.globalState.update('cfDroplets.trust', undefined);
  });

  after(async () => rm(folder, { recursive: true }));

  /** What the extension has in one window. */
  function aWindow() {
    const log = aLog();
    const settings = new Settings(log);
    const explorer = new Explorer(() => 50);
    const context = { ...storage, extensionUri: theExtension().extensionUri };
    const foundations = new Foundations({ context, explorer, settings, log });
    windows.push(foundations, settings);
    return { foundations, explorer };
  }

  it('is reached once its authority is trusted, in the next window too, until it is removed', async () => {
    const { foundations } = aWindow();
    const refused = foundations.signInOffer(api, signal);
    await assert.rejects(refused, { name: 'CertificateError', reason: 'unknownIssuer' });
    await foundations.roster.setTrust(api.origin, { caFile });
    await foundations.signIn(anOffer(api), credentials, signal);
    const next = aWindow();
    const [organization] = await next.explorer.children(undefined);
    assert.equal(organization?.kind, 'organization');
    await next.foundations.remove(next.explorer.foundations[0] ?? assert.fail());
    await assert.rejects(aWindow().foundations.signInOffer(api, signal), {
      name: 'CertificateError',
    });
  });

  it('is used unchecked where a setting asks for it and the user has agreed, and says so', async () => {
    const { foundations, explorer } = aWindow();
    const { roster } = foundations;
    assert.equal(roster.skipSource(api.origin), null);
    await setStrict(false);
    assert.equal(roster.skipSource(api.origin), 'proxyStrictSSL');
    await assert.rejects(foundations.signIn(anOffer(api), credentials, signal), {
      name: 'CertificateError',
    });
    await roster.setTrust(api.origin, { skipsValidation: true });
    const row = await foundations.signIn(anOffer(api), credentials, signal);
    await explorer.children(undefined);
    assert.equal(foundationDescription(row), 'certificates not checked · dev · API 3.228.0');
    const { contextValue, iconPath } = item(row);
    assert.equal(contextValue, 'foundation unchecked');
    assert.ok(iconPath instanceof vscode.ThemeIcon);
    assert.equal(iconPath.color?.id, 'list.warningForeground');
  });

  for (const [how, change] of [
    ['the setting no longer asks for it', async () => setStrict(undefined)],
    [
      'the user takes it back',
      async ({ roster }: Foundations) => roster.setTrust(api.origin, { skipsValidation: false }),
    ],
  ] as const) {
    it(`is checked again once ${how}, whatever connections there are`, async () => {
      const { foundations, explorer } = aWindow();
      await setStrict(false);
      await foundations.roster.setTrust(api.origin, { skipsValidation: true });
      const row = await foundations.signIn(anOffer(api), credentials, signal);
      await explorer.children(undefined);
      const problem = () => row.organizations.problem?.error;
      assert.equal(problem(), undefined);
      await change(foundations);
      await eventually(() => assert.equal(row.foundation.skipsValidation, false));
      await explorer.refresh();
      assert.ok(problem() instanceof CertificateError);
      assert.equal(row.organizations.count, 1);
      const shown = item(row.ending.problem);
      assert.equal(shown.contextValue, 'problem untrusted');
      assert.match(String(shown.description), /by CN=Company Root, valid from/);
    });
  }
});

function item(row: Row): vscode.TreeItem {
  return toTreeItem(row, new Date());
}

async function setStrict(value: boolean | undefined): Promise<void> {
  await vscode.workspace
    .getConfiguration('http')
    .update('proxyStrictSSL', value, vscode.ConfigurationTarget.Global);
}
