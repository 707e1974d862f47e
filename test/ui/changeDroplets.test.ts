import assert from 'node:assert/strict';
import { aDroplet } from '../support/builders.ts';
import { answer, closeServers, json } from '../support/hostileServer.ts';
import { expandToDroplets, signIn, startFoundation } from './support/foundation.ts';
import { dropletLabel, shortGuidOf } from './support/sample.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { sessionOfSuite } from './support/suite.ts';

describe('Labels and deletion', () => {
  const session = sessionOfSuite();

  const writes = () =>
    session()
      .requests()
      .filter((request) => /^(?:PATCH|DELETE)/.test(request));

  /** Chooses an entry of the focused row's menu without a mouse. */
  async function chooseByKeys(name: string): Promise<void> {
    const { workbench, page } = session();
    await workbench.calm();
    await page.keyboard.press('Shift+F10');
    const entry = page.getByRole('menuitem', { name });
    await entry.waitFor();
    await workbench.pressUntil('ArrowDown', () => workbench.hasFocus(entry));
    await page.keyboard.press('Enter');
  }

  /** Presses that button of the dialog without a mouse. */
  async function pressInDialog(name: string): Promise<void> {
    const { workbench, page } = session();
    const button = workbench.dialog.getByRole('button', { name, exact: true });
    await workbench.pressUntil('Tab', () => workbench.hasFocus(button));
    await page.keyboard.press('Enter');
    await workbench.dialog.waitFor({ state: 'detached' });
  }

  it('labels of a droplet are written as one line, validated as you type', async () => {
    const { workbench, page } = session();
    const before = writes().length;
    await workbench.focusView('Foundations');
    await workbench.runCommandByKeys('Cloud Foundry: Open Sample Foundation');
    await workbench.row(/^acme/).waitFor();
    await workbench.expand(/^acme/);
    await workbench.expand(/^dev/);
    await workbench.expand(/^storefront/);
    await workbench.row(dropletLabel('staged')).first().waitFor();
    await workbench.focusView('Foundations');
    await workbench.moveTo(dropletLabel('staged'));
    const droplet = await shortGuidOf(workbench.focusedRow(/^Droplet/));
    await chooseByKeys('Edit Labels…');
    await workbench.quickInput.getByText(`Labels of droplet ${droplet} of storefront`).waitFor();
    await workbench.type('team=shop team/x=1');
    await workbench.quickInput
      .getByText('team/x=1: the part before the slash must be a domain, as in example.org/team.')
      .waitFor();
    await takeScreenshot(page, 'labels-wrong');
    await page.keyboard.press('Enter');
    await workbench.type('team=shop checked=');
    await workbench.quickInput.getByText('team: (none) → shop').waitFor();
    await page.keyboard.press('Enter');
    await workbench.dialog.getByText('checked: (none) → ""').waitFor();
    await takeScreenshot(page, 'labels-question');
    await pressInDialog('Change');
    await workbench.notification(`Labels of droplet ${droplet} of storefront: `).waitFor();
    assert.equal(writes().length - before, 1);
    await workbench.dismissNotifications();
    assert.match(await workbench.tooltipOf(new RegExp(`^Droplet ${droplet}`)), /team=shop/);
  });

  it('labels of an app are removed by taking them out of the line', async () => {
    const { workbench, page } = session();
    const before = writes().length;
    await page.mouse.move(0, 0);
    await workbench.focusView('Foundations');
    await workbench.moveTo(/^storefront/, 'ArrowUp');
    await chooseByKeys('Edit Labels…');
    await workbench.quickInput.getByText('Labels of app storefront').waitFor();
    const input = workbench.quickInput.locator('.quick-input-box input');
    const [first = '', ...others] = (await input.inputValue()).split(' ');
    assert.match(first, /=/);
    await workbench.type(others.join(' '));
    await page.keyboard.press('Enter');
    const [key = '', value = ''] = first.split('=');
    await workbench.dialog.getByText(`${key}: ${value} → (removed)`).waitFor();
    await pressInDialog('Change');
    await workbench
      .notification(`Labels of app storefront: ${key}: ${value} → (removed)`)
      .waitFor();
    assert.equal(writes().length - before, 1);
    await workbench.dismissNotifications();
  });

  it('nothing is sent when the line is unchanged, or when the question is dismissed', async () => {
    const { workbench, page } = session();
    const before = writes().length;
    await workbench.focusView('Foundations');
    await chooseByKeys('Edit Labels…');
    await workbench.quickInput.getByText('Labels of app storefront').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('No labels changed.').waitFor();
    await workbench.focusView('Foundations');
    await chooseByKeys('Edit Labels…');
    await workbench.quickInput.getByText('Labels of app storefront').waitFor();
    await workbench.answer('team=other');
    await workbench.dialog.waitFor();
    await page.keyboard.press('Escape');
    await workbench.dialog.waitFor({ state: 'detached' });
    assert.equal(writes().length - before, 0);
  });

  it('a droplet is deleted after a question that names it, and leaves the list', async () => {
    const { workbench, page } = session();
    const before = writes().length;
    await workbench.focusView('Foundations');
    await workbench.moveTo(dropletLabel('staged'));
    const droplet = await shortGuidOf(workbench.focusedRow(/^Droplet/));
    await chooseByKeys('Delete Droplet…');
    await workbench.dialog.getByText(`Delete droplet ${droplet} of storefront?`).waitFor();
    await takeScreenshot(page, 'delete-question');
    await pressInDialog('Delete');
    await workbench.notification(`Deleting droplet ${droplet} of storefront`).waitFor();
    await workbench.notification(`Droplet ${droplet} of storefront was deleted.`).waitFor();
    await workbench.row(new RegExp(`^Droplet ${droplet}`)).waitFor({ state: 'detached' });
    await takeScreenshot(page, 'delete-done');
    assert.equal(writes().length - before, 1);
    await workbench.dismissNotifications();
  });

  it('the request of a deletion can be copied instead of being sent', async () => {
    const { workbench, page } = session();
    const before = writes().length;
    await workbench.focusView('Foundations');
    await workbench.moveTo(dropletLabel('staged'));
    await chooseByKeys('Delete Droplet…');
    await workbench.dialog.waitFor();
    const copy = workbench.dialog.getByRole('button', { name: 'Copy as cf curl' });
    await workbench.pressUntil('Tab', () => workbench.hasFocus(copy));
    await page.keyboard.press('Enter');
    await page.getByText('Copied as cf curl').waitFor();
    await workbench.pressUntil('Escape', async () => (await workbench.dialog.count()) === 0);
    assert.match(await workbench.clipboard(), /^cf curl -X DELETE '\/v3\/droplets\/[\w-]+'$/);
    assert.equal(writes().length - before, 0);
  });

  it('the current droplet cannot be deleted: no entry, and a reason in the palette', async () => {
    const { workbench, page } = session();
    const before = writes().length;
    await workbench.focusView('Foundations');
    await workbench.moveTo(dropletLabel('current'), 'ArrowUp');
    const current = await shortGuidOf(workbench.focusedRow(/^Droplet/));
    await workbench.calm();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Edit Labels…' }).waitFor();
    assert.equal(await page.getByRole('menuitem', { name: 'Delete Droplet…' }).count(), 0);
    await page.keyboard.press('Escape');
    await workbench.runCommandByKeys('Cloud Foundry: Delete Droplet…');
    for (const [question, name] of [
      ['Select an organization', /^acme/],
      ['Select a space', /^dev/],
      ['Select an app', /^storefront/],
      ['Select a droplet', new RegExp(`^${current}`)],
    ] as const) {
      await workbench.question(question).waitFor();
      await workbench.pick(name);
    }
    await workbench
      .notification(`Droplet ${current} is the current droplet of storefront and can’t be deleted.`)
      .waitFor();
    assert.equal(writes().length - before, 0);
  });

  it('shows no error but the expected one', () => {
    assert.deepEqual(session().errors(['can’t be deleted']), []);
  });
});

describe('A deletion that fails', () => {
  const session = sessionOfSuite();
  after(closeServers);

  it('reports the foundation’s message, and keeps the row', async () => {
    const { workbench } = session();
    const foundation = await startFoundation([
      aDroplet({ guid: 'aaaaaaaa-1' }),
      aDroplet({ guid: 'bbbbbbbb-2' }),
    ]);
    const errors = [{ code: 10001, title: 'UnknownError', detail: 'The blob store is down.' }];
    foundation.instead.set('DELETE /v3/droplets/bbbbbbbb-2', () =>
      answer(202, '', { location: `${foundation.server.origin}/v3/jobs/job-1` }),
    );
    foundation.instead.set('GET /v3/jobs/job-1', () =>
      json({ guid: 'job-1', operation: 'droplet.delete', state: 'FAILED', errors, links: {} }),
    );
    await workbench.openView('Cloud Foundry');
    await signIn(workbench, foundation.server.origin);
    await expandToDroplets(workbench);
    await workbench.chooseFromContextMenu(/^Droplet bbbbbbbb/, 'Delete Droplet…');
    await workbench.dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await workbench
      .notification('Could not delete droplet bbbbbbbb of billing: The blob store is down.')
      .waitFor();
    await workbench.row(/^Droplet bbbbbbbb/).waitFor();
    assert.deepEqual(session().errors(['The blob store is down']), []);
  });
});
