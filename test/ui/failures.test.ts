import assert from 'node:assert/strict';
import { aDroplet, aPage, aRoot } from '../support/builders.ts';
import { apiError, closeServers, html, json, reset } from '../support/hostileServer.ts';
import {
  expandToDroplets,
  signIn,
  startFoundation,
  user,
  type TestFoundation,
} from './support/foundation.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { sessionOfSuite } from './support/suite.ts';

const attack = `</script><img src=x onerror="document.title='broken into'"><b>`;

const current = aDroplet({ guid: 'aaaa1111-0000-4000-8000-000000000001' });
const other = aDroplet({ guid: 'bbbb2222-0000-4000-8000-000000000002' });
const hostile = aDroplet({
  guid: 'cccc3333-0000-4000-8000-000000000003',
  stack: attack,
  error: attack,
  buildpacks: [{ name: attack, detect_output: attack, version: attack, buildpack_name: attack }],
  metadata: { labels: { [attack]: attack }, annotations: { note: attack } },
  process_types: { [attack]: 'run' },
});
const assignRoute = 'PATCH /v3/apps/app-1/relationships/current_droplet';

describe('Failures', () => {
  const session = sessionOfSuite();
  let foundation: TestFoundation;

  before(async () => {
    foundation = await startFoundation([current, other, hostile]);
  });
  after(closeServers);

  it('a wrong password is reported in the login server’s words', async () => {
    const { workbench, page } = session();
    await workbench.openView('Cloud Foundry');
    await signIn(workbench, foundation.server.origin, { ...user, password: 'wrong' });
    await workbench.notification(/Could not sign in: .*Bad credentials/).waitFor();
    await takeScreenshot(page, 'failure-password');
    await workbench.dismissNotifications();
    await workbench.sideBar.getByRole('button', { name: 'Open Sample Foundation' }).waitFor();
  });

  it('a login server of another domain receives nothing before a confirmation', async () => {
    const { workbench, page } = session();
    const { origin } = foundation.server;
    const login = origin.replace('127.0.0.1', 'localhost');
    foundation.instead.set('GET /', () => json(aRoot(origin, { login: { href: login } })));
    const before = foundation.server.requests.length;
    await workbench.runCommandByKeys('Cloud Foundry: Sign In to Foundation…');
    await workbench.quickInput.getByText('Address of the Cloud Foundry API').waitFor();
    await workbench.answer(origin);
    await workbench.dialog.getByText(`Sign in at ${new URL(login).host}?`).waitFor();
    await workbench.dialog
      .getByText(`The foundation ${origin} uses the login server ${login}`)
      .waitFor();
    await takeScreenshot(page, 'failure-foreign-login');
    await workbench.dialog.getByRole('button', { name: 'Cancel' }).click();
    foundation.instead.delete('GET /');
    const asked = foundation.server.requests.slice(before).map(({ method }) => method);
    assert.deepEqual(new Set(asked), new Set(['GET']));
  });

  it('a foundation that does not answer differs from a signed-out one, and can be retried', async () => {
    const { workbench, page } = session();
    foundation.instead.set('GET /v3/organizations', () => reset);
    await signIn(workbench, foundation.server.origin);
    await workbench.sideBar.getByText('Could not reach this foundation.').waitFor();
    await takeScreenshot(page, 'failure-unreachable');
    const retry = workbench.sideBar.getByRole('button', { name: 'Retry' });
    await retry.click();
    await workbench.notification(/Could not refresh: .* was lost \(ECONNRESET\)/).waitFor();
    await takeScreenshot(page, 'failure-retry');
    await workbench.dismissNotifications();
    foundation.instead.delete('GET /v3/organizations');
    await retry.click();
    await workbench.row(/^acme/).waitFor();
  });

  it('a page that fails keeps the rows, and can be retried', async () => {
    const { workbench, page } = session();
    const next = `${foundation.server.origin}/v3/apps/app-1/droplets?page=2`;
    let isDown = true;
    foundation.instead.set('GET /v3/apps/app-1/droplets', ({ path }) => {
      if (!path.endsWith('?page=2')) return json(aPage([current, other], { next, total: 3 }));
      return isDown ? html('<h1>Bad Gateway</h1>', 502) : json(aPage([hostile], { total: 3 }));
    });
    await expandToDroplets(workbench);
    await workbench.row('Load More (2 of 3)').click();
    await workbench.row(/^Could not load/).waitFor();
    await takeScreenshot(page, 'failure-page');
    assert.equal(await workbench.row(/^Droplet/).count(), 2);
    isDown = false;
    await workbench.clickInline(/^Could not load/, 'Retry');
    await workbench.row(/^Droplet cccc3333/).waitFor();
    assert.equal(await workbench.row(/^Could not load/).count(), 0);
  });

  it('markup in the fields of a droplet is text', async () => {
    const { workbench, page } = session();
    await workbench.row(/^Droplet cccc3333/).click();
    const panel = workbench.panel();
    await panel.getByText(attack).first().waitFor();
    await takeScreenshot(page, 'failure-markup');
    await panel.getByRole('tab', { name: 'JSON' }).click();
    await panel.getByRole('tree', { name: 'JSON' }).getByText('onerror').first().waitFor();
    assert.match(await workbench.tooltipOf(/^Droplet cccc3333/), /onerror/);
    for (const frame of page.frames()) {
      assert.equal(await frame.locator('img[onerror]').count(), 0);
      assert.notEqual(await frame.title(), 'broken into');
    }
    await workbench.runCommandByKeys('View: Close All Editors');
  });

  it('the API’s message for a refused assignment is shown', async () => {
    const { workbench, page } = session();
    const text =
      'Unable to assign current droplet. Ensure the droplet exists and belongs to this app.';
    foundation.instead.set(assignRoute, () => apiError(422, 10008, 'CF-UnprocessableEntity', text));
    await assignOther();
    const toast = workbench.notification(/Could not assign droplet [0-9a-z]{8} to billing/);
    await toast.waitFor();
    await takeScreenshot(page, 'failure-refused');
    assert.match(await toast.innerText(), /Unable to assign current droplet/);
    await workbench.row(/^Droplet aaaa1111, current/).waitFor();
    await workbench.dismissNotifications();
  });

  it('after an assignment that was answered by 503, the message says what is current', async () => {
    const { workbench, page } = session();
    foundation.instead.set(assignRoute, () => html('<h1>Service Unavailable</h1>', 503));
    const before = writes();
    await assignOther();
    const toast = workbench.notification(/A follow-up check shows: droplet aaaa1111 is current/);
    await toast.waitFor();
    await takeScreenshot(page, 'failure-unanswered');
    assert.equal(writes() - before, 1);
    await workbench.row(/^Droplet aaaa1111, current/).waitFor();
  });

  it('each of these has one line in the log', () => {
    assert.deepEqual(
      session().errors([
        'Could not sign in: .*Bad credentials',
        'Could not refresh: .*ECONNRESET',
        'Could not assign',
      ]),
      [],
    );
  });

  function writes(): number {
    return foundation.server.requests.filter(({ method }) => method === 'PATCH').length;
  }

  async function assignOther(): Promise<void> {
    const { workbench } = session();
    await workbench.chooseFromContextMenu(/^Droplet bbbb2222/, 'Assign as Current Droplet…');
    await workbench.dialog.getByRole('button', { name: 'Assign', exact: true }).click();
  }
});
