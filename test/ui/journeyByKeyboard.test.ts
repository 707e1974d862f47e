import assert from 'node:assert/strict';
import { dropletLabel, shortGuidOf } from './support/sample.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { sessionOfSuite } from './support/suite.ts';

describe('The journey by keyboard alone', () => {
  const session = sessionOfSuite();
  let former: string;
  let chosen: string;

  it('focuses the view and opens the sample foundation from it', async () => {
    const { workbench, page } = session();
    await workbench.focusView('Foundations');
    const button = workbench.sideBar.getByRole('button', { name: 'Open Sample Foundation' });
    await button.waitFor();
    await workbench.pressUntil('Tab', () => workbench.hasFocus(button));
    await takeScreenshot(page, 'keyboard-welcome');
    await page.keyboard.press('Enter');
    await workbench.row(/^acme/).waitFor();
  });

  it('walks down to the droplets of an app with the arrow keys', async () => {
    const { workbench } = session();
    await workbench.focusView('Foundations');
    const path = [
      [/^acme/, /^dev/],
      [/^dev/, /^storefront/],
      [/^storefront/, /^Droplet/],
    ] as const;
    for (const [name, child] of path) {
      await workbench.moveTo(name);
      await workbench.page.keyboard.press('ArrowRight');
      await workbench.row(child).first().waitFor();
    }
    await workbench.page.keyboard.press('ArrowRight'); // onto the first child
    await workbench.focusedRow(/^Droplet/).waitFor();
  });

  it('loads more with Enter', async () => {
    const { workbench } = session();
    for (const label of ['Load More (50 of 132)', 'Load More (100 of 132)']) {
      await workbench.page.keyboard.press('End');
      await workbench.moveTo(label, 'ArrowUp');
      // VS Code drops a key on a row that it is drawing anew.
      await workbench.calm();
      await workbench.page.keyboard.press('Enter');
      await workbench.row(label).waitFor({ state: 'detached' });
    }
    await workbench.page.keyboard.press('End');
    await workbench.moveTo(/^Droplet/, 'ArrowUp');
    assert.equal(await workbench.focusedRow(/^Droplet/).getAttribute('aria-setsize'), '132');
  });

  it('assigns from the context menu and confirms in the dialog', async () => {
    const { workbench, page } = session();
    await page.keyboard.press('Home');
    await workbench.moveTo(dropletLabel('current'));
    former = await shortGuidOf(workbench.focusedRow(/^Droplet/));
    await workbench.moveTo(dropletLabel('staged'));
    chosen = await shortGuidOf(workbench.focusedRow(/^Droplet/));
    await page.keyboard.press('Shift+F10');
    const entry = page.getByRole('menuitem', { name: 'Assign as Current Droplet…' });
    await entry.waitFor();
    await workbench.pressUntil('ArrowDown', () => workbench.hasFocus(entry));
    await takeScreenshot(page, 'keyboard-menu');
    await page.keyboard.press('Enter');
    await workbench.dialog.waitFor();
    const assign = workbench.dialog.getByRole('button', { name: 'Assign', exact: true });
    await workbench.pressUntil('Tab', () => workbench.hasFocus(assign));
    await page.keyboard.press('Enter');
    await workbench.row(new RegExp(`^Droplet ${chosen}, current`)).waitFor();
    await workbench.row(new RegExp(`^Droplet ${former}, staged`)).waitFor();
  });

  it('leaves the focus on the droplet, and closes the dialog with Escape for nothing', async () => {
    const { workbench, page } = session();
    await workbench.focusedRow(new RegExp(`^Droplet ${chosen}, current`)).waitFor();
    await workbench.moveTo(dropletLabel('staged'));
    await page.keyboard.press('Shift+F10');
    const entry = page.getByRole('menuitem', { name: 'Assign as Current Droplet…' });
    await entry.waitFor();
    await workbench.pressUntil('ArrowDown', () => workbench.hasFocus(entry));
    await page.keyboard.press('Enter');
    await workbench.dialog.waitFor();
    await page.keyboard.press('Escape');
    await workbench.dialog.waitFor({ state: 'detached' });
    const writes = session()
      .requests()
      .filter((request) => request.startsWith('PATCH'));
    assert.equal(writes.length, 1);
  });

  it('opens the panel with Enter and goes back to the view', async () => {
    const { workbench, page } = session();
    await page.keyboard.press('Enter');
    await workbench.panel().getByRole('heading', { name: 'storefront' }).waitFor();
    await workbench.focusView('Foundations');
    await workbench.focusedRow(dropletLabel('staged')).waitFor();
  });

  it('shows no error, neither in its console nor in its logs', () => {
    assert.deepEqual(session().errors(), []);
  });
});
