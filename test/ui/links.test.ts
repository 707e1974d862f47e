import assert from 'node:assert/strict';
import path from 'node:path';
import type { SampleFoundation } from '../../src/sample/foundation.ts';
import { root } from '../host/hosts.mjs';
import { startSample } from '../support/sample.ts';
import { answerAs } from './support/foundation.ts';
import { openSampleByMouse, shortGuidOf } from './support/sample.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { sessionOfSuite } from './support/suite.ts';

describe('A link to a droplet', () => {
  let sample: SampleFoundation;

  before(async () => {
    sample = await startSample();
  });

  const session = sessionOfSuite(() => ({
    extensions: [root, path.join(root, 'test/ui/otherExtension')],
  }));

  after(() => sample.close());

  const open = async (link: string) => {
    const { workbench } = session();
    await workbench.runCommandByKeys('Other: Open a Link');
    await workbench.quickInput.getByText('Link to open').waitFor();
    await workbench.answer(link);
  };
  let link = '';
  let guid = '';

  it('is copied from its row', async () => {
    const { workbench } = session();
    await openSampleByMouse(workbench);
    for (const row of [/^acme/, /^dev/, /^storefront/]) await workbench.expand(row);
    const row = workbench.row(/^Droplet/).nth(3);
    guid = await shortGuidOf(row);
    await workbench.chooseFromContextMenu(guid, 'Copy Link');
    await workbench.page.getByText('Link copied').first().waitFor();
    link = await workbench.clipboard();
    assert.match(link, /^[\w-]+:\/\/cf-droplets\.cf-droplets\/open\?api=http%3A%2F%2F127/);
  });

  it('shows the app in the tree and the droplet in its panel', async () => {
    const { workbench, page } = session();
    await workbench.collapse(/^acme/);
    await open(link);
    await workbench.editorTab(new RegExp(guid)).waitFor();
    await workbench
      .row(/^storefront/)
      .and(page.locator('.selected'))
      .waitFor();
    await takeScreenshot(page, 'link-opened');
  });

  it('asks before it signs in to a foundation that isn’t in the list, and sends nothing until then', async () => {
    const { workbench, page } = session();
    const apps = 'app=11111111-0000-4000-8000-000000000001';
    const other = `vscode://cf-droplets.cf-droplets/open?api=${encodeURIComponent(sample.api)}&${apps}`;
    await open(other);
    await workbench.dialog.getByText(`Do you want to sign in to ${sample.api}?`).waitFor();
    await takeScreenshot(page, 'link-unknown-foundation');
    await workbench.dialog.getByRole('button', { name: 'Cancel' }).click();
    assert.deepEqual(sample.requests, []);
    await open(other);
    await workbench.dialog.getByRole('button', { name: 'Sign In…' }).click();
    await answerAs(workbench, { name: 'dev', password: 'dev' });
    await workbench.notification(/has no app with the GUID 11111111/).waitFor();
    assert.ok(
      sample.requests.every(
        ({ method, path: asked }) => method === 'GET' || asked === '/oauth/token',
      ),
    );
  });

  it('is refused if it names no app', async () => {
    const { workbench } = session();
    await open('vscode://cf-droplets.cf-droplets/open?api=javascript:alert(1)&app=x');
    await workbench.notification(/This link doesn’t name an app/).waitFor();
  });

  it('shows no error, neither in the console nor in the logs', () => {
    const expected = [/has no app with the GUID/.source, /This link doesn’t name an app/.source];
    assert.deepEqual(session().errors(expected), []);
  });
});
