import assert from 'node:assert/strict';
import { aDroplet } from '../support/builders.ts';
import { closeServers } from '../support/hostileServer.ts';
import {
  answerAs,
  expandToDroplets,
  startFoundation,
  type TestFoundation,
} from './support/foundation.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { sessionOfSuite } from './support/suite.ts';

describe('Foundations of the setting', () => {
  let production: TestFoundation;
  let staging: TestFoundation;

  before(async () => {
    const droplets = [aDroplet({ guid: 'current' }), aDroplet({ guid: 'other' })];
    production = await startFoundation(droplets);
    staging = await startFoundation(droplets);
  });

  const session = sessionOfSuite(() => ({
    settings: {
      'cfDroplets.foundations': [
        { api: production.server.origin, name: 'Production', readOnly: true },
        { api: staging.server.origin, name: 'Staging' },
      ],
    },
  }));

  after(closeServers);

  /** The names of the foundations, from top to bottom. */
  const order = async () => {
    await session().workbench.calm();
    const rows = session().workbench.sideBar.locator('[role=treeitem][aria-level="1"]');
    return (await rows.locator('.label-name').allInnerTexts()).join(' ');
  };
  const changes = new Set(['Assign as Current Droplet…', 'Assign Droplet…']);

  it('are in the tree from the beginning, signed out', async () => {
    const { workbench } = session();
    await workbench.openView('Cloud Foundry');
    await workbench.resizeSideBar(400);
    await workbench
      .row(/^Signed out/)
      .nth(1)
      .waitFor();
    assert.equal(await order(), 'Production Staging');
    await workbench.row(/^Production read-only/).waitFor();
    await takeScreenshot(workbench.sideBar, 'foundations-signed-out');
    assert.deepEqual(production.server.requests, []);
  });

  it('are offered by name on sign-in', async () => {
    const { workbench, page } = session();
    await workbench.runCommandByKeys('Cloud Foundry: Sign In to Foundation…');
    await workbench.question('Select a foundation, or enter another address').waitFor();
    await workbench.option(/^Enter Another Address…/).waitFor();
    await takeScreenshot(page, 'foundations-sign-in');
    await workbench.pick(/^Production/);
    await answerAs(workbench);
    await workbench.row(/^Production read-only · dev@example\.org · API/).waitFor();
  });

  it('offer no change when they are read-only, and refuse it with a message', async () => {
    const { workbench, page } = session();
    await expandToDroplets(workbench);
    for (const row of [/^billing/, /^Droplet other/]) {
      await workbench.calm();
      await workbench.row(row).click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Copy GUID' }).waitFor();
      const items = await page.getByRole('menuitem').allInnerTexts();
      assert.deepEqual(
        items.filter((item) => changes.has(item.trim())),
        [],
      );
      await page.keyboard.press('Escape');
    }
    await takeScreenshot(workbench.sideBar, 'foundations-read-only');
    await workbench.runCommandByKeys('Cloud Foundry: Assign Droplet…');
    await workbench.question('Select a foundation').waitFor();
    await workbench.pick(/^Production/);
    await workbench
      .notification('Production is read-only. You can’t change anything there.')
      .waitFor();
    await workbench.dismissNotifications();
  });

  it('can be renamed and moved from their menus', async () => {
    const { workbench, page } = session();
    await workbench.chooseFromContextMenu(/^Staging/, 'Rename Foundation…');
    await workbench.quickInput.getByText('Leave it empty for the default name').waitFor();
    await workbench.answer('Play');
    await workbench.row(/^Play/).waitFor();
    await workbench.calm();
    await workbench.row(/^Play/).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Move Foundation Up' }).waitFor();
    await takeScreenshot(page, 'foundations-menu');
    await page.keyboard.press('Escape');
    await workbench.chooseFromContextMenu(/^Play/, 'Move Foundation Up');
    assert.equal(await order(), 'Play Production');
  });

  it('are dragged to another position', async () => {
    const { workbench } = session();
    await workbench.calm();
    await workbench.row(/^Production/).dragTo(workbench.row(/^Play/));
    assert.equal(await order(), 'Production Play');
  });

  it('are removed in the setting, which opens', async () => {
    const { workbench, page } = session();
    await workbench.chooseFromContextMenu(/^Production/, 'Remove Foundation');
    await workbench.dialog.waitFor();
    await takeScreenshot(page, 'foundations-remove');
    assert.match(
      await workbench.dialog.innerText(),
      /cfDroplets\.foundations contains this foundation/,
    );
    await workbench.dialog.getByRole('button', { name: 'Sign Out and Open Setting' }).click();
    await page.getByText('Cf Droplets: Foundations').waitFor();
    await workbench
      .row(/^Signed out/)
      .nth(1)
      .waitFor();
    await takeScreenshot(page, 'foundations-setting');
  });

  it('cause no error in console and logs', () => {
    assert.deepEqual(session().errors(['Production is read-only']), []);
  });
});
