import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { foundationOf } from '../../src/explorer/rows.ts';
import { DropletViews } from '../../src/views/dropletViews.ts';
import { aDroplet } from '../support/builders.ts';
import { json } from '../support/hostileServer.ts';
import { eventually } from './support/eventually.ts';
import { closeTabs, errorsLoggedBy, tabLabels, theExtension } from './support/extension.ts';
import { anExplorerOf, closeFoundations, openAll, startFoundation } from './support/foundation.ts';

const mask = '••••••••';
const current = aDroplet({ guid: 'droplet-1', process_types: { web: 'secret-one', task: 'same' } });
const other = aDroplet({ guid: 'droplet-2', process_types: { web: 'secret-two', task: 'same' } });

/** The two sides of the diff that is open, once both have come. */
async function shownDiff(): Promise<{
  readonly left: vscode.TextDocument;
  readonly right: vscode.TextDocument;
}> {
  const uris = await eventuallyDiff();
  const [left, right] = await Promise.all([
    vscode.workspace.openTextDocument(uris.original),
    vscode.workspace.openTextDocument(uris.modified),
  ]);
  return { left, right };
}

async function eventuallyDiff(): Promise<vscode.TabInputTextDiff> {
  let found: vscode.TabInputTextDiff | undefined;
  await eventually(() => {
    const inputs = vscode.window.tabGroups.all.flatMap(({ tabs }) =>
      tabs.map(({ input }) => input),
    );
    found = inputs.find((input) => input instanceof vscode.TabInputTextDiff);
    assert.ok(found);
  });
  return found ?? assert.fail();
}

function keysOf(document: vscode.TextDocument): readonly string[] {
  return Object.keys(JSON.parse(document.getText()));
}

describe('A comparison of two droplets', () => {
  let views: DropletViews | undefined;
  const log = vscode.window.createOutputChannel('Comparisons', { log: true });

  afterEach(async () => {
    await closeTabs();
    views?.dispose();
    views = undefined;
    await closeFoundations();
  });
  after(() => log.dispose());

  async function openDiff(content: Parameters<typeof startFoundation>[0]) {
    const { server, change } = await startFoundation(content);
    const { explorer } = await anExplorerOf(server);
    const { app } = await openAll(explorer);
    const opened = new DropletViews(
      theExtension().extensionUri,
      explorer,
      log,
      async () => undefined,
    );
    views = opened;
    const [left, right] = app.droplets.rows;
    assert.ok(left && right);
    const before = server.requests.length;
    const show = () =>
      opened.openComparison(foundationOf(right).id, left.droplet, right.droplet, 'a ↔ b');
    await show();
    return { ...(await shownDiff()), asked: () => server.requests.slice(before), show, change };
  }

  it('opens as a diff of both, each fetched once and completely', async () => {
    const listed = { ...other, process_types: { redacted_message: '[PRIVATE DATA HIDDEN]' } };
    const { left, right, asked } = await openDiff({
      droplets: [current, listed],
      replies: { 'GET /v3/droplets/droplet-2': json(other) },
    });
    assert.deepEqual(tabLabels(), ['a ↔ b']);
    assert.equal(left.languageId, 'json');
    assert.equal(JSON.parse(left.getText()).guid, 'droplet-1');
    assert.equal(JSON.parse(right.getText()).guid, 'droplet-2');
    assert.match(right.getText(), /"task"/);
    assert.deepEqual(
      asked()
        .map(({ path }) => path)
        .sort(),
      ['/v3/droplets/droplet-1', '/v3/droplets/droplet-2'],
    );
  });

  it('distinguishes secrets that differ from those that match, and shows neither', async () => {
    const { left, right } = await openDiff({ droplets: [current, other] });
    assert.deepEqual(JSON.parse(left.getText()).process_types, {
      task: mask,
      web: `${mask} (differs: left)`,
    });
    assert.deepEqual(JSON.parse(right.getText()).process_types, {
      task: mask,
      web: `${mask} (differs: right)`,
    });
    assert.doesNotMatch(left.getText() + right.getText(), /secret-/);
  });

  it('sorts its keys, and puts last what differs on every droplet', async () => {
    const { guid, links, ...rest } = other;
    const { left, right } = await openDiff({ droplets: [current, { links, guid, ...rest }] });
    assert.deepEqual(keysOf(left), keysOf(right));
    assert.equal(keysOf(left).at(-1), 'links');
  });

  it('cannot be edited on either side', async () => {
    const { left, right } = await openDiff({ droplets: [current, other] });
    for (const document of [left, right]) {
      const editor = vscode.window.visibleTextEditors.find((shown) => shown.document === document);
      assert.ok(editor);
      const before = document.getText();
      const edited = editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'x'));
      await edited.then(undefined, () => 'VS Code refuses, as it does for what is read-only');
      assert.equal(document.getText(), before);
      assert.equal(document.isDirty, false);
    }
  });

  it('is read again on both sides when it is opened again', async () => {
    const { left, right, show, change } = await openDiff({ droplets: [current, other] });
    change({ droplets: [current, { ...other, process_types: current.process_types }] });
    await show();
    await eventually(() => {
      for (const document of [left, right]) {
        assert.deepEqual(JSON.parse(document.getText()).process_types, { task: mask, web: mask });
      }
    });
    assert.equal(tabLabels().length, 1);
  });
});

/** A droplet's row, in a foundation that says this of which droplet is current. */
async function aRowWhile(isCurrent: object) {
  const { server } = await startFoundation({
    replies: { 'GET /v3/apps/app-1/droplets/current': json(isCurrent) },
  });
  const { explorer } = await anExplorerOf(server);
  return (await openAll(explorer)).droplet;
}

describe('The commands that compare', () => {
  afterEach(closeFoundations);

  it('refuse to compare the current droplet with itself', async () => {
    const row = await aRowWhile(aDroplet({ guid: 'droplet-1' }));
    const errors = await errorsLoggedBy(() =>
      vscode.commands.executeCommand('cfDroplets.compareWithCurrent', row),
    );
    assert.match(errors.join('\n'), /Droplet droplet- is the current droplet\./);
  });
});
