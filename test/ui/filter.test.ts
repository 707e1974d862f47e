import assert from 'node:assert/strict';
import { openSampleByMouse } from './support/sample.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { sessionOfSuite } from './support/suite.ts';

describe('Filters', () => {
  const session = sessionOfSuite();
  /** A box that is not yet complete forgets what is typed. */
  const asked = (title: string) => session().workbench.quickInput.getByText(title).waitFor();
  const droplets = () => session().workbench.row(/^Droplet/);

  it('list only the droplets in a state, from the inline button of the app', async () => {
    const { workbench, page } = session();
    await openSampleByMouse(workbench);
    await workbench.resizeSideBar(440);
    await workbench.expand(/^acme/);
    await workbench.expand(/^dev/);
    await workbench.expand(/^storefront/);
    await droplets().first().waitFor();
    await workbench.clickInline(/^storefront/, 'Filter Droplets…');
    await asked('Filter Droplets of storefront');
    await workbench.type('state:failed');
    await takeScreenshot(page, 'filter-input');
    await page.keyboard.press('Enter');
    await workbench.row(/^storefront .*filter: state:failed \(server\) · \d+ of 132/).waitFor();
    for (const label of await droplets().allInnerTexts()) {
      assert.match(label, /failed/);
    }
    await page.mouse.move(1000, 600);
    await takeScreenshot(workbench.sideBar, 'filter');
  });

  it('are sent to the API when it supports them', async () => {
    assert.ok(
      session()
        .requests()
        .some((request) => /\/droplets\?.*states=FAILED/.test(request)),
    );
  });

  it('are shown as active in the view, and are cleared there in one click', async () => {
    const { workbench } = session();
    await workbench.sideBar.getByText('storefront · filter: state:failed').waitFor();
    await workbench.clickViewTitle('Clear Filter');
    await workbench.row(/^storefront started/).waitFor();
    await workbench
      .row(/^Droplet .*, staged/)
      .first()
      .waitFor();
    await workbench.sideBar.getByText('storefront · filter').waitFor({ state: 'hidden' });
  });

  it('open from the title bar of the view, for the selected app', async () => {
    const { workbench } = session();
    await workbench.clickViewTitle('Filter Droplets…');
    await asked('Filter Droplets of storefront');
    await workbench.answer('state:expired');
    await workbench
      .row(/^Droplet .*, expired/)
      .first()
      .waitFor();
    await workbench.sideBar.getByText('storefront · filter: state:expired').waitFor();
    await workbench.chooseFromContextMenu(/^storefront/, 'Clear Filter');
    await workbench
      .row(/^Droplet .*, staged/)
      .first()
      .waitFor();
  });

  it('validate the text as you type', async () => {
    const { workbench, page } = session();
    await workbench.chooseFromContextMenu(/^storefront/, 'Filter Droplets…');
    await asked('Filter Droplets of storefront');
    await workbench.type('stat:failed');
    await workbench.quickInput.getByText(/Unknown field "stat"/).waitFor();
    await takeScreenshot(page, 'filter-problem');
    await page.keyboard.press('Escape');
  });

  it('are completed as you type, and applied by one more Enter', async () => {
    const { workbench, page } = session();
    await workbench.chooseFromContextMenu(/^storefront/, 'Filter Droplets…');
    await asked('Filter Droplets of storefront');
    await workbench.option('List all droplets').waitFor();
    await workbench.option(/^buildpack:/).waitFor();
    await takeScreenshot(page, 'filter-fields');
    await workbench.type('sta');
    await workbench.option('state:, staged, failed').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await workbench.option('Enter a value after state:').waitFor();
    await workbench.option(/^failed/).waitFor();
    await page.keyboard.type('fa');
    await workbench.option('Filter: state:fa').waitFor();
    await takeScreenshot(page, 'filter-completion');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await workbench.option('Filter: state:failed').waitFor();
    await page.keyboard.type(' !java');
    await workbench.option('Filter: state:failed !java').waitFor();
    await page.keyboard.press('Enter');
    await workbench
      .row(/^storefront .*filter: state:failed \(server\) · !java \(here\) · /)
      .waitFor();
    await page.mouse.move(1000, 600);
    await takeScreenshot(workbench.sideBar, 'filter-matched');
  });

  it('are offered again, and removed by an empty one', async () => {
    const { workbench, page } = session();
    await workbench.chooseFromContextMenu(/^storefront/, 'Filter Droplets…');
    await asked('Filter Droplets of storefront');
    await workbench.type('');
    await workbench.option('state:failed !java').waitFor();
    await workbench.option('state:expired').waitFor();
    await takeScreenshot(page, 'filter-recent');
    await page.keyboard.press('Enter');
    await workbench.row(/^storefront started/).waitFor();
  });

  it('say that nothing matches', async () => {
    const { workbench, page } = session();
    await workbench.chooseFromContextMenu(/^storefront/, 'Filter Droplets…');
    await asked('Filter Droplets of storefront');
    await workbench.answer('guid:00000000');
    await workbench.row('No droplets match the filter').waitFor();
    await workbench.sideBar
      .getByText('storefront · filter: guid:00000000 (here) · 0 of 132')
      .waitFor();
    await takeScreenshot(page, 'filter-nothing');
    await workbench.clickViewTitle('Clear Filter');
    await workbench.row('No droplets match the filter').waitFor({ state: 'detached' });
  });

  it('list only the apps whose names contain a word, from the palette', async () => {
    const { workbench, page } = session();
    await workbench.collapse(/^acme/);
    await workbench.row(/^platform/).click();
    await workbench.row(/^acme/).click();
    await workbench.row(/^dev/).click();
    await workbench.runCommandByKeys('Cloud Foundry: Filter Apps…');
    await asked('Filter Apps in dev');
    await workbench.answer('store');
    await workbench.row(/^dev .*filter: store \(here\) · 1 of 8/).waitFor();
    await workbench.row(/^storefront/).waitFor();
    await workbench.row(/^catalog/).waitFor({ state: 'detached' });
    await takeScreenshot(page, 'filter-apps');
    await workbench.clickViewTitle('Clear Filter');
    await workbench.row(/^catalog/).waitFor();
  });

  it('shows no error, neither in its console nor in its logs', () => {
    assert.deepEqual(session().errors(), []);
  });
});
