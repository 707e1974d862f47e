import assert from 'node:assert/strict';
import { openSampleByMouse, shortGuidOf } from './support/sample.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { sessionOfSuite } from './support/suite.ts';

describe('A protected place', () => {
  const session = sessionOfSuite(() => ({
    settings: { 'cfDroplets.confirmByTyping': ['globex/prod*'] },
  }));
  let crashing: string;

  const writes = () =>
    session()
      .requests()
      .filter((request) => /^(?:PATCH|POST \/v3)/.test(request));
  const button = (name: string) =>
    session().workbench.dialog.getByRole('button', { name, exact: true });

  it('asks for the name of the app before a change', async () => {
    const { workbench, page } = session();
    await workbench.openView('Cloud Foundry');
    await workbench.resizeSideBar(520);
    await openSampleByMouse(workbench);
    for (const row of [/^globex/, /^prod/, /^shift-planner/]) await workbench.expand(row);
    const newest = workbench.row(/^Droplet [0-9a-f]{8}, staged/).first();
    crashing = await shortGuidOf(newest);
    await workbench.chooseFromContextMenu(crashing, 'Deploy Droplet…');
    await workbench.pick('Rolling');
    await workbench.quickInput
      .getByText('How many instances should be replaced at once?')
      .waitFor();
    await page.keyboard.press('Enter');
    await button('Deploy').click();
    await workbench.quickInput.getByText('globex / prod is protected').waitFor();
    await workbench.answer('shift');
    await workbench.quickInput.getByText('Type the name of the app: shift-planner').waitFor();
    await takeScreenshot(page, 'protected');
    assert.deepEqual(writes(), []);
    await workbench.answer('shift-planner');
    await workbench.row(new RegExp(`^shift-planner .*rolling out ${crashing}`)).waitFor();
    assert.equal(writes().length, 1);
  });

  it('says which instance fails, and why, when a rollout does not start', async () => {
    const { workbench, page } = session();
    const row = /^shift-planner .*\d failing/;
    await workbench.row(row).waitFor();
    await workbench
      .notification(/New instances of shift-planner aren’t starting .*instance \d is CRASHED/)
      .waitFor();
    const tooltip = await workbench.tooltipOf(/^shift-planner/);
    assert.match(tooltip, /instance\s\d\sis\sCRASHED/);
    await takeScreenshot(page, 'rollout-crashing');
  });

  // A Cloud Controller accepts a restart during a deployment, and takes healthy instances down: 3.228, observed.
  it('warns of a restart meanwhile, and offers to show or cancel the deployment first', async () => {
    const { workbench, page } = session();
    await workbench.chooseFromContextMenu(/^shift-planner/, 'Restart App…');
    await workbench.dialog.getByText(`rolling out ${crashing}, started`).waitFor();
    await button('Restart Anyway').waitFor();
    await button('Cancel Deployment…').waitFor();
    await takeScreenshot(page, 'restart-during-deployment');
    await button('Show Deployment').click();
    await workbench.focusedRow(/^shift-planner/).waitFor();
    assert.equal(writes().length, 1);
  });

  it('blocks an assignment meanwhile, and offers to cancel the deployment', async () => {
    const { workbench } = session();
    const other = await shortGuidOf(workbench.row(/^Droplet [0-9a-f]{8}, staged/).last());
    await workbench.chooseFromContextMenu(
      new RegExp(`^Droplet ${other}`),
      'Assign as Current Droplet…',
    );
    await workbench.dialog.getByText('Note: ').first().waitFor();
    await button('Assign').click();
    await workbench.answer('shift-planner');
    const said = workbench.notification(
      'Nothing was sent. A deployment of shift-planner is running',
    );
    await said.waitFor();
    assert.equal(writes().length, 1);
    await said.getByRole('button', { name: 'Cancel Deployment…' }).click();
    await button('Cancel Deployment').click();
    await workbench.answer('shift-planner');
    await workbench.notification('The deployment of shift-planner was canceled').waitFor();
    assert.equal(writes().length, 2);
  });
});
