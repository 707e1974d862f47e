import assert from 'node:assert/strict';
import type { SampleFoundation } from '../../src/sample/foundation.ts';
import { aDroplet, aPage } from '../support/builders.ts';
import { apiError, closeServers, json } from '../support/hostileServer.ts';
import { startSample } from '../support/sample.ts';
import { accessibilityProblems } from './support/accessibility.ts';
import { signIn, startFoundation } from './support/foundation.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { sessionOfSuite } from './support/suite.ts';
import { themeNames, type Theme } from './support/themes.ts';

describe('What runs where', () => {
  const session = sessionOfSuite();
  const panel = () => session().workbench.panel();
  const rows = () => panel().locator('.row');
  const status = () => panel().locator('.status');
  const filter = () => panel().getByLabel('Filter');
  let sample: SampleFoundation;

  before(async () => {
    sample = await startSample({ data: 'large', signIn: 'password' });
  });
  after(async () => {
    await sample.close();
    await closeServers();
  });

  /** The text of a column, for each row in the page. */
  const texts = (column: string) => rows().locator(`.of-${column}`).allInnerTexts();

  it('shows all apps of a foundation', async () => {
    const { workbench } = session();
    await workbench.openView('Cloud Foundry');
    await signIn(workbench, sample.api, { name: 'dev', password: 'dev' });
    await workbench.row(/^division-1/).waitFor();
    await workbench.runCommandByKeys('Cloud Foundry: Rename Foundation…');
    await workbench.quickInput.getByText('Leave it empty for the default name').waitFor();
    await workbench.answer('Example');
    const before = sample.requests.length;
    await workbench.runCommandByKeys('Cloud Foundry: Show What Runs Where');
    await panel().getByRole('heading', { name: 'What Runs Where' }).waitFor();
    await status()
      .getByText(/^10,000 of 10,000 apps$/)
      .waitFor({ timeout: 60_000 });
    const asked = sample.requests.slice(before).map(({ path }) => path.split('?', 1)[0]);
    assert.equal(asked.filter((path) => path === '/v3/apps').length, 2);
    assert.equal(asked.filter((path) => path === '/v3/droplets').length, Math.ceil(10_000 / 150));
    assert.equal(await panel().getByRole('grid').getAttribute('aria-rowcount'), '10001');
    assert.ok((await rows().count()) < 60);
  });

  it('is sorted by keyboard', async () => {
    const { page, workbench } = session();
    const head = panel().getByRole('columnheader', { name: 'Buildpacks' });
    await head.getByRole('button').focus();
    await page.keyboard.press('Enter');
    await panel().locator('[aria-sort=ascending].of-buildpacks').waitFor();
    const first = await texts('buildpacks');
    assert.deepEqual(first, first.toSorted());
    await page.keyboard.press('Enter');
    await panel().locator('[aria-sort=descending].of-buildpacks').waitFor();
    assert.equal(await workbench.hasFocus(head), true);
  });

  it('is scrolled to the end and back by keyboard, row by row and page by page', async () => {
    const { page, workbench } = session();
    await rows().first().focus();
    await page.keyboard.press('End');
    const last = panel().locator('.row[aria-rowindex="10001"]');
    await last.waitFor();
    await last.getByText('division-').first().waitFor();
    assert.equal(await workbench.hasFocus(last), true);
    await page.keyboard.press('PageUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Home');
    const first = panel().locator('.row[aria-rowindex="2"]');
    assert.equal(await workbench.hasFocus(first), true);
    await page.keyboard.press('ArrowDown');
    assert.equal(await workbench.hasFocus(panel().locator('.row[aria-rowindex="3"]')), true);
  });

  it('scrolls with the mouse, and has few rows in the page at any time', async () => {
    const { page } = session();
    await panel().getByRole('grid').hover();
    await page.mouse.wheel(0, 100_000);
    await panel().locator('.row[aria-rowindex="3580"]').getByText('division-').first().waitFor();
    assert.ok((await rows().count()) < 70);
    await page.mouse.wheel(0, -200_000);
    await panel().locator('.row[aria-rowindex="2"]').waitFor();
  });

  it('is narrowed by a click on a stack, which is part of the filter then', async () => {
    const stacks = panel().getByRole('group', { name: 'Stacks' });
    const button = stacks.getByRole('button').first();
    const [name = '', count = ''] = (await button.innerText()).split(/\s+/);
    await button.click();
    await status().getByText(`${count} of 10,000 apps`).waitFor();
    assert.equal(await filter().inputValue(), `stack:${name}`);
    await stacks.locator('[aria-pressed=true]').waitFor();
    assert.deepEqual([...new Set(await texts('stack'))], [name]);
  });

  const pictures: Readonly<Record<Theme, string>> = {
    light: 'runs-where-light',
    highContrast: 'runs-where-high-contrast',
    lightHighContrast: 'runs-where-light-high-contrast',
    dark: 'runs-where',
  };
  for (const theme of themeNames) {
    it(`has no accessibility problem in the theme "${theme}"`, async () => {
      const { workbench, page } = session();
      await workbench.useTheme(theme);
      await rows().nth(2).focus();
      assert.deepEqual(await accessibilityProblems(panel()), []);
      await page.mouse.move(700, 10);
      await takeScreenshot(page, pictures[theme]);
    });
  }

  it('says what is wrong with a filter, and finds what a good one asks for', async () => {
    await filter().fill('stakc:x');
    await panel().getByText('Unknown field "stakc"').waitFor();
    assert.equal(await filter().getAttribute('aria-invalid'), 'true');
    await filter().fill('orders state:stopped org:division-1');
    await status()
      .getByText(/^\d+ of 10,000 apps$/)
      .waitFor();
    await rows().first().getByText('orders-').first().waitFor();
    assert.deepEqual([...new Set(await texts('state'))], ['stopped']);
  });

  it('is copied as CSV, with what the filter has left', async () => {
    const { workbench } = session();
    const [count = ''] = (await status().innerText()).split(' ');
    await panel().getByRole('button', { name: 'Copy as CSV' }).click();
    await panel().getByText(`Copied as CSV. Apps: ${count}`).waitFor();
    const [head, ...lines] = (await workbench.clipboard()).trimEnd().split('\r\n');
    assert.ok(head?.startsWith('App,Organization,Space,State,Current Droplet'));
    assert.equal(String(lines.length), count);
    assert.ok(lines.every((line) => /^orders-\d+,division-1,.*,STOPPED,/.test(line)));
  });

  it('reveals an app in the tree, and opens a droplet with Enter', async () => {
    const { page, workbench } = session();
    const name = await rows().first().locator('.of-app').innerText();
    await rows().first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await workbench.focusedRow(new RegExp(`^${name}`)).waitFor();
    const droplet = await rows().first().locator('.of-droplet').innerText();
    await rows().first().focus();
    await page.keyboard.press('Enter');
    await workbench.editorTab(`${name} ${droplet.slice(0, 8)}`).waitFor();
    await workbench.editorTab(`${name} ${droplet.slice(0, 8)}`).click({ button: 'middle' });
    await rows().first().waitFor();
  });

  it('is readable in a small window, as with a zoom of 200 %', async () => {
    const { page } = session();
    await page.setViewportSize({ width: 720, height: 500 });
    await rows().first().focus();
    assert.deepEqual(await accessibilityProblems(panel()), []);
    const overflow = await panel()
      .locator('html')
      .evaluate((html) => html.scrollWidth - html.clientWidth);
    assert.equal(overflow, 0, 'The page scrolls sideways.');
    await takeScreenshot(page, 'runs-where-narrow');
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it('shows the apps of a space alone, without a column for the place', async () => {
    const { workbench } = session();
    await workbench.editorTab(/^What Runs Where/).click({ button: 'middle' });
    await workbench.chooseFromContextMenu(/^team-1/, 'Show What Runs Where');
    await status()
      .getByText(/^500 of 500 apps$/)
      .waitFor();
    const heads = await panel().getByRole('columnheader').allInnerTexts();
    assert.ok(!heads.some((text) => text.startsWith('Place')));
  });

  it('closes when its foundation is signed out', async () => {
    const { workbench } = session();
    await workbench.runCommand('Cloud Foundry: Sign Out');
    await workbench.editorTab(/^What Runs Where/).waitFor({ state: 'detached' });
  });

  it('keeps its rows when a request fails, and tries again on request', async () => {
    const { workbench } = session();
    const droplet = aDroplet({ guid: 'aaaa1111-0000-4000-8000-000000000001' });
    const { instead } = await startFoundation([droplet]).then(async (started) => {
      started.instead.set('GET /v3/droplets', () => apiError(400, 1, 'CF-Tired', 'I am tired.'));
      await signIn(workbench, started.server.origin);
      return started;
    });
    await workbench.row(/^acme/).waitFor();
    await workbench.chooseFromContextMenu(/^127/, 'Show What Runs Where');
    await panel().getByRole('alert').getByText('I am tired.').waitFor();
    await status().getByText('1 of 1 apps · 1 droplet still to be read').waitFor();
    instead.set('GET /v3/droplets', () => json(aPage([droplet])));
    await panel().getByRole('button', { name: 'Retry' }).click();
    await panel().getByRole('gridcell', { name: 'java 4.77' }).waitFor();
    assert.equal(await panel().getByRole('alert').count(), 0);
  });

  it('shows no error, neither in its console nor in its logs', () => {
    assert.deepEqual(session().errors(), []);
  });
});
