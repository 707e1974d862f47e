import assert from 'node:assert/strict';
import { takeScreenshot } from './support/screenshot.ts';
import { sessionOfSuite } from './support/suite.ts';

describe('The journey by palette alone', () => {
  const session = sessionOfSuite();
  let former: string;
  let chosen: string;

  it('lists all commands under their category', async () => {
    const { workbench, page } = session();
    await workbench.runCommandByKeys('Cloud Foundry: Open Sample Foundation');
    await workbench.row(/^acme/).waitFor();
    await workbench.findCommand('Cloud Foundry: ');
    await workbench.quickInput
      .getByRole('option', { name: /Assign as Current Droplet…/ })
      .waitFor();
    await takeScreenshot(workbench.quickInput, 'palette');
    await page.keyboard.press('Escape');
  });

  it('asks for organization, space, app and droplet one after the other', async () => {
    const { workbench } = session();
    await workbench.runCommandByKeys('Cloud Foundry: Assign as Current Droplet…');
    await chooseApp();
    const current = workbench.option(/, current|current ·/);
    former = (await current.innerText()).slice(0, 8);
    await takeScreenshot(workbench.page, 'palette-droplets');
  });

  it('loads more droplets from an entry at the end of the list', async () => {
    const { workbench } = session();
    await workbench.answer('Load More (50 of 132)');
    await workbench.option('Load More (50 of 132)').waitFor({ state: 'detached' });
    await workbench.type('Load More');
    await workbench.option('Load More (100 of 132)').waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  it('loads more of a list without asking which, when only one has more', async () => {
    const { workbench } = session();
    await workbench.runCommandByKeys('Cloud Foundry: Load More');
    await workbench.runCommandByKeys('Cloud Foundry: Assign as Current Droplet…');
    await chooseApp();
    const first = workbench.quickInput.getByRole('option').first();
    await first.waitFor();
    assert.equal(await first.getAttribute('aria-setsize'), '132');
  });

  it('assigns the droplet that is found by typing', async () => {
    const { workbench, page } = session();
    await workbench.type('staged');
    const staged = workbench.option(/staged/).nth(1);
    chosen = (await staged.innerText()).slice(0, 8);
    await workbench.answer(chosen);
    await workbench.dialog.waitFor();
    assert.match(
      await workbench.dialog.innerText(),
      new RegExp(`From: ${former}[^]*To: ${chosen}`),
    );
    await page.keyboard.press('Enter');
    await workbench.notification(`Droplet ${chosen} is now current for storefront`).waitFor();
  });

  it('says why a droplet cannot be assigned', async () => {
    const { workbench } = session();
    await workbench.runCommandByKeys('Cloud Foundry: Assign as Current Droplet…');
    await chooseApp();
    await workbench.type(chosen);
    await workbench.option(new RegExp(`${chosen}.*current`)).waitFor();
    await workbench.page.keyboard.press('Enter');
    await workbench.notification(`Droplet ${chosen} is already the current droplet.`).waitFor();
  });

  it('shows the droplet that is now current', async () => {
    const { workbench } = session();
    await workbench.runCommandByKeys('Cloud Foundry: Show Droplet');
    await chooseApp();
    await workbench.answer(chosen);
    const panel = workbench.panel();
    await panel.getByRole('heading', { name: 'storefront' }).waitFor();
    await panel.getByText('current', { exact: true }).first().waitFor();
  });

  it('shows no error but the one that was provoked', () => {
    assert.deepEqual(session().errors(['is already the current droplet']), []);
  });

  async function chooseApp(): Promise<void> {
    const { workbench } = session();
    for (const [question, text] of [
      ['Select an organization', 'acme'],
      ['Select a space', 'dev'],
      ['Select an app', 'storefront'],
    ] as const) {
      await workbench.question(question).waitFor();
      await workbench.answer(text);
    }
    await workbench.question('Select a droplet').waitFor();
  }
});
