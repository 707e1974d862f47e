import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { apiError, json } from '../support/hostileServer.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { sessionOfSuite } from './support/suite.ts';
import { payload, startTainted, type TaintedFoundation } from './support/tainted.ts';

/** What VS Code made of texts in which a foundation has written links and icons: in the page and in the panels' frames. */
async function alive(frame: Frame): Promise<readonly string[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await aliveNow(frame);
    } catch (error) {
      // A panel that is just opening loads its document into the frame: that is then what has to be looked at.
      if (attempt === 5) throw error;
      if (frame.isDetached()) return [];
    }
  }
}

async function aliveNow(frame: Frame): Promise<readonly string[]> {
  return frame.evaluate(() =>
    [...document.querySelectorAll('a, [href], [data-href], .codicon-flame')]
      .filter(
        (element) =>
          element.classList.contains('codicon-flame') ||
          element.textContent === 'go' ||
          ['href', 'data-href'].some((name) => element.getAttribute(name)?.includes('terminal')),
      )
      .map((element) => element.outerHTML),
  );
}

describe('Texts that others wrote', () => {
  let foundation: TaintedFoundation;

  before(async () => {
    foundation = await startTainted({
      extraPrompts: [{ name: 'mfaCode', kind: 'text', label: 'Code.', value: '1' }],
      speed: 3,
    });
  });

  const session = sessionOfSuite(() => ({
    settings: { 'cfDroplets.confirmByTyping': ['acme*/dev*'] },
  }));

  after(() => foundation.close());

  const button = (name: string) =>
    session().workbench.dialog.getByRole('button', { name, exact: true });

  /** Looks at everything that is open now. @param seen where the payload has to stand, or the test would see nothing */
  async function assertInert(seen: string, picture?: string): Promise<void> {
    const { page } = session();
    const shown = page.getByText(/\[go\]\u200b?\(command:workbench/).first();
    await shown.waitFor({ state: 'attached' });
    if (picture !== undefined) await takeScreenshot(page, picture);
    const found = (await Promise.all(page.frames().map(alive))).flat();
    assert.deepEqual(found, [], seen);
  }

  const input = () => session().workbench.quickInput;

  it('are no links in the questions of a login server, before anybody has signed in', async () => {
    const { workbench } = session();
    await workbench.openView('Cloud Foundry');
    await workbench.runCommandByKeys('Cloud Foundry: Sign In to Foundation…');
    await input().getByText('Address of the Cloud Foundry API').waitFor();
    await workbench.answer(foundation.api);
    await workbench.question('How do you want to sign in?').waitFor();
    await workbench.answer('User Name and Password');
    await input().getByText('User name, often an email address').waitFor();
    await workbench.answer(payload);
    await input().getByText('Password for').waitFor();
    await assertInert('the user name in the prompt for the password');
    await workbench.answer('wrong');
    await input().getByText('Code.').waitFor();
    await assertInert('a further prompt', 'inert-prompt');
    await workbench.answer('1');
    await workbench.notification('Bad credentials').waitFor();
    await assertInert('the refusal of the login server');
    await workbench.dismissNotifications();
  });

  it('are no links in the tree, its head and its tooltips', async () => {
    const { workbench } = session();
    await workbench.runCommandByKeys('Cloud Foundry: Sign In to Foundation…');
    await input().getByText('Address of the Cloud Foundry API').waitFor();
    await workbench.answer(foundation.api);
    await workbench.question('How do you want to sign in?').waitFor();
    await workbench.answer('User Name and Password');
    await input().getByText('User name, often an email address').waitFor();
    await workbench.answer('dev');
    await input().getByText('Password for').waitFor();
    await workbench.answer('dev');
    await input().getByText('Code.').waitFor();
    await workbench.answer('1');
    await workbench.row(/^acme/).waitFor();
    await workbench.resizeSideBar(520);
    for (const row of [/^acme/, /^dev/, /^storefront/]) await workbench.expand(row);
    await workbench
      .row(/^Droplet [0-9a-f]{8}, staged/)
      .first()
      .waitFor();
    await assertInert('rows', 'inert-tree');
    for (const row of [/^acme/, /^dev/, /^storefront/]) {
      await workbench.tooltipOf(row);
      await assertInert('a tooltip');
    }
    await workbench
      .row(/^Droplet [0-9a-f]{8}, staged/)
      .first()
      .hover();
    await assertInert('the tooltip of a droplet');
  });

  it('are no links in the boxes of a filter', async () => {
    const { workbench, page } = session();
    await workbench.chooseFromContextMenu(/^storefront/, 'Filter Droplets…');
    await workbench.option('List all droplets').waitFor();
    await assertInert('the title of the box');
    await workbench.type(`${payload}:x`);
    await assertInert('the message that a field is unknown');
    await workbench.answer('state:staged');
    await page.locator('.tree-explorer-viewlet-tree-view .message').getByText('filter').waitFor();
    await assertInert('the message at the head of the view');
    await workbench.chooseFromContextMenu(/^storefront/, 'Clear Filter');
  });

  it('are no links and no icons in quick picks', async () => {
    const { workbench, page } = session();
    await workbench.row(/^acme/).click();
    await workbench.runCommandByKeys('Cloud Foundry: Filter Droplets…');
    for (const what of ['an organization', 'a space', 'an app']) {
      if (!(await workbench.question(`Select ${what}`).isVisible())) continue;
      await assertInert(`a list of ${what}`);
      await page.keyboard.press('Enter');
    }
    await workbench.question('Select').or(workbench.option('List all droplets')).first().waitFor();
    await assertInert('what comes next', 'inert-pick');
    await page.keyboard.press('Escape');
  });

  it('are no links when a change is confirmed, typed, refused and reported', async () => {
    const { workbench, page } = session();
    await workbench.collapse(/^acme/);
    for (const row of [/^acme/, /^dev/, /^storefront/]) await workbench.expand(row);
    await workbench.chooseFromContextMenu(/^storefront/, 'Restart App…');
    await workbench.dialog.waitFor();
    await assertInert('the question before a restart');
    await page.keyboard.press('Escape');
    const staged = /^Droplet [0-9a-f]{8}, staged/;
    const row = workbench.row(staged).first();
    const name = (await row.getAttribute('aria-label')) ?? '';
    const droplet = new RegExp(`^${name.slice(0, 16)}`);
    await workbench.chooseFromContextMenu(droplet, 'Assign as Current Droplet…');
    await workbench.dialog.waitFor();
    await assertInert('the question before an assignment', 'inert-question');
    await button('Assign').click();
    await input().getByText('is protected').waitFor();
    await assertInert('the prompt for the name of the app', 'inert-typing');
    await workbench.type('other');
    await input().getByText('Type the name of the app').waitFor();
    await assertInert('the message that another name was typed');
    await workbench.answer(`storefront${payload}`);
    await workbench.notification('is now current for').waitFor();
    await assertInert('the notification', 'inert-notification');
    await workbench.dismissNotifications();
    await workbench.runCommandByKeys('Cloud Foundry: Undo Assignment…');
    await workbench.question('Select the assignment to undo').waitFor();
    await assertInert('the list of what can be undone');
    await page.keyboard.press('Escape');
    await workbench.chooseFromContextMenu(/^storefront/, 'Edit Labels…');
    await input().getByText('Labels of app').waitFor();
    await assertInert('the box of the labels');
    foundation.instead.set('PATCH', apiError(422, 10008, 'CF-UnprocessableEntity', payload));
    await workbench.answer('team=shop');
    await button('Change').click();
    await workbench.answer(`storefront${payload}`);
    await workbench.notification('Could not').waitFor();
    await assertInert('the refusal of the API');
    await workbench.dismissNotifications();
  });

  it('are no links in panels, documents and tabs', async () => {
    const { workbench } = session();
    const staged = /^Droplet [0-9a-f]{8}, (?:staged|current)/;
    await workbench.row(staged).first().click();
    await workbench.panel().getByRole('tab', { name: 'Lifecycle' }).waitFor();
    await workbench.panel().getByText(payload.slice(0, 12)).first().waitFor();
    await assertInert('the panel of a droplet', 'inert-panel');
    await workbench.panel().getByRole('tab', { name: 'JSON' }).click();
    await assertInert('its JSON');
    await workbench.chooseFromContextMenu(/^storefront/, 'Show App History');
    await workbench.panel().getByText('storefront').first().waitFor();
    await assertInert('the history of an app');
    const former = workbench.row(/^Droplet [0-9a-f]{8}, staged/).first();
    const label = (await former.getAttribute('aria-label')) ?? '';
    const droplet = new RegExp(`^${label.slice(0, 16)}`);
    await workbench.chooseFromContextMenu(droplet, 'Compare with Current Droplet');
    await workbench
      .editorTab(/↔|storefront/)
      .last()
      .waitFor();
    await assertInert('the comparison of two droplets');
  });

  it('are no links in the Accounts menu', async () => {
    const { page } = session();
    await page
      .getByRole('tab', { name: 'Accounts' })
      .or(page.getByLabel('Accounts'))
      .first()
      .click();
    await page.getByRole('menuitem', { name: /dev/ }).first().waitFor();
    await assertInert('the account');
    await page.keyboard.press('Escape');
  });

  it('are no links in errors and in the status bar', async () => {
    const { workbench, page } = session();
    foundation.instead.set('GET /v3/organizations', apiError(500, 10001, 'UnknownError', payload));
    await workbench.runCommandByKeys('Cloud Foundry: Refresh');
    await workbench.row(/^Could not refresh/).waitFor({ timeout: 60_000 });
    await assertInert('a row that says what went wrong', 'inert-problem');
    foundation.instead.set('GET /v3/organizations', json({}, 429, { 'retry-after': '5' }));
    await workbench.runCommandByKeys('Cloud Foundry: Refresh');
    await page.getByText(', as requested by').first().waitFor();
    await assertInert('the status bar');
    foundation.instead.clear();
  });

  it('have run no command', async () => {
    const { page } = session();
    assert.equal(await page.locator('.terminal-wrapper, .integrated-terminal').count(), 0);
  });
});
