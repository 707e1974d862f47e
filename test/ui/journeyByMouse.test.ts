import assert from 'node:assert/strict';
import { dropletLabel, openSampleByMouse, shortGuidOf } from './support/sample.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { sessionOfSuite } from './support/suite.ts';

describe('The journey by mouse', () => {
  const session = sessionOfSuite();
  let former: string;
  let chosen: string;

  it('opens the sample foundation from the empty view', async () => {
    await session().workbench.openView('Cloud Foundry');
    await session()
      .workbench.sideBar.getByRole('button', { name: 'Open Sample Foundation' })
      .waitFor();
    await takeScreenshot(session().page, 'welcome');
    await session().workbench.resizeSideBar(400);
    await openSampleByMouse(session().workbench);
  });

  it('expands an organization, a space and an app down to its droplets', async () => {
    const { workbench } = session();
    await workbench.expand(/^acme/);
    await workbench.expand(/^dev/);
    // Before an app is opened, one request for all of them tells of their droplets.
    await workbench.row(/^catalog started · droplet \d+ \w+ ago · ruby \d/).waitFor();
    const ofApps = session()
      .requests()
      .filter((line) => line.startsWith('GET /v3/droplets?'));
    assert.equal(ofApps.length, 1);
    await workbench.expand(/^storefront/);
    await workbench
      .row(/^Droplet/)
      .first()
      .waitFor();
    // What the rows above say of those below is known by now.
    await workbench.row('acme 3 spaces').waitFor();
    await workbench.row('dev 8 apps').waitFor();
    await workbench.row(/^storefront started · droplet 1 day ago · nodejs \d/).waitFor();
    await workbench.page.mouse.move(1000, 600);
    await takeScreenshot(workbench.sideBar, 'journey-tree');
  });

  it('loads the rest of 132 droplets in two steps, each one request', async () => {
    const { workbench } = session();
    for (const label of ['Load More (50 of 132)', 'Load More (100 of 132)']) {
      const before = session().requests().length;
      await workbench.scrollTo(label);
      await workbench.row(label).click();
      await workbench.row(label).waitFor({ state: 'detached' });
      const asked = session().requests().slice(before);
      assert.equal(asked.length, 1, asked.join('\n'));
    }
    const last = workbench.row(/^Droplet/).last();
    await workbench.scrollTo(/^Droplet/);
    assert.equal(await last.getAttribute('aria-setsize'), '132');
    assert.equal(await workbench.row(/^Load More/).count(), 0);
  });

  it('shows the effect of an assignment before it is made', async () => {
    const { workbench, page } = session();
    await workbench.scrollTo(dropletLabel('current'), 'up');
    former = await shortGuidOf(workbench.row(dropletLabel('current')));
    chosen = await shortGuidOf(workbench.row(dropletLabel('staged')).nth(1));
    await workbench.row(chosen).click();
    // The panel takes the focus when it is there, which would close a menu.
    await workbench.panel().getByRole('heading', { name: 'storefront' }).waitFor();
    await workbench.chooseFromContextMenu(chosen, 'Assign as Current Droplet…');
    await workbench.dialog.waitFor();
    const text = await workbench.dialog.innerText();
    assert.match(
      text,
      new RegExp(`Assign droplet ${chosen} as the current droplet of storefront\\?`),
    );
    assert.match(text, /storefront in acme \/ dev/);
    assert.match(text, new RegExp(`From: ${former} · staged · \\d+ (day|hour)s? ago`));
    assert.match(text, new RegExp(`To: ${chosen} · staged · \\d+ (day|hour)s? ago`));
    assert.match(text, /Takes effect after the next restart/);
    assert.match(
      text,
      /PATCH http:\/\/127\.0\.0\.1:\d+\/v3\/apps\/\S+\/relationships\/current_droplet/,
    );
    assert.match(text, /Environment, bindings, routes, and instances don’t change/);
    assert.match(text, new RegExp(`Advertised by droplet ${chosen}`));
    await takeScreenshot(page, 'assign-preview');
  });

  it('moves "current" without listing anything again, and keeps the selection', async () => {
    const { workbench, page } = session();
    const before = session().requests().length;
    await workbench.dialog.getByRole('button', { name: 'Assign', exact: true }).click();
    await workbench.row(new RegExp(`${chosen}, current`)).waitFor();
    await workbench.row(new RegExp(`${former}, staged`)).waitFor();
    assert.equal(await workbench.row(chosen).getAttribute('aria-selected'), 'true');
    await workbench.notification(`Droplet ${chosen} is now current for storefront`).waitFor();
    await takeScreenshot(page, 'assigned');
    const asked = session().requests().slice(before);
    assert.equal(asked.filter((request) => request.startsWith('PATCH')).length, 1);
    const lists = asked.filter((request) => /\/v3\/apps\/[^/?]+\/droplets(\?|$)/.test(request));
    assert.deepEqual(lists, []);
    assert.equal(
      await workbench
        .row(/^Droplet/)
        .first()
        .getAttribute('aria-setsize'),
      '132',
    );
  });

  it('refreshes all that is open from the title bar, whichever row has the focus', async () => {
    const { workbench, page } = session();
    await workbench.row(chosen).click();
    const before = session().requests().length;
    const asked = () => session().requests().slice(before);
    await workbench.clickViewTitle('Refresh');
    // From the top down: the droplets are the last list that is asked for.
    for (let i = 0; i < 100 && !asked().some((line) => /\/droplets\?/.test(line)); i += 1) {
      await page.waitForTimeout(100);
    }
    for (const list of ['organizations', 'spaces', 'apps']) {
      const requests = asked().filter((line) => line.startsWith(`GET /v3/${list}?`));
      assert.equal(requests.length, 1, asked().join('\n'));
    }
    await workbench.row(new RegExp(`${chosen}, current`)).waitFor();
  });

  it('shows no error, neither in its console nor in its logs', () => {
    assert.deepEqual(session().errors(), []);
  });
});
