import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { startCompanyNetwork, type CompanyNetwork } from '../support/companyNetwork.ts';
import { closeServers, json, startServer } from '../support/hostileServer.ts';
import { openAll } from './support/foundation.ts';
import { realStorage } from './support/storage.ts';
import { aWindow, closeWindows } from './support/window.ts';

describe('Behind a proxy that requires a password', () => {
  const known = process.env['SSL_CERT_FILE'];
  let network: CompanyNetwork;

  before(async () => {
    network = await startCompanyNetwork();
    process.env['SSL_CERT_FILE'] = network.caFile;
    await setSettings((name) => network.settings[name]);
  });

  after(async () => {
    await setSettings(() => undefined);
    if (known === undefined) delete process.env['SSL_CERT_FILE'];
    else process.env['SSL_CERT_FILE'] = known;
    await network.close();
    await closeServers();
  });

  async function setSettings(valueOf: (name: string) => string | undefined): Promise<void> {
    for (const name of Object.keys(network.settings)) {
      const target = vscode.ConfigurationTarget.Global;
      await vscode.workspace.getConfiguration().update(name, valueOf(name), target);
    }
  }

  it('sign-in and browsing work, and so does the fetch of the extension host', async () => {
    const { origin } = await startServer(() => json({ answers: true }));
    const answers = async () => (await fetch(origin)).json();
    assert.deepEqual(await answers(), { answers: true });

    const storage = await realStorage();
    const { foundations, explorer } = aWindow(storage);
    const passcode = network.sample.passcodeFor('dev');
    const credentials = { kind: 'passcode', passcode } as const;
    const { signal } = new AbortController();
    const offer = await foundations.signInOffer(new URL(network.api), signal);
    const row = await foundations.signIn(offer, credentials, signal);
    const { droplet } = await openAll(explorer);
    assert.equal(droplet.kind, 'droplet');

    assert.deepEqual(await answers(), { answers: true });
    await foundations.remove(row);
    await closeWindows();
    assert.deepEqual(await answers(), { answers: true });
    const targets = new Set(network.proxy.connects.map(({ authority }) => authority));
    assert.ok(targets.has('api.cf.example.org:443') && targets.has('login.cf.example.org:443'));
  });
});
