import assert from 'node:assert/strict';
import path from 'node:path';
import { root } from '../host/hosts.mjs';
import type { SampleFoundation } from '../../src/sample/foundation.ts';
import { startSample } from '../support/sample.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { sessionOfSuite } from './support/suite.ts';

describe('The account of a foundation', () => {
  let sample: SampleFoundation;
  let account = '';

  before(async () => {
    sample = await startSample({ signIn: 'passcode' });
    account = `dev (${new URL(sample.api).host})`;
  });

  const session = sessionOfSuite(() => ({
    extensions: [root, path.join(root, 'test/ui/otherExtension')],
  }));

  after(() => sample.close());

  it('is signed in with the passcode from the browser when no password is requested', async () => {
    const { workbench, page } = session();
    await workbench.openView('Cloud Foundry');
    await workbench.runCommandByKeys('Cloud Foundry: Sign In to Foundation…');
    await workbench.quickInput.getByText('Address of the Cloud Foundry API').waitFor();
    await workbench.answer(sample.api);
    await workbench.question('How do you want to sign in?').waitFor();
    assert.equal(await workbench.option(/User Name and Password/).count(), 0);
    const opened = page.context().waitForEvent('page');
    await workbench.pick('Single Sign-On');
    const passcodePage = await opened;
    const passcode = await passcodePage.locator('code').innerText();
    await passcodePage.close();
    await workbench.quickInput.getByText('One-time passcode').waitFor();
    await workbench.answer(passcode);
    await workbench.row(/^acme/).waitFor();
  });

  it('gives another extension, once allowed, a handle that is not a token', async () => {
    const { workbench } = session();
    const before = sample.requests.length;
    await workbench.runCommandByKeys('Other: Ask for a Session');
    await workbench.dialog.getByRole('button', { name: 'Allow', exact: true }).click();
    await workbench.pick(account);
    const told = workbench.notification(`${account} got <`);
    await told.waitFor();
    const [, handle = ''] = /<(.*)>/.exec(await told.innerText()) ?? [];
    assert.match(handle, /^[0-9a-f-]{36}$/);
    assert.equal(sample.requests.length, before);
    const headers = { authorization: `bearer ${handle}` };
    const answer = await fetch(new URL('/v3/organizations', sample.api), { headers });
    assert.equal(answer.status, 401);
    await workbench.dismissNotifications();
  });

  it('is in the Accounts menu, which offers to sign out', async () => {
    const { workbench, page } = session();
    await page.locator('.part.activitybar').getByRole('button', { name: 'Accounts' }).click();
    await page.getByRole('menuitem', { name: `${account} (Cloud Foundry)` }).hover();
    const signOut = page.getByRole('menuitem', { name: 'Sign Out', exact: true });
    await signOut.hover();
    await takeScreenshot(page, 'accounts-menu');
    await signOut.click({ delay: 120 }); // a menu swallows clicks in its first 100 ms
    await workbench.dialog.getByRole('button', { name: 'Sign Out' }).click();
    await workbench.row(/^acme/).waitFor({ state: 'detached' });
    await workbench.sideBar.getByText('You are signed out of this foundation.').waitFor();
    await takeScreenshot(page, 'accounts-signed-out');
  });

  it('causes no error', () => {
    assert.deepEqual(session().errors(), []);
  });
});
