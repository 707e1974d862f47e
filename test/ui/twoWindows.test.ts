import assert from 'node:assert/strict';
import { startSampleFoundation, type SampleFoundation } from '../../src/sample/foundation.ts';
import { signIn, signInFromView } from './support/foundation.ts';
import { dropletLabel, shortGuidOf } from './support/sample.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { sessionOfSuite } from './support/suite.ts';
import type { Workbench } from './support/workbench.ts';

const button = (window: Workbench, name: string) =>
  window.dialog.getByRole('button', { name, exact: true });

async function expand(window: Workbench): Promise<void> {
  for (const row of [/^acme/, /^dev/, /^storefront/]) await window.expand(row);
  await window.row(dropletLabel('current')).waitFor();
}

const dev = { name: 'dev', password: 'dev' };

describe('Two windows at the same app', () => {
  const session = sessionOfSuite();
  let sample: SampleFoundation;
  let first: Workbench;
  let second: Workbench;

  before(async () => {
    sample = await startSampleFoundation({ speed: 4 });
    first = session().workbench;
    second = await session().openWindow();
    for (const window of [first, second]) {
      await window.page.bringToFront();
      await window.openView('Cloud Foundry');
      await window.resizeSideBar(520);
      await signIn(window, sample.api, dev);
      await expand(window);
    }
  });

  after(() => sample.close());

  const changes = () =>
    sample.requests
      .filter(({ method, path }) => method !== 'GET' && path.startsWith('/v3/'))
      .map(({ method, status }) => `${method} ${status}`);

  it('keep the second from changing what its preview has not shown', async () => {
    const one = await shortGuidOf(first.row(dropletLabel('staged')).nth(0));
    const other = await shortGuidOf(first.row(dropletLabel('staged')).nth(1));
    await second.chooseFromContextMenu(other, 'Assign as Current Droplet…');
    await second.dialog.waitFor();

    await first.page.bringToFront();
    await first.chooseFromContextMenu(one, 'Assign as Current Droplet…');
    await button(first, 'Assign').click();
    await first.row(new RegExp(`${one}, current`)).waitFor();

    await second.page.bringToFront();
    await button(second, 'Assign').click();
    await second
      .notification('Nothing was sent. storefront has changed since the preview')
      .waitFor();
    await second.row(new RegExp(`${one}, current`)).waitFor();
    await takeScreenshot(second.page, 'two-windows');
    assert.deepEqual(changes(), ['PATCH 200']);
    await second.dismissNotifications();
  });

  it('both show a rollout that one of them has started, also after a reload', async () => {
    await first.page.bringToFront();
    const chosen = await shortGuidOf(first.row(dropletLabel('staged')).nth(2));
    await first.chooseFromContextMenu(chosen, 'Deploy Droplet…');
    await first.pick('Canary');
    await first.quickInput.getByText('How many instances should be replaced at once?').waitFor();
    await first.page.keyboard.press('Enter');
    await button(first, 'Deploy').click();
    const row = new RegExp(`^storefront .*canary ${chosen} paused`);
    await first.row(row).waitFor();

    await second.page.bringToFront();
    await second.clickViewTitle('Refresh');
    await second.row(row).waitFor();

    await second.page.reload();
    await second.ready();
    await second.openView('Cloud Foundry');
    await takeScreenshot(second.page, 'two-windows-reloaded');
    await signInFromView(second, dev);
    await expand(second);
    await second.row(row).waitFor();
    assert.deepEqual(changes(), ['PATCH 200', 'POST 201']);

    await second.clickInline(/^storefront/, 'Continue Deployment…');
    await button(second, 'Continue').click();
    await second.notification(`storefront now runs droplet ${chosen}`).waitFor();
    await first.page.bringToFront();
    await first.row(new RegExp(`${chosen}, current, running`)).waitFor();
    assert.deepEqual(changes(), ['PATCH 200', 'POST 201', 'POST 200']);
  });

  it('causes no error', () => {
    assert.deepEqual(session().errors([/Nothing was sent\. storefront has changed/.source]), []);
  });
});
