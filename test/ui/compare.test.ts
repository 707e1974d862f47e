import assert from 'node:assert/strict';
import { accessibilityProblems } from './support/accessibility.ts';
import { dropletLabel, openSampleByMouse, shortGuidOf } from './support/sample.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { sessionOfSuite } from './support/suite.ts';
import { themeNames, type Theme } from './support/themes.ts';

describe('Comparing droplets', () => {
  const session = sessionOfSuite();
  const section = () =>
    session()
      .workbench.panel()
      .locator('section')
      .filter({ has: session().page.locator('h2', { hasText: 'What would change' }) });
  const diff = () => session().page.locator('.monaco-diff-editor');
  let current: string;
  let older: string;

  it('shows in the panel of a droplet what would change, with one request for the processes', async () => {
    const { workbench } = session();
    await openSampleByMouse(workbench);
    await workbench.expand(/^acme/);
    await workbench.expand(/^dev/);
    // The request for what rows of apps tell must not be counted below.
    await workbench.row(/^catalog .* ago/).waitFor();
    await workbench.expand(/^storefront/);
    current = await shortGuidOf(workbench.row(dropletLabel('current')));
    const row = workbench.row(dropletLabel('staged')).nth(3);
    older = await shortGuidOf(row);
    await workbench.calm();
    const before = session().requests().length;
    await row.click();
    const panel = workbench.panel();
    await panel.getByRole('heading', { name: 'What would change' }).waitFor();
    const text = await section().innerText();
    assert.match(text, new RegExp(`older than the current droplet ${current}`));
    assert.match(
      text,
      /Buildpack\s+nodejs_buildpack 1\.8\.\d+\s+nodejs_buildpack 1\.8\.\d+\s+older/,
    );
    assert.match(text, /Label build/);
    assert.match(text, /Takes effect after the next restart/);
    assert.match(text, /PATCH http:\S+\/relationships\/current_droplet/);
    assert.match(text, new RegExp(`droplet ${older}`));
    const asked = session().requests().slice(before);
    assert.equal(asked.length, 8, asked.join('\n'));
  });

  const pictures: Readonly<Record<Theme, string>> = {
    light: 'changes-light',
    highContrast: 'changes-high-contrast',
    lightHighContrast: 'changes-light-hc',
    dark: 'changes',
  };
  for (const theme of themeNames) {
    it(`has no accessibility problem in the theme "${theme}"`, async () => {
      const { workbench, page } = session();
      await workbench.useTheme(theme);
      await page.setViewportSize({ width: 1280, height: 900 }); // the whole section
      await section().waitFor();
      assert.deepEqual(await accessibilityProblems(workbench.panel()), []);
      await takeScreenshot(page, pictures[theme]);
    });
  }

  it('opens the diff from the panel by keyboard, and masks secrets', async () => {
    const { workbench, page } = session();
    const button = workbench.panel().getByRole('button', { name: 'Compare with Current Droplet' });
    await button.focus();
    await page.keyboard.press('Enter');
    await workbench.editorTab(`storefront: ${current} (current) ↔ ${older}`).waitFor();
    await diff().getByText('nodejs_buildpack').first().waitFor();
    const text = await diff().innerText();
    assert.match(text, /process_types/);
    assert.doesNotMatch(text, /npm.start/);
    await takeScreenshot(page, 'compare');
    await workbench.runCommandByKeys('View: Close Editor');
  });

  it('compares with any other droplet of the app, picked by keyboard', async () => {
    const { workbench, page } = session();
    const [, other] = await Promise.all([
      workbench.calm(),
      shortGuidOf(workbench.row(dropletLabel('staged')).nth(1)),
    ]);
    await workbench.chooseFromContextMenu(new RegExp(`^Droplet ${older}`), 'Compare with…');
    await workbench.question(`Select a droplet to compare ${older} with`).waitFor();
    assert.equal(await workbench.option(new RegExp(`^${older}`)).count(), 0);
    await workbench.type(other);
    await workbench.option(new RegExp(other)).first().waitFor();
    await page.keyboard.press('Enter');
    await workbench.editorTab(`storefront: ${other} ↔ ${older}`).waitFor();
    await diff().getByText('nodejs_buildpack').first().waitFor();
    await workbench.runCommandByKeys('View: Close Editor');
  });

  it('offers no comparison of the current droplet with itself', async () => {
    const { workbench, page } = session();
    await workbench.calm();
    await workbench.row(dropletLabel('current')).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Compare with…' }).waitFor();
    assert.equal(
      await page.getByRole('menuitem', { name: 'Compare with Current Droplet' }).count(),
      0,
    );
    await page.keyboard.press('Escape');
  });

  it('is refreshed after an assignment: the new current droplet has nothing to change', async () => {
    const { workbench } = session();
    await workbench.row(new RegExp(`^Droplet ${older}`)).click();
    await section().waitFor();
    await workbench.chooseFromContextMenu(
      new RegExp(`^Droplet ${older}`),
      'Assign as Current Droplet…',
    );
    await workbench.dialog.waitFor();
    assert.match(
      await workbench.dialog.innerText(),
      /Buildpack: nodejs_buildpack .* → .* \(older\)/,
    );
    await workbench.dialog.getByRole('button', { name: 'Assign', exact: true }).click();
    await workbench.row(new RegExp(`^Droplet ${older}, current`)).waitFor();
    await section().waitFor({ state: 'detached' });
    const panel = workbench.panel();
    await panel.getByText('current', { exact: true }).first().waitFor();
    assert.equal(
      await panel.getByRole('button', { name: 'Compare with Current Droplet' }).count(),
      0,
    );
  });

  it('shows no error, neither in its console nor in its logs', () => {
    assert.deepEqual(session().errors(), []);
  });
});
