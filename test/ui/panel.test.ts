import assert from 'node:assert/strict';
import { accessibilityProblems } from './support/accessibility.ts';
import { dropletLabel, openSampleByMouse, shortGuidOf } from './support/sample.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { sessionOfSuite } from './support/suite.ts';
import { themeNames, type Theme } from './support/themes.ts';

describe('The panel of a droplet', () => {
  const session = sessionOfSuite();
  const tab = (name: string) => session().workbench.panel().getByRole('tab', { name });
  const tabContent = () => session().workbench.panel().getByRole('tabpanel');

  it('shows the stages of the droplet and what was detected', async () => {
    const { workbench } = session();
    await openSampleByMouse(workbench);
    await workbench.expand(/^acme/);
    await workbench.expand(/^dev/);
    await workbench.expand(/^storefront/);
    const row = workbench.row(dropletLabel('current'));
    const guid = await shortGuidOf(row);
    await row.click();
    const panel = workbench.panel();
    await panel.getByRole('heading', { name: 'storefront' }).waitFor();
    await panel.getByText('current', { exact: true }).first().waitFor();
    await workbench.editorTab(`storefront ${guid}`).waitFor();
    const stages = panel.getByRole('list', { name: 'Droplet stages' }).getByRole('listitem');
    await stages.first().waitFor();
    const titles = (await stages.allInnerTexts()).map((text) => text.split(/\s/, 1)[0]);
    assert.deepEqual(titles, ['Package', 'Build', 'Droplet', 'Assigned', 'Deployed']);
    assert.match(await tabContent().innerText(), /nodejs/);
  });

  it('changes its tab with the arrow keys', async () => {
    const { page } = session();
    await tab('Lifecycle').focus();
    await page.keyboard.press('ArrowRight');
    assert.equal(await tab('JSON').getAttribute('aria-selected'), 'true');
    await session().workbench.panel().getByRole('tree', { name: 'JSON' }).waitFor();
    assert.equal(await session().workbench.hasFocus(tab('JSON')), true);
    await page.keyboard.press('ArrowLeft');
    assert.equal(await tab('Lifecycle').getAttribute('aria-selected'), 'true');
  });

  it('reveals one secret in place, and hides it again', async () => {
    const panel = session().workbench.panel();
    const reveal = panel.getByRole('button', { name: /^Reveal (?!All)/ });
    const masked = await reveal.count();
    assert.ok(masked > 0, 'The sample has secrets.');
    const name = (await reveal.first().getAttribute('aria-label')) ?? '';
    await reveal.first().click();
    const hide = panel.getByRole('button', { name: name.replace('Reveal', 'Hide'), exact: true });
    await hide.first().waitFor();
    assert.equal(await reveal.count(), masked - 1);
    await hide.first().click();
    await hide.first().waitFor({ state: 'detached' });
    assert.equal(await reveal.count(), masked);
  });

  it('finds words in the JSON', async () => {
    const { workbench, page } = session();
    await tab('JSON').click();
    const panel = workbench.panel();
    await panel.getByRole('searchbox', { name: 'Find in JSON' }).fill('buildpack');
    await panel.getByText(/^1 of \d+$/).waitFor();
    await page.keyboard.press('Enter');
    await panel.getByText(/^2 of \d+$/).waitFor();
    await takeScreenshot(page, 'panel-search');
    await page.keyboard.press('Escape');
  });

  it('folds and unfolds with the keys of a tree', async () => {
    const { workbench, page } = session();
    const lines = workbench.panel().getByRole('treeitem');
    const links = lines.filter({ hasText: /^"links"/ });
    await links.focus();
    await page.keyboard.press('ArrowLeft');
    await lines.filter({ hasText: /^"links".*entries/ }).waitFor();
    await page.keyboard.press('ArrowRight');
    await links.and(workbench.panel().locator('[aria-expanded="true"]')).waitFor();
  });

  const pictures: Readonly<Record<Theme, { lifecycle: string; json: string }>> = {
    light: { lifecycle: 'panel-lifecycle-light', json: 'panel-json-light' },
    highContrast: { lifecycle: 'panel-high-contrast', json: 'panel-json-high-contrast' },
    lightHighContrast: { lifecycle: 'panel-light-high-contrast', json: 'panel-json-light-hc' },
    dark: { lifecycle: 'panel-lifecycle-dark', json: 'panel-json' },
  };
  for (const theme of themeNames) {
    it(`has no accessibility problem in the theme "${theme}"`, async () => {
      const { workbench, page } = session();
      await workbench.useTheme(theme);
      await tab('JSON').click();
      await workbench.panel().getByRole('tree', { name: 'JSON' }).waitFor();
      assert.deepEqual(await accessibilityProblems(workbench.panel()), []);
      await takeScreenshot(page, pictures[theme].json);
      await tab('Lifecycle').click();
      await workbench.panel().getByRole('list', { name: 'Droplet stages' }).waitFor();
      assert.deepEqual(await accessibilityProblems(workbench.panel()), []);
      await takeScreenshot(page, pictures[theme].lifecycle);
    });
  }

  it('copies the JSON as it is shown, with its masks', async () => {
    const { workbench } = session();
    const panel = workbench.panel();
    await tab('JSON').click();
    await panel.getByRole('button', { name: 'Copy JSON' }).click();
    await panel.getByText('JSON copied').waitFor();
    const copied: unknown = JSON.parse(await workbench.clipboard());
    assert.ok(typeof copied === 'object' && copied !== null && 'process_types' in copied);
    assert.deepEqual(copied.process_types, { web: '••••••••', worker: '••••••••' });
  });

  it('puts the stages below each other when it is narrow', async () => {
    const { workbench, page } = session();
    await page.setViewportSize({ width: 720, height: 900 });
    for (const name of ['Lifecycle', 'JSON']) {
      await tab(name).click();
      await tabContent().waitFor();
      assert.deepEqual(await accessibilityProblems(workbench.panel()), []);
      const overflow = await workbench
        .panel()
        .locator('html')
        .evaluate((html) => html.scrollWidth - html.clientWidth);
      assert.equal(overflow, 0, 'It scrolls sideways.');
      await takeScreenshot(page, `panel-narrow-${name.toLowerCase()}`);
    }
  });

  it('shows no error, neither in its console nor in its logs', () => {
    assert.deepEqual(session().errors(), []);
  });
});
