import assert from 'node:assert/strict';
import type { SampleFoundation } from '../../src/sample/foundation.ts';
import { startSample } from '../support/sample.ts';
import { signIn } from './support/foundation.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { sessionOfSuite } from './support/suite.ts';
import { themeNames } from './support/themes.ts';

describe('Find across spaces', () => {
  const session = sessionOfSuite();
  let sample: SampleFoundation;

  before(async () => {
    sample = await startSample({ data: 'huge' });
  });
  after(() => sample.close());

  let seen = 0;
  const asked = () => {
    const paths = sample.requests.slice(seen).map(({ path }) => decodeURIComponent(path));
    seen = sample.requests.length;
    return paths.filter((path) => path.startsWith('/v3/'));
  };
  const found = (name: RegExp) => session().workbench.row(name);

  it('lists the failed droplets of an organization, from its menu', async () => {
    const { workbench, page } = session();
    await workbench.openView('Cloud Foundry');
    await workbench.resizeSideBar(560);
    await signIn(workbench, sample.api, { name: 'dev', password: 'dev' });
    await workbench.row(/^cards/).waitFor();
    asked();
    await workbench.chooseFromContextMenu(/^cards/, 'Find Droplets…');
    await workbench.quickInput.getByText('Find Droplets in').waitFor();
    await workbench.answer('org:cards state:failed');
    await found(/^Droplets: org:cards state:failed .*found/).waitFor();
    await found(/^Droplet of .*cards \/ .*failed/)
      .first()
      .waitFor();
    const requests = asked();
    assert.equal(requests.length, 3, requests.join('\n'));
    assert.match(requests[0] ?? '', /^\/v3\/organizations\?/);
    assert.match(requests[1] ?? '', /^\/v3\/droplets\?.*states=FAILED.*organization_guids=/);
    // The apps of these droplets, for their names and places.
    assert.match(requests[2] ?? '', /^\/v3\/apps\?.*guids=/);
    await page.mouse.move(1000, 600);
    await takeScreenshot(page, 'find-droplets');
    for (const theme of themeNames) {
      await workbench.useTheme(theme);
      await workbench.calm();
      await takeScreenshot(page, `find-droplets-${theme}`);
    }
  });

  it('loads further pages', async () => {
    const { workbench } = session();
    const loaded = await found(/^Droplet of/)
      .first()
      .getAttribute('aria-setsize');
    await workbench.chooseFromContextMenu(/^Droplets: org:cards/, 'Load More');
    await found(/^Droplets: .*(100 found so far|\d\d found)/).waitFor();
    await workbench.calm();
    const now = await found(/^Droplet of/)
      .first()
      .getAttribute('aria-setsize');
    assert.ok(Number(now) > Number(loaded), `${loaded} → ${now}`);
  });

  it('has the commands of the rows, such as the panel of a droplet', async () => {
    const { workbench } = session();
    await found(/^Droplet of/)
      .first()
      .click();
    await workbench.panel().getByRole('list', { name: 'Droplet stages' }).waitFor();
    await workbench.runCommandByKeys('View: Close All Editors');
  });

  it('leads to the same droplet in its place', async () => {
    const { workbench, page } = session();
    const label =
      (await found(/^Droplet of/)
        .first()
        .getAttribute('aria-label')) ?? '';
    const [, app = '', guid = ''] = /^Droplet of ([^,]+), (\w{8})/.exec(label) ?? [];
    await workbench.chooseFromContextMenu(
      new RegExp(`^Droplet of ${app}, ${guid}`),
      'Reveal in Foundation',
    );
    const row = workbench.row(new RegExp(`^Droplet ${guid}`));
    await row.and(page.locator('.selected')).waitFor();
    await workbench.calm();
    await takeScreenshot(page, 'find-revealed');
  });

  it('goes to a droplet of the selected app', async () => {
    const { workbench, page } = session();
    await workbench.runCommandByKeys('View: Close All Editors');
    await workbench.runCommandByKeys('Cloud Foundry: Go to Droplet…');
    await workbench.quickInput.getByText(/^Go to Droplet of/).waitFor();
    await workbench.type('state:failed');
    await workbench
      .option(/failed/)
      .first()
      .waitFor();
    await takeScreenshot(page, 'go-to-droplet');
    await page.keyboard.press('Enter');
    await workbench.panel().getByRole('list', { name: 'Droplet stages' }).waitFor();
  });

  it('lists the apps with a stack, searches for something else, and can be renamed and removed', async () => {
    const { workbench, page } = session();
    await workbench.runCommandByKeys('View: Close All Editors');
    await workbench.runCommandByKeys('Cloud Foundry: Find Apps…');
    await workbench.quickInput.getByText('Find Apps in').waitFor();
    await workbench.answer('stack:cflinuxfs3 org:cards space:prod');
    await found(/^Apps: stack:cflinuxfs3 org:cards space:prod .*found/).waitFor();
    const app = found(/cards \/ prod · (started|stopped)/).first();
    await app.waitFor();
    await workbench.chooseFromContextMenu(/^Apps: stack:/, 'Edit Search…');
    await workbench.quickInput.getByText('Find Apps in').waitFor();
    await workbench.answer('org:cards space:prod !stack:cflinuxfs3,cflinuxfs4');
    await found(/^Apps: org:cards space:prod !stack/).waitFor();
    await workbench.chooseFromContextMenu(/^Apps: org:cards/, 'Rename Results…');
    await workbench.quickInput.getByText('Leave it empty').waitFor();
    await workbench.answer('Images in production');
    await found(/^Images in production/).waitFor();
    await workbench.calm();
    await takeScreenshot(page, 'find-apps');
    await workbench.chooseFromContextMenu(/^Images in production/, 'Remove Results');
    await found(/^Images in production/).waitFor({ state: 'detached' });
  });

  it('says that nothing was found', async () => {
    const { workbench } = session();
    await workbench.runCommandByKeys('Cloud Foundry: Find Apps…');
    await workbench.quickInput.getByText('Find Apps in').waitFor();
    asked();
    await workbench.answer('org:nobody');
    await workbench.row('No apps found').waitFor();
    assert.equal(asked().filter((path) => path.startsWith('/v3/apps')).length, 0);
  });

  it('forgets what was found when the user signs out', async () => {
    const { workbench } = session();
    await workbench.runCommandByKeys('Cloud Foundry: Sign Out');
    await workbench.sideBar.getByRole('button', { name: 'Sign In to Foundation…' }).waitFor();
    await workbench.row(/^Droplets:/).waitFor({ state: 'detached' });
  });

  it('shows no error, neither in the console nor in the logs', () => {
    assert.deepEqual(session().errors(), []);
  });
});
