import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DropletViews } from '../../src/views/dropletViews.ts';
import { eventually } from './support/eventually.ts';
import { closeTabs, tabLabels, theExtension } from './support/extension.ts';
import { anExplorerOf, closeFoundations, openAll, startFoundation } from './support/foundation.ts';

describe('The panels of a foundation', () => {
  afterEach(async () => {
    await closeTabs();
    await closeFoundations();
  });

  it('close when somebody else signs in, who must not see what was revealed', async () => {
    const { server } = await startFoundation();
    const { explorer, rows } = await anExplorerOf(server);
    const log = vscode.window.createOutputChannel('Panels', { log: true });
    const views = new DropletViews(
      theExtension().extensionUri,
      explorer,
      log,
      async () => undefined,
    );
    const [row] = rows;
    assert.ok(row);
    try {
      const { droplet } = await openAll(explorer);
      views.showPanel(droplet);
      await eventually(() => assert.equal(tabLabels().length, 1));
      explorer.setFoundation(row, { ...row.foundation, name: 'Mine' });
      assert.equal(tabLabels().length, 1);
      explorer.setFoundation(row, { ...row.foundation, user: 'somebody else' });
      await eventually(() => assert.deepEqual(tabLabels(), []));
    } finally {
      views.dispose();
      log.dispose();
    }
  });

  it('close when it leaves the tree, but not when another one is added', async () => {
    const [first, second] = [await startFoundation(), await startFoundation()];
    const { explorer, rows } = await anExplorerOf(first.server);
    const log = vscode.window.createOutputChannel('Panels', { log: true });
    const views = new DropletViews(
      theExtension().extensionUri,
      explorer,
      log,
      async () => undefined,
    );
    try {
      const { droplet } = await openAll(explorer);
      views.showPanel(droplet);
      await eventually(() => assert.equal(tabLabels().length, 1));
      const other = await anExplorerOf(second.server);
      const [added] = other.rows;
      assert.ok(added);
      explorer.add(added.foundation, added.connection);
      assert.equal(tabLabels().length, 1);
      explorer.remove(rows[0] ?? assert.fail());
      await eventually(() => assert.deepEqual(tabLabels(), []));
    } finally {
      views.dispose();
      log.dispose();
    }
  });
});
