import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DropletViews } from '../../src/views/dropletViews.ts';
import { eventually } from './support/eventually.ts';
import { closeTabs, tabLabels, theExtension } from './support/extension.ts';
import { anExplorerOf, closeFoundations, openAll, startFoundation } from './support/foundation.ts';

describe('The table of what runs where', () => {
  afterEach(async () => {
    await closeTabs();
    await closeFoundations();
  });

  it('opens once for each row, and closes when its foundation is signed out', async () => {
    const { server } = await startFoundation();
    const { explorer, rows } = await anExplorerOf(server);
    const log = vscode.window.createOutputChannel('Tables', { log: true });
    const { extensionUri } = theExtension();
    const views = new DropletViews(extensionUri, explorer, log, async () => undefined);
    const [row] = rows;
    assert.ok(row);
    try {
      const { droplet } = await openAll(explorer);
      const space = droplet.parent.parent;
      views.showTable(row);
      views.showTable(space);
      views.showTable(row);
      await eventually(() => assert.equal(tabLabels().length, 2));
      assert.ok(tabLabels().every((label) => label.startsWith('What Runs Where: ')));
      await eventually(() => {
        const asked = server.requests.map(({ path }) => decodeURIComponent(path));
        assert.ok(asked.some((path) => path.startsWith('/v3/apps?per_page=5000')));
        const ofSpace = `space_guids=${space.space.guid}`;
        assert.ok(asked.some((path) => path.includes('per_page=5000') && path.includes(ofSpace)));
      });
      views.closeFoundation(row.id);
      await eventually(() => assert.deepEqual(tabLabels(), []));
    } finally {
      views.dispose();
      log.dispose();
    }
  });
});
