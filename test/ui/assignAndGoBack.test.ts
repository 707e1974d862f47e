import assert from 'node:assert/strict';
import { dropletLabel, openSampleByMouse, shortGuidOf } from './support/sample.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { sessionOfSuite } from './support/suite.ts';

describe('Assigning with confidence', () => {
  const session = sessionOfSuite(() => ({ viewport: { width: 1400, height: 900 } }));
  let former: string;
  let chosen: string;

  const writes = (): readonly string[] =>
    session()
      .requests()
      .filter((request) => !request.startsWith('GET') && !request.includes('/oauth/'));
  const button = (name: string) =>
    session().workbench.dialog.getByRole('button', { name, exact: true });
  const rowOf = (guid: string, words: string) =>
    session().workbench.row(new RegExp(`${guid}.*${words}`));
  const app = (words: string) => session().workbench.row(new RegExp(`^storefront .*${words}`));

  it('offers every next step with the preview', async () => {
    const { workbench, page } = session();
    await workbench.openView('Cloud Foundry');
    await workbench.resizeSideBar(520);
    await openSampleByMouse(workbench);
    for (const row of [/^acme/, /^dev/, /^storefront/]) await workbench.expand(row);
    await rowOf('', 'current, running').waitFor();
    former = await shortGuidOf(workbench.row(dropletLabel('current')));
    chosen = await shortGuidOf(workbench.row(dropletLabel('staged')).nth(1));
    await workbench.chooseFromContextMenu(chosen, 'Assign as Current Droplet…');
    await workbench.dialog.waitFor();
    const offered = await workbench.dialog.getByRole('button').allInnerTexts();
    const expected = [
      'Assign',
      'Assign and Restart',
      'Assign and Deploy…',
      'Compare',
      'Copy as cf curl',
      'Cancel',
    ];
    assert.deepEqual(
      expected.filter((name) => !offered.includes(name)),
      [],
    );
    await takeScreenshot(page, 'assign-ways');
  });

  it('compares before anything is sent', async () => {
    const { workbench, page } = session();
    await button('Compare').click();
    await workbench.editorTab(/storefront: .* ↔ /).waitFor();
    await page.waitForTimeout(1000);
    await takeScreenshot(page, 'compare-before-assign');
    assert.deepEqual(writes(), []);
    await workbench.runCommand('View: Close All Editors');
  });

  it('says what still runs after an assignment, and goes back to it', async () => {
    const { workbench, page } = session();
    await workbench.chooseFromContextMenu(chosen, 'Assign as Current Droplet…');
    await button('Assign').click();
    await rowOf(chosen, 'current, assigned, not running yet').waitFor();
    await rowOf(former, 'staged, running').waitFor();
    await app(`still runs ${former}`).waitFor();
    const said = workbench.notification(`Droplet ${chosen} is now current for storefront`);
    await said.waitFor();
    await takeScreenshot(page, 'assigned');
    await said.getByRole('button', { name: 'Undo…' }).click();
    await workbench.dialog.waitFor();
    assert.match(
      await workbench.dialog.innerText(),
      new RegExp(`Assign droplet ${former} as the current droplet of storefront\\?`),
    );
    await button('Assign').click();
    await rowOf(former, 'current, running').waitFor();
    await workbench.notification('Its instances already run it').waitFor();
    assert.equal(await app('still runs').count(), 0);
    assert.equal(writes().length, 2);
    await workbench.dismissNotifications();
  });

  async function deploy(strategy: string): Promise<void> {
    const { workbench, page } = session();
    await workbench.chooseFromContextMenu(chosen, 'Deploy Droplet…');
    await workbench.pick(strategy);
    await workbench.quickInput
      .getByText('How many instances should be replaced at once?')
      .waitFor();
    await page.keyboard.press('Enter');
    await workbench.dialog.waitFor();
    await takeScreenshot(page, `deploy-preview-${strategy.toLowerCase()}`);
    await button('Deploy').click();
  }

  it('rolls out a droplet, shows its progress at the app, and cancels it', async () => {
    const { workbench, page } = session();
    await deploy('Rolling');
    await app(`rolling out ${chosen} · \\d of \\d instances`).waitFor();
    await rowOf(chosen, 'current').waitFor();
    await takeScreenshot(workbench.sideBar, 'rollout');
    await workbench.clickInline(/^storefront/, 'Cancel Deployment…');
    await workbench.dialog.waitFor();
    await takeScreenshot(page, 'rollout-cancel');
    await button('Cancel Deployment').click();
    await workbench.notification('The deployment of storefront was canceled').waitFor();
    await rowOf(former, 'current, running').waitFor();
    await app('rolling out').waitFor({ state: 'detached' });
    assert.equal(writes().length, 4);
    await workbench.dismissNotifications();
  });

  it('continues a canary once the user says so', async () => {
    const { workbench, page } = session();
    await deploy('Canary');
    await app(`canary ${chosen} paused`).waitFor();
    await takeScreenshot(page, 'canary');
    await workbench.clickInline(/^storefront/, 'Continue Deployment…');
    await workbench.dialog.waitFor();
    await button('Continue').click();
    await workbench.notification(`storefront now runs droplet ${chosen}`).waitFor();
    await rowOf(chosen, 'current, running').waitFor();
    assert.equal(writes().length, 6);
    await takeScreenshot(page, 'rolled-out');
    await workbench.dismissNotifications();
  });

  it('restarts an app and says when its instances run', async () => {
    const { workbench, page } = session();
    await workbench.chooseFromContextMenu(/^storefront/, 'Restart App…');
    await workbench.dialog.waitFor();
    await takeScreenshot(page, 'restart-preview');
    await button('Restart').click();
    await workbench.notification('storefront was restarted').waitFor();
    assert.equal(writes().length, 7);
    await workbench.dismissNotifications();
  });

  it('lists what can be undone, and goes back, without a mouse', async () => {
    const { workbench, page } = session();
    await workbench.focusView('Foundations');
    await workbench.runCommandByKeys('Cloud Foundry: Undo Assignment…');
    await workbench.question('Select the assignment to undo').waitFor();
    await takeScreenshot(workbench.quickInput, 'undo');
    await page.keyboard.press('Enter');
    await workbench.dialog.waitFor();
    await page.keyboard.press('Enter');
    await rowOf(former, 'current, assigned, not running yet').waitFor();
    assert.equal(writes().length, 8);
  });

  it('copies the request for cf curl', async () => {
    const { workbench } = session();
    await workbench.chooseFromContextMenu(new RegExp(`^Droplet ${chosen}`), 'Copy as cf curl');
    await workbench.page.getByText('Copied as cf curl').waitFor();
    assert.match(
      await workbench.clipboard(),
      /^cf curl -X PATCH '\/v3\/apps\/\S+\/relationships\/current_droplet' -d '\{"data":\{"guid":"\S+"\}\}'$/,
    );
    assert.equal(writes().length, 8);
  });

  it('shows no error, neither in its console nor in its logs', () => {
    assert.deepEqual(session().errors(), []);
  });
});
