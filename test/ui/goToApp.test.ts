import assert from 'node:assert/strict';
import type { SampleFoundation } from '../../src/sample/foundation.ts';
import { startSample } from '../support/sample.ts';
import { signIn, signInFromView } from './support/foundation.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { sessionOfSuite } from './support/suite.ts';
import { themeNames } from './support/themes.ts';

const dev = { name: 'dev', password: 'dev' };

describe('Go to App among 100,000', () => {
  const session = sessionOfSuite();
  let sample: SampleFoundation;

  before(async () => {
    sample = await startSample({ data: 'huge' });
  });
  after(() => sample.close());

  const title = (text: string | RegExp) => session().workbench.quickInput.getByText(text);
  const complete = () => title(/^Go to App$/).waitFor({ timeout: 60_000 });
  const options = () => session().workbench.quickInput.getByRole('option');
  /** Requests for lists of apps since the last call. */
  let seen = 0;
  const asked = () => {
    const paths = sample.requests.slice(seen).map(({ path }) => decodeURIComponent(path));
    seen = sample.requests.length;
    return paths.filter((path) => path.startsWith('/v3/'));
  };

  it('finds an app by its exact name while the list of apps is still read', async () => {
    const { workbench, page } = session();
    await workbench.openView('Cloud Foundry');
    await workbench.resizeSideBar(420);
    await signIn(workbench, sample.api, dev);
    await workbench.row(/^EMEA/).waitFor();
    asked();
    await workbench.clickViewTitle('Go to App…');
    await title(/of 100,000 apps read/).waitFor();
    await workbench.type('service-registry');
    await workbench
      .option(/^service-registry/)
      .first()
      .waitFor();
    await takeScreenshot(page, 'go-to-app');
    await complete();
    const requests = asked();
    assert.equal(requests.filter((path) => path.includes('per_page=5000')).length, 20);
    assert.equal(requests.filter((path) => path.includes('names=service-registry')).length, 1);
  });

  it('finds parts of names and the names of spaces, the best first', async () => {
    const { workbench, page } = session();
    await workbench.type('checkout dev');
    await workbench
      .option(/^checkout,? .*dev/)
      .first()
      .waitFor();
    assert.match(
      (await options().first().getAttribute('aria-label')) ?? '',
      /^checkout\b.* \/ .*dev/,
    );
    for (const theme of themeNames) {
      await page.keyboard.press('Escape');
      await workbench.useTheme(theme);
      await workbench.clickViewTitle('Go to App…');
      await workbench.type('checkout dev');
      await workbench
        .option(/^checkout/)
        .first()
        .waitFor();
      await takeScreenshot(page, `go-to-app-${theme}`);
    }
    await page.keyboard.press('Escape');
  });

  it('leads to the app in the tree, by keyboard alone', async () => {
    const { workbench, page } = session();
    await workbench.runCommandByKeys('Cloud Foundry: Go to App…');
    await complete();
    await workbench.type('chkout prod');
    await options().nth(1).waitFor();
    await page.keyboard.press('ArrowDown');
    const label = (await options().nth(1).getAttribute('aria-label')) ?? '';
    asked();
    await page.keyboard.press('Enter');
    const [, name = ''] = /^([^,\s]+)/.exec(label) ?? [];
    const row = workbench.focusedRow(new RegExp(`^${name} .*started|^${name} .*stopped`));
    await row.waitFor();
    await workbench
      .row(/^Droplet/)
      .first()
      .waitFor();
    assert.equal(await row.getAttribute('aria-expanded'), 'true');
    await workbench.calm();
    await takeScreenshot(page, 'go-to-app-revealed');
  });

  it('offers what was visited before anything is typed', async () => {
    const { workbench, page } = session();
    await workbench.runCommandByKeys('Cloud Foundry: Go to App…');
    await options().first().waitFor();
    assert.equal(await options().count(), 1);
    await takeScreenshot(page, 'go-to-app-visited');
    await page.keyboard.press('Escape');
  });

  it('finds what a pasted GUID belongs to', async () => {
    const { workbench, page } = session();
    await workbench
      .row(/^Droplet/)
      .first()
      .click();
    await workbench.chooseFromContextMenu(/^Droplet/, 'Copy GUID');
    await page
      .getByText(/^GUID copied/)
      .first()
      .waitFor();
    const guid = await workbench.clipboard();
    await workbench.runCommandByKeys('View: Close All Editors');
    await workbench.clickViewTitle('Go to App…');
    await workbench.type(`https://dashboard.example.org/droplets/${guid}`);
    await workbench.option(new RegExp(`droplet ${guid.slice(0, 8)}`)).waitFor();
    await takeScreenshot(page, 'go-to-app-guid');
    await page.keyboard.press('Enter');
    await workbench.editorTab(new RegExp(guid.slice(0, 8))).waitFor();
    await workbench.runCommandByKeys('View: Close All Editors');
  });

  it('says that nothing matches', async () => {
    const { workbench, page } = session();
    await workbench.clickViewTitle('Go to App…');
    await workbench.type('no-such-app-anywhere');
    await title('No matching apps').waitFor();
    await takeScreenshot(page, 'go-to-app-nothing');
    await page.keyboard.press('Escape');
  });

  it('needs two requests after a reload', async () => {
    const { workbench, page } = session();
    await page.reload();
    await workbench.ready();
    await workbench.openView('Cloud Foundry');
    await signInFromView(workbench, dev);
    await workbench.row(/^EMEA/).waitFor();
    asked();
    await workbench.clickViewTitle('Go to App…');
    await workbench.type('fraud scoring');
    await options().nth(1).waitFor();
    await takeScreenshot(page, 'go-to-app-reloaded');
    // The exact name is asked for, too.
    while (!sample.requests.some(({ path }) => path.includes('names=fraud'))) {
      await page.waitForTimeout(50);
    }
    await complete();
    const requests = asked().filter((path) => !path.includes('names='));
    assert.equal(requests.length, 2, requests.join('\n'));
    assert.match(requests[0] ?? '', /updated_ats\[gt\]=/);
    assert.match(requests[1] ?? '', /per_page=1&/);
    await page.keyboard.press('Escape');
  });

  it('shows no error, neither in the console nor in the logs', () => {
    assert.deepEqual(session().errors(), []);
  });
});
