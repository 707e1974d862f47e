import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';
import { Canceled, Declined } from '../../src/commands/shared/command.ts';
import { pickDropletOf } from '../../src/commands/shared/pick.ts';
import type { DropletRow } from '../../src/explorer/rows.ts';
import { reset } from '../support/hostileServer.ts';
import {
  anExplorerOf,
  closeFoundations,
  openAll,
  startFoundation,
  type Content,
} from './support/foundation.ts';

describe('Picking a droplet of an app', () => {
  afterEach(closeFoundations);

  it('returns the one that the user chooses', async () => {
    const { explorer, app } = await anApp();
    const picking = pickDropletOf(explorer, app);
    await press('workbench.action.acceptSelectedQuickOpenItem', picking);
    assert.equal(await picking, app.droplets.rows[0]);
  });

  it('is canceled when the user leaves it', async () => {
    const { explorer, app } = await anApp();
    const picking = pickDropletOf(explorer, app);
    await press('workbench.action.closeQuickOpen', picking);
    await assert.rejects(picking, Canceled);
  });

  it('retries what failed before', async () => {
    const { explorer, app, change } = await anApp();
    change({ replies: { 'GET /v3/apps/app-1/droplets': reset } });
    app.droplets.reset();
    await explorer.children(app);
    assert.ok(app.droplets.problem);
    change({});
    const picking = pickDropletOf(explorer, app);
    await press('workbench.action.acceptSelectedQuickOpenItem', picking);
    assert.equal((await picking).droplet.guid, 'droplet-1');
  });

  it('says where there is none', async () => {
    const { explorer, app, change } = await anApp();
    change({ droplets: [] });
    await explorer.refresh(app);
    await assert.rejects(pickDropletOf(explorer, app), (error) => {
      assert.ok(error instanceof Declined);
      assert.match(error.message, /^No droplets yet: .+ \/ billing\.$/);
      return true;
    });
  });
});

/** Gives a command to the open quick pick, over again until the picking has ended, as it opens some time later. */
async function press(command: string, picking: Promise<DropletRow>): Promise<void> {
  const ended = picking.then(
    () => true,
    () => true,
  );
  while (!(await Promise.race([ended, setTimeout(200, false)]))) {
    await vscode.commands.executeCommand(command);
  }
}

/** An app whose droplets are loaded. */
async function anApp(content?: Content) {
  const { server, change } = await startFoundation(content);
  const { explorer } = await anExplorerOf(server);
  const { app } = await openAll(explorer);
  return { explorer, app, change };
}
