import assert from 'node:assert/strict';
import { aDroplet } from '../support/builders.ts';
import { aCliConfig, aJwt, CliHome, removeCliHomes } from '../support/cliHome.ts';
import { closeServers, json } from '../support/hostileServer.ts';
import { aToken } from '../support/tokens.ts';
import { startFoundation, type TestFoundation } from './support/foundation.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { sessionOfSuite } from './support/suite.ts';

describe('The session of the cf CLI', () => {
  const cfHome = process.env['CF_HOME'];
  const home = new CliHome();
  let foundation: TestFoundation;

  before(async () => {
    process.env['CF_HOME'] = home.folder;
    foundation = await startFoundation([aDroplet()]);
    foundation.instead.set('POST /oauth/token', () =>
      json({
        access_token: aToken('access'),
        refresh_token: aToken('refresh'),
        expires_in: 3600,
      }),
    );
  });

  const session = sessionOfSuite();

  after(async () => {
    if (cfHome === undefined) delete process.env['CF_HOME'];
    else process.env['CF_HOME'] = cfHome;
    removeCliHomes();
    await closeServers();
  });

  const button = () =>
    session().workbench.sideBar.getByRole('button', { name: 'Use cf CLI Session' });

  it('is offered first when there is no foundation yet, and reported if missing', async () => {
    const { workbench } = session();
    await workbench.openView('Cloud Foundry');
    await button().waitFor();
    const offers = await workbench.sideBar.locator('.monaco-button').allInnerTexts();
    assert.equal(offers[0], 'Use cf CLI Session');
    await button().click();
    await workbench.notification(/No cf CLI session found: .*config\.json/).waitFor();
    await workbench.dismissNotifications();
  });

  it('opens the tree at the targeted space, which it marks and selects', async () => {
    const { workbench, page } = session();
    const { origin } = foundation.server;
    home.write(
      aCliConfig({
        Target: origin,
        AuthorizationEndpoint: origin,
        AccessToken: `bearer ${aJwt(-10)}`,
        RefreshToken: aToken('refresh'),
        SSLDisabled: true,
      }),
    );
    await button().click();
    await workbench.row(/^billing/).waitFor();
    await workbench.row('acme targeted · 1 space').waitFor();
    const space = workbench.row('dev targeted · 1 app');
    await space.waitFor();
    assert.equal(await space.getAttribute('aria-selected'), 'true');
    await takeScreenshot(page, 'cli-session');
  });

  it('reports refresh tokens that were replaced', async () => {
    const { workbench } = session();
    const replaced = workbench.notification('replaced the cf CLI’s refresh token');
    await replaced.getByRole('button', { name: 'Sign In to Foundation…' }).click();
    await workbench.quickInput.getByText('Address of the Cloud Foundry API').waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  it('is no longer used after Sign Out, and its file stays', async () => {
    const { workbench } = session();
    const before = home.text();
    await workbench.runCommandByKeys('Cloud Foundry: Sign Out');
    await workbench.notification('The cf CLI stays signed in').waitFor();
    await button().waitFor();
    assert.equal(home.text(), before);
  });

  it('causes no errors', () => {
    const expected = ['No cf CLI session found'];
    assert.deepEqual(session().errors(expected), []);
  });
});
