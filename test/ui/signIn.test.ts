import assert from 'node:assert/strict';
import type { SampleFoundation } from '../../src/sample/foundation.ts';
import type { SampleOptions } from '../../src/sample/options.ts';
import { startSample } from '../support/sample.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { sessionOfSuite } from './support/suite.ts';

describe('Signing in', () => {
  const session = sessionOfSuite();
  const samples: SampleFoundation[] = [];

  after(() => Promise.all(samples.map((sample) => sample.close())));

  const input = () => session().workbench.quickInput;

  /** Begins to sign in to a foundation, up to the question how. */
  async function begin(options: Partial<SampleOptions>): Promise<SampleFoundation> {
    const { workbench } = session();
    const sample = await startSample(options);
    samples.push(sample);
    await workbench.openView('Cloud Foundry');
    await workbench.runCommandByKeys('Cloud Foundry: Sign In to Foundation…');
    const another = workbench.option('Enter Another Address…');
    const address = input().getByText('Address of the Cloud Foundry API');
    await another.or(address).first().waitFor();
    if (await another.isVisible()) await another.click();
    await address.waitFor();
    await workbench.answer(sample.api);
    await workbench.question('How do you want to sign in?').waitFor();
    return sample;
  }

  async function assertSignedIn(sample: SampleFoundation, user: string): Promise<void> {
    const { workbench } = session();
    const { host } = new URL(sample.api);
    await workbench
      .row(new RegExp(`^${host}.* ${user}`))
      .or(workbench.sideBar.getByText(host).first())
      .first()
      .waitFor();
    const asked = sample.requests.filter(({ path }) => path.startsWith('/v3/organizations'));
    assert.equal(asked.at(-1)?.status, 200);
  }

  // A UAA leaves the passcode out of its prompts while no identity provider shows a link (`LoginInfoEndpoint.java`).
  it('uses single sign-on when the login server does not ask for a passcode', async () => {
    const { workbench, page } = session();
    const sample = await begin({ signIn: 'password' });
    await takeScreenshot(page, 'ways-in');
    const opened = page.context().waitForEvent('page');
    await workbench.pick('Single Sign-On');
    const passcodePage = await opened;
    const passcode = await passcodePage.locator('code').innerText();
    await passcodePage.close();
    await input().getByText('One-time passcode').waitFor();
    await workbench.answer(passcode);
    await workbench.row(/^acme/).first().waitFor();
    await assertSignedIn(sample, 'dev');
  });

  // UAA API documentation, "Password Grant": `login_hint={"origin":"ldap"}`; without it the UAA asks its own users only.
  it('uses the identity provider of the user, once that is named', async () => {
    const { workbench, page } = session();
    const sample = await begin({ origin: 'ldap' });
    await workbench.pick(/^User Name and Password, /);
    await input().getByText('User name, often an email address').waitFor();
    await workbench.answer('dev');
    await input().getByText('Password for dev').waitFor();
    await workbench.answer('dev');
    const refused = workbench.notification('Bad credentials');
    await refused.waitFor();
    await takeScreenshot(page, 'sign-in-refused');
    await refused.getByRole('button', { name: 'Use Identity Provider…' }).click();
    await input().getByText('Origin of the identity provider').waitFor();
    await workbench.answer('ldap');
    await input().getByText('User name for the identity provider ldap').waitFor();
    assert.equal(await input().locator('.quick-input-box input').inputValue(), 'dev');
    await page.keyboard.press('Enter');
    await input().getByText('Password for dev').waitFor();
    await workbench.answer('dev');
    await workbench.row(new RegExp(`^${new URL(sample.api).host}`)).waitFor();
    await assertSignedIn(sample, 'dev');
    const [wrong, right] = sample.requests.filter(({ method }) => method === 'POST');
    assert.equal(wrong?.path, '/oauth/token');
    assert.equal(right?.path, '/oauth/token?login_hint=%7B%22origin%22%3A%22ldap%22%7D');
  });

  it('starts at the password again after a wrong one', async () => {
    const { workbench, page } = session();
    await workbench.dismissNotifications();
    const sample = await begin({});
    await workbench.pick(/^User Name and Password, /);
    await input().getByText('User name, often an email address').waitFor();
    await workbench.answer('dev');
    await input().getByText('Password for dev').waitFor();
    await workbench.answer('wrong');
    const refused = workbench.notification('Bad credentials');
    await refused.getByRole('button', { name: 'Retry' }).click();
    await input().getByText('User name, often an email address').waitFor();
    assert.equal(await input().locator('.quick-input-box input').inputValue(), 'dev');
    await page.keyboard.press('Enter');
    await input().getByText('Password for dev').waitFor();
    await workbench.answer('dev');
    await workbench.row(new RegExp(`^${new URL(sample.api).host}`)).waitFor();
    await assertSignedIn(sample, 'dev');
  });

  it('accepts a client whose secret has special characters', async () => {
    const { workbench } = session();
    await workbench.dismissNotifications();
    const sample = await begin({});
    await workbench.pick('Client ID and Secret');
    await input().getByText('Client ID').waitFor();
    await workbench.answer('batch');
    await input().getByText('Secret for batch').waitFor();
    await workbench.answer('p%s+w :é');
    await workbench.row(new RegExp(`^${new URL(sample.api).host}`)).waitFor();
    await assertSignedIn(sample, 'batch');
  });

  it('shows no error but the refusals', () => {
    assert.deepEqual(session().errors(['Bad credentials']), []);
  });
});
