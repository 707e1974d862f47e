import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { accessibilityProblems } from './support/accessibility.ts';
import { openSampleByMouse } from './support/sample.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { sessionOfSuite } from './support/suite.ts';
import { themeNames, type Theme } from './support/themes.ts';

function main(entry: Locator): Locator {
  return entry.locator('.entry-main');
}

describe('The history of an app', () => {
  const session = sessionOfSuite();
  const panel = () => session().workbench.panel();
  const entries = () => panel().locator('.entry');
  const details = () => panel().getByRole('complementary', { name: 'Details' });

  it('opens from the menu of an app', async () => {
    const { workbench } = session();
    await openSampleByMouse(workbench);
    await workbench.expand(/^acme/);
    await workbench.expand(/^prod/);
    await workbench.chooseFromContextMenu(/^storefront/, 'Show App History');
    await workbench.editorTab('storefront history').waitFor();
    await panel().getByRole('heading', { name: 'storefront' }).waitFor();
    await entries().first().waitFor();
    await panel()
      .getByText(/^[0-9a-f]{8} has been current since /)
      .waitFor();
  });

  it('shows the newest first, with each state as a word', async () => {
    const times = await entries()
      .locator('time')
      .evaluateAll((all) => all.map((time) => time.getAttribute('datetime') ?? ''));
    assert.ok(times.length > 10);
    assert.deepEqual(times, times.toSorted().toReversed());
    const staged = entries().filter({ hasText: /^(Droplet|Deployment)/ });
    const words = await staged.locator('.word').allTextContents();
    assert.ok(words.length > 0 && words.every((word) => word.trim() !== ''));
    for (const title of [/^Droplet/, /^Assigned/, /^Deployment/, /^Revision/]) {
      await panel().locator('.entry-title').filter({ hasText: title }).first().waitFor();
    }
  });

  it('is navigated with the arrow keys, and describes each entry', async () => {
    const { page, workbench } = session();
    await main(entries().first()).focus();
    await page.keyboard.press('End');
    assert.equal(await workbench.hasFocus(main(entries().last())), true);
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    assert.equal(await workbench.hasFocus(main(entries().nth(1))), true);
    await details().getByText('Current at the time').waitFor();
  });

  const pictures: Readonly<Record<Theme, string>> = {
    light: 'history-light',
    highContrast: 'history-high-contrast',
    lightHighContrast: 'history-light-high-contrast',
    dark: 'history',
  };
  for (const theme of themeNames) {
    it(`has no accessibility problem in the theme "${theme}"`, async () => {
      const { workbench, page } = session();
      await workbench.useTheme(theme);
      const earlier = entries()
        .filter({ hasText: /Deployment/ })
        .nth(1);
      await main(earlier).focus();
      await earlier.getByRole('button', { name: /^Go Back to/ }).waitFor();
      assert.deepEqual(await accessibilityProblems(panel()), []);
      await panel()
        .locator('html')
        .evaluate(() => window.scrollTo(0, 0));
      await page.mouse.move(700, 10);
      await takeScreenshot(page, pictures[theme]);
    });
  }

  it('opens the droplet of an entry with Enter', async () => {
    const { workbench, page } = session();
    const droplet = entries()
      .filter({ hasText: /^Droplet/ })
      .first();
    const title = await droplet.locator('.entry-title').innerText();
    await main(droplet).focus();
    await page.keyboard.press('Enter');
    const name = `storefront ${title.replace('Droplet ', '')}`;
    await workbench.editorTab(name).waitFor();
    await workbench.editorTab(name).click({ button: 'middle' });
    await entries().first().waitFor();
  });

  it('goes back to what was current then, after the preview', async () => {
    const { workbench, page } = session();
    const entry = entries()
      .filter({ hasText: /Deployment/ })
      .nth(1);
    await main(entry).focus();
    await page.keyboard.press('ArrowRight');
    const back = entry.getByRole('button', { name: /^Go Back to/ });
    assert.equal(await workbench.hasFocus(back), true);
    const label = await back.innerText();
    await page.keyboard.press('Enter');
    await workbench.dialog.waitFor();
    const [guid] = /[0-9a-f]{8}/.exec(label) ?? assert.fail(label);
    await workbench.dialog.getByText(guid).first().waitFor();
    await page.keyboard.press('Escape');
  });

  it('is readable when it is narrow', async () => {
    const { workbench, page } = session();
    await page.setViewportSize({ width: 720, height: 900 });
    await main(entries().nth(2)).focus();
    assert.deepEqual(await accessibilityProblems(panel()), []);
    const overflow = await workbench
      .panel()
      .locator('html')
      .evaluate((html) => html.scrollWidth - html.clientWidth);
    assert.equal(overflow, 0, 'It scrolls sideways.');
    await takeScreenshot(page, 'history-narrow');
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it('goes further back on request, and keeps what it shows', async () => {
    const { workbench } = session();
    await workbench.editorTab('storefront history').click({ button: 'middle' });
    await workbench.collapse(/^prod/);
    await workbench.expand(/^dev/);
    await workbench.chooseFromContextMenu(/^storefront/, 'Show App History');
    await panel().getByRole('heading', { name: 'storefront' }).waitFor();
    await entries().first().waitFor();
    const before = await entries().locator('.entry-title').allTextContents();
    await panel().getByRole('button', { name: 'Load Older' }).click();
    await panel()
      .getByText(/^\d+ older entries$/)
      .waitFor();
    const after = await entries().locator('.entry-title').allTextContents();
    assert.ok(after.length > before.length);
    assert.deepEqual(after.slice(0, before.length), before);
  });

  it('moves the focus from the last Load Older to the loaded entries', async () => {
    const { page, workbench } = session();
    const older = panel().getByRole('button', { name: 'Load Older' });
    let before = 0;
    while (await older.isVisible()) {
      before = await entries().count();
      await older.focus();
      await page.keyboard.press('Enter');
      await panel().locator(`.entry >> nth=${before}`).waitFor({ state: 'attached' });
      await panel().getByRole('button', { name: 'Loading…' }).waitFor({ state: 'detached' });
    }
    assert.equal(await workbench.hasFocus(main(entries().nth(before))), true);
    await panel().getByText('No older history is recorded.').waitFor();
  });

  it('shows no error, neither in its console nor in its logs', () => {
    assert.deepEqual(session().errors(), []);
  });
});
