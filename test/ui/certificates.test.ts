import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { SampleFoundation } from '../../src/sample/foundation.ts';
import { anAuthority } from '../support/authority.ts';
import { aCliConfig, CliHome } from '../support/cliHome.ts';
import { startSample } from '../support/sample.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { sessionOfSuite } from './support/suite.ts';

const trust = 'Trust a Certificate Authority…';

describe('A foundation whose certificate isn’t trusted', () => {
  const cfHome = process.env['CF_HOME'];
  let home: CliHome;
  let folder = '';
  let caFile = '';
  let sample: SampleFoundation;
  let host = '';

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'certificates-'));
    caFile = path.join(folder, 'company-ca.pem');
    const authority = anAuthority('Company Root');
    await writeFile(caFile, authority.pem);
    await writeFile(path.join(folder, 'no-ca.pem'), 'hello');
    sample = await startSample({ tls: authority.issue({ subject: 'api.company.example' }) });
    ({ host } = new URL(sample.api));
    home = new CliHome();
    process.env['CF_HOME'] = home.folder;
  });

  const session = sessionOfSuite(() => ({ settings: { 'files.simpleDialog.enable': true } }));

  after(async () => {
    if (cfHome === undefined) delete process.env['CF_HOME'];
    else process.env['CF_HOME'] = cfHome;
    await rm(home.folder, { recursive: true });
    await sample.close();
    await rm(folder, { recursive: true });
  });

  it('receives no unencrypted password before a confirmation', async () => {
    const { workbench } = session();
    await workbench.openView('Cloud Foundry');
    await askToSignIn('http://api.company.example');
    await workbench.dialog
      .getByText('Use http://api.company.example without encryption?')
      .waitFor();
    await workbench.dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  it('says so on sign-in, and offers to trust an authority', async () => {
    const { workbench, page } = session();
    await askToSignIn(sample.api);
    const toast = workbench.notification(/Could not sign in: the certificate of .* isn’t trusted/);
    await toast.waitFor();
    assert.match(await toast.innerText(), /issued to CN=api\.company\.example by CN=Company Root/);
    await takeScreenshot(page, 'certificate-sign-in');
    await toast.getByRole('button', { name: trust }).click();
    await chooseFile('no-ca.pem');
    await workbench
      .notification(/Could not trust the certificate authority: .*contains no certificates/)
      .waitFor();
    await workbench.dismissNotifications();
  });

  it('of the cf CLI that skips validation also asks first', async () => {
    const { workbench, page } = session();
    logIn({ SSLDisabled: true });
    await workbench.runCommandByKeys('Cloud Foundry: Use cf CLI Session');
    const { dialog } = workbench;
    await dialog.getByText(`Use ${host} without checking certificates?`).waitFor();
    await dialog.getByText(/Issued by: CN=Company Root/).waitFor();
    await dialog.getByText(/The cf CLI skips the check \(SSLDisabled\)/).waitFor();
    await takeScreenshot(page, 'certificate-ask');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await workbench.notification(/Could not use the cf CLI session: the certificate of/).waitFor();
    await workbench.dismissNotifications();
    assert.deepEqual(sample.requests, []);
  });

  it('says so in place of its rows, and offers to trust an authority', async () => {
    const { workbench, page } = session();
    const { sideBar } = workbench;
    await sideBar.getByText('The certificate of this foundation isn’t trusted.').waitFor();
    await sideBar.getByRole('button', { name: trust }).waitFor();
    await takeScreenshot(page, 'certificate-welcome');
  });

  it('is shown as not validated once the user agrees', async () => {
    const { workbench, page } = session();
    await workbench.sideBar.getByRole('button', { name: 'Retry' }).click();
    await workbench.dialog.getByRole('button', { name: 'Skip Validation' }).click();
    await workbench.row(/^acme/).waitFor();
    await workbench.sideBar.getByText('Certificates aren’t checked for this foundation.').waitFor();
    await takeScreenshot(page, 'certificate-unchecked-alone');
    await workbench.runCommandByKeys('Cloud Foundry: Open Sample Foundation');
    await workbench.row(/^Sample Foundation/).waitFor();
    await workbench.row(/certificates not checked · dev/).waitFor();
    await takeScreenshot(page, 'certificate-unchecked');
  });

  it('is validated again on request, and then its row says what is wrong', async () => {
    const { workbench, page } = session();
    await workbench.chooseFromContextMenu(/certificates not checked/, 'Turn On Certificate Checks');
    await workbench.row(/^Could not refresh: the certificate of/).waitFor();
    assert.equal(await workbench.row(/certificates not checked/).count(), 0);
    await takeScreenshot(page, 'certificate-checked');
  });

  it('is reached once its authority is trusted, from the row that said what was wrong', async () => {
    const { workbench, page } = session();
    await workbench.clickInline(/^Could not refresh/, trust);
    await chooseFile('company-ca.pem');
    const { dialog } = workbench;
    await dialog.getByText(/Issued to: CN=Company Root/).waitFor();
    await takeScreenshot(page, 'certificate-trust');
    await dialog.getByRole('button', { name: 'Trust', exact: true }).click();
    await workbench.row(/^Could not refresh/).waitFor({ state: 'detached' });
    await workbench.row(/^acme/).first().waitFor();
  });

  it('is validated silently when possible', async () => {
    const { workbench } = session();
    await workbench.runCommandByKeys('Cloud Foundry: Use cf CLI Session');
    await workbench.row(/^127\.0\.0\.1.* cf CLI$/).waitFor();
    assert.equal(await workbench.dialog.count(), 0);
    assert.equal(await workbench.notification(/certificate/).count(), 0);
  });

  it('has one line in the log for each of these', () => {
    assert.deepEqual(
      session().errors([
        'Could not sign in: the certificate of',
        'Could not trust the certificate authority: .*contains no certificates',
        'Could not use the cf CLI session: the certificate of',
      ]),
      [],
    );
    assert.match(session().logs(), /Certificates of https:.* are not checked: the user has agreed/);
  });

  async function askToSignIn(api: string): Promise<void> {
    const { workbench } = session();
    await workbench.runCommandByKeys('Cloud Foundry: Sign In to Foundation…');
    await workbench.quickInput.getByText('Address of the Cloud Foundry API').waitFor();
    await workbench.answer(api);
  }

  /** Types the file's name into VS Code's own dialog. */
  async function chooseFile(name: string): Promise<void> {
    const { workbench } = session();
    // Once it has listed its first folder: what is typed before that is lost.
    await workbench.option('..').waitFor();
    await workbench.type(path.join(folder, name));
    await workbench.option(name).waitFor();
    await workbench.quickInput.getByRole('button', { name: 'Choose' }).click();
  }

  /** `cf login`, with validation or without. */
  function logIn(fields: { readonly SSLDisabled: boolean }): void {
    home.write(
      aCliConfig({
        Target: sample.api,
        AuthorizationEndpoint: sample.login,
        AccessToken: `bearer ${sample.tokenFor('dev')}`,
        ...fields,
      }),
    );
  }
});
