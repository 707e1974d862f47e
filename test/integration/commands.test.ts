import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../src/contributions.ts';
import { eventually } from './support/eventually.ts';
import { closeTabs, errorsLoggedBy, tabLabels } from './support/extension.ts';
import { anExplorerOf, closeFoundations, openAll, startFoundation } from './support/foundation.ts';

const { executeCommand } = vscode.commands;

describe('A command of the real extension, given a row', () => {
  afterEach(async () => {
    await closeTabs();
    await closeFoundations();
  });

  it('copies the guid of whatever the row shows', async () => {
    const { organization, space, app, droplet } = await aTree();
    const copied: string[] = [];
    for (const row of [organization, space, app, droplet]) {
      await executeCommand(commandIds.copyGuid, row);
      copied.push(await vscode.env.clipboard.readText());
    }
    assert.deepEqual(copied, ['org-1', 'space-1', 'app-1', 'droplet-1']);
  });

  it('copies links that name the API, the app and the droplet', async () => {
    const { app, droplet, foundation } = await aTree();
    const copied: string[] = [];
    for (const row of [app, droplet]) {
      await executeCommand(commandIds.copyLink, row);
      copied.push(await vscode.env.clipboard.readText());
    }
    const api = encodeURIComponent(foundation.foundation.api);
    const link = `${vscode.env.uriScheme}://cf-droplets.cf-droplets/open?api=${api}&app=app-1`;
    assert.deepEqual(copied, [link, `${link}&droplet=droplet-1`]);
  });

  for (const [what, link] of [
    ['a link that is none of ours', 'vscode://cf-droplets.cf-droplets/open?api=api.example.org'],
    ['a link with something else than guids', 'vscode://x/open?api=api.example.org&app=a/b'],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const errors = await errorsLoggedBy(() =>
        executeCommand(commandIds.openLink, vscode.Uri.parse(link)),
      );
      assert.match(errors.join('\n'), /This link doesn’t name an app/);
    });
  }

  it('opens one panel per droplet, however often it is shown', async () => {
    const { droplet } = await aTree();
    await executeCommand(commandIds.showDroplet, droplet);
    await executeCommand(commandIds.showDroplet, droplet);
    await eventually(() => assert.deepEqual(tabLabels(), ['billing droplet-']));
  });

  it('opens one history per app, for the app and for its droplet', async () => {
    const { app, droplet, server } = await aTree();
    await executeCommand(commandIds.showAppHistory, app);
    await executeCommand(commandIds.showAppHistory, droplet);
    await eventually(() => assert.deepEqual(tabLabels(), ['billing history']));
    const lists = ['builds', 'packages', 'revisions'].map((name) => `/v3/apps/app-1/${name}`);
    await eventually(() => {
      const asked = server.requests.map(({ path }) => path.split('?')[0] ?? '');
      for (const list of [...lists, '/v3/deployments', '/v3/audit_events']) {
        assert.equal(asked.filter((path) => path === list).length, 1, list);
      }
    });
  });

  it('closes the panels of a foundation that the user signs out of', async () => {
    const { droplet, foundation } = await aTree();
    await executeCommand(commandIds.showDroplet, droplet);
    await eventually(() => assert.equal(tabLabels().length, 1));
    await executeCommand(commandIds.signOut, foundation);
    await eventually(() => assert.deepEqual(tabLabels(), []));
  });

  it('refreshes what is below the row, and asks for nothing else', async () => {
    const { server, explorer, space, app } = await aTree();
    explorer.setExpanded(app, true);
    const before = server.requests.length;
    await executeCommand(commandIds.refreshBelow, app);
    const asked = server.requests.slice(before).map(({ path }) => path.split('?')[0]);
    assert.deepEqual(new Set(asked), new Set(['/v3/apps/app-1', '/v3/apps/app-1/droplets']));
    assert.equal(asked.length, 2);
    assert.equal(space.apps.rows[0], app);
  });

  it('that cannot work says so in one line of the log, and does not fail', async () => {
    const { foundation } = await aTree();
    const errors = await errorsLoggedBy(() => executeCommand(commandIds.copyGuid, foundation));
    assert.equal(errors.length, 1);
    assert.match(errors[0] ?? '', /cfDroplets\.copyGuid: This row has no GUID\./);
  });

  it('opens its log', async () => {
    await executeCommand(commandIds.showLog);
    await eventually(() => {
      const shown = vscode.window.visibleTextEditors.map(({ document }) => document.uri.scheme);
      assert.ok(shown.includes('output'));
    });
    await executeCommand('workbench.action.closePanel');
  });
});

/** A foundation with one of everything, opened down to its droplet. */
async function aTree() {
  const { server } = await startFoundation();
  const { explorer, rows } = await anExplorerOf(server);
  const opened = await openAll(explorer);
  return { server, explorer, foundation: rows[0] ?? assert.fail(), ...opened };
}
