import assert from 'node:assert/strict';
import { dropletLabel, shortGuidOf } from './support/sample.ts';
import { sessionOfSuite } from './support/suite.ts';

describe('Deploying by keyboard alone', () => {
  const session = sessionOfSuite();
  let chosen: string;

  const app = (words: string) => session().workbench.row(new RegExp(`^storefront .*${words}`));

  /** Opens the focused row's menu, and walks down to an entry. */
  async function choose(entry: string): Promise<void> {
    const { workbench, page } = session();
    await workbench.calm();
    await page.keyboard.press('Shift+F10');
    const focused = page.locator('.monaco-menu .action-item.focused', { hasText: entry });
    await page.getByRole('menuitem', { name: entry }).waitFor();
    await workbench.pressUntil('ArrowDown', () => focused.isVisible());
    await page.keyboard.press('Enter');
  }

  it('starts a rollout from the menu of a droplet', async () => {
    const { workbench, page } = session();
    await workbench.focusView('Foundations');
    await workbench.runCommandByKeys('Cloud Foundry: Open Sample Foundation');
    await workbench.row(/^acme/).waitFor();
    await workbench.focusView('Foundations');
    const path = [
      [/^acme/, /^dev/],
      [/^dev/, /^storefront/],
      [/^storefront/, dropletLabel('staged')],
    ] as const;
    for (const [row, below] of path) {
      await workbench.moveTo(row);
      await page.keyboard.press('ArrowRight');
      await workbench.row(below).first().waitFor();
    }
    await workbench.moveTo(dropletLabel('staged'));
    chosen = await shortGuidOf(workbench.focusedRow(dropletLabel('staged')));
    await choose('Deploy Droplet…');
    await workbench.question('How should the instances be replaced?').waitFor();
    await page.keyboard.press('Enter');
    await workbench.quickInput
      .getByText('How many instances should be replaced at once?')
      .waitFor();
    await page.keyboard.press('Enter');
    await workbench.dialog.getByText(`Deploy droplet ${chosen} to storefront?`).waitFor();
    await page.keyboard.press('Enter');
    await app(`rolling out ${chosen}`).waitFor();
  });

  it('cancels it from the menu of the app', async () => {
    const { workbench, page } = session();
    await workbench.focusView('Foundations');
    await workbench.moveTo(/^storefront/, 'ArrowUp');
    await choose('Cancel Deployment…');
    await workbench.dialog.getByText('Cancel the deployment of storefront?').waitFor();
    await page.keyboard.press('Enter');
    await workbench.notification('The deployment of storefront was canceled').waitFor();
    await workbench.row(new RegExp(`${chosen}, staged`)).waitFor();
  });

  it('shows in the history of the app what has happened', async () => {
    const { workbench, page } = session();
    await workbench.focusView('Foundations');
    await workbench.moveTo(/^storefront/, 'ArrowUp');
    await choose('Show App History');
    await workbench.editorTab(/storefront history/).waitFor();
    await workbench.panel().getByText(`Deployment of ${chosen}`).first().waitFor();
    assert.ok(await page.locator('.part.editor').isVisible());
    assert.deepEqual(session().errors(), []);
  });
});
