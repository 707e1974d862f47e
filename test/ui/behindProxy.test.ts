import assert from 'node:assert/strict';
import { startCompanyNetwork, type CompanyNetwork } from '../support/companyNetwork.ts';
import { dropletLabel, shortGuidOf } from './support/sample.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { sessionOfSuite } from './support/suite.ts';

describe('A foundation with its own authority, behind a proxy that requires a password', () => {
  const known = process.env['SSL_CERT_FILE'];
  let network: CompanyNetwork;
  let passcode = '';

  before(async () => {
    network = await startCompanyNetwork();
    process.env['SSL_CERT_FILE'] = network.caFile;
  });

  const session = sessionOfSuite(() => ({ settings: network.settings }));

  after(async () => {
    if (known === undefined) delete process.env['SSL_CERT_FILE'];
    else process.env['SSL_CERT_FILE'] = known;
    await network.close();
  });

  it('is signed in to with a passcode from the browser', async () => {
    const { workbench, page } = session();
    await workbench.openView('Cloud Foundry');
    await workbench.runCommandByKeys('Cloud Foundry: Sign In to Foundation…');
    await workbench.quickInput.getByText('Address of the Cloud Foundry API').waitFor();
    await workbench.answer(network.api);
    await workbench.question('How do you want to sign in?').waitFor();
    await takeScreenshot(workbench.quickInput, 'connect');
    await workbench.pick('Single Sign-On');
    // VS Code itself asks before it opens an address; the browser here would not find the way.
    await workbench.dialog.getByText('https://login.cf.example.org/passcode').waitFor();
    await workbench.dialog.getByRole('button', { name: 'Cancel' }).click();
    await workbench.quickInput.getByText('One-time passcode').waitFor();
    await takeScreenshot(page, 'connect-passcode');
    passcode = network.sample.passcodeFor('dev');
    await workbench.answer(passcode);
    await workbench.row(/^acme/).waitFor();
  });

  it('is browsed', async () => {
    const { workbench } = session();
    await workbench.expand(/^acme/);
    await workbench.expand(/^dev/);
    await workbench.expand(/^storefront/);
    await workbench.row(dropletLabel('current')).waitFor();
  });

  it('has a droplet assigned after a confirmation', async () => {
    const { workbench, page } = session();
    const chosen = await shortGuidOf(workbench.row(dropletLabel('staged')).nth(1));
    await workbench.chooseFromContextMenu(chosen, 'Assign as Current Droplet…');
    await workbench.dialog.getByText(`PATCH ${network.api}/v3/apps/`).waitFor();
    await takeScreenshot(page, 'behind-proxy-assign');
    await workbench.dialog.getByRole('button', { name: 'Assign', exact: true }).click();
    await workbench.row(new RegExp(`${chosen}, current`)).waitFor();
    const changes = network.sample.requests.filter(({ method }) => method === 'PATCH');
    assert.deepEqual(
      changes.map(({ status }) => status),
      [200],
    );
  });

  it('shows the proxy only names and ports', () => {
    const { proxy } = network;
    const targets = new Set(proxy.connects.map(({ authority }) => authority));
    assert.deepEqual(targets, new Set(['api.cf.example.org:443', 'login.cf.example.org:443']));
    const text = `${JSON.stringify(proxy.connects)}${proxy.seen().toString('latin1')}`;
    for (const secret of secrets()) assert.equal(text.includes(secret), false);
  });

  it('causes no error, and no log contains a secret', () => {
    assert.deepEqual(session().errors(), []);
    const logs = session().logs();
    assert.match(logs, /GET \/v3\/organizations/);
    for (const secret of secrets()) assert.equal(logs.includes(secret), false);
  });

  /** The passcode, and all tokens that were used. */
  function secrets(): readonly string[] {
    const tokens = network.sample.requests.flatMap(
      ({ headers }) => headers.authorization?.split(' ')[1] ?? [],
    );
    assert.ok(tokens.length > 0 && passcode !== '');
    return [...new Set([passcode, 'proxy-password', ...tokens])];
  }
});
