import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DropletDocuments } from '../../src/views/documents/dropletDocument.ts';
import { aDroplet } from '../support/builders.ts';
import { json } from '../support/hostileServer.ts';
import { eventually } from './support/eventually.ts';
import { closeTabs, errorsLoggedBy, tabLabels } from './support/extension.ts';
import { anExplorerOf, closeFoundations, openAll, startFoundation } from './support/foundation.ts';

const marker = 'secret-marker';

/** The real extension's command, given a row of ours. */
const openDropletJson = 'cfDroplets.openDropletJson';

describe('A droplet as a document', () => {
  let documents: vscode.Disposable | undefined;

  afterEach(async () => {
    await closeTabs();
    documents?.dispose();
    documents = undefined;
    await closeFoundations();
  });

  /** Opens the document of a foundation's first droplet. */
  async function open(content: Parameters<typeof startFoundation>[0]) {
    const { server, change } = await startFoundation(content);
    const { explorer, rows } = await anExplorerOf(server);
    const { droplet } = await openAll(explorer);
    const opened = new DropletDocuments(async (id, link) => {
      const row = rows.find((foundation) => foundation.id === id) ?? assert.fail();
      return (await row.connection.client()).droplet(link);
    });
    documents = opened;
    const show = () => opened.open(server.origin, droplet.droplet);
    await show();
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    return { editor, document: editor.document, show, change, server };
  }

  it('is JSON with a separate title', async () => {
    const { document } = await open({ droplets: [aDroplet({ guid: '3f9c01aa-0001' })] });
    assert.equal(document.languageId, 'json');
    assert.equal(document.uri.scheme, 'cf-droplet');
    assert.deepEqual(tabLabels(), ['3f9c01aa.json']);
    const shown: Readonly<Record<string, unknown>> = JSON.parse(document.getText());
    assert.equal(shown['guid'], '3f9c01aa-0001');
  });

  it('cannot be edited', async () => {
    const { editor, document } = await open({});
    const before = document.getText();
    const edited = editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'x'));
    await edited.then(undefined, () => 'VS Code refuses, as it does for what is read-only');
    assert.equal(document.getText(), before);
    assert.equal(document.isDirty, false);
  });

  it('shows the complete droplet when the list hid parts of it', async () => {
    const whole = { ...aDroplet(), process_types: { web: 'bin/serve', worker: 'bin/work' } };
    const listed = { ...whole, process_types: { redacted_message: '[PRIVATE DATA HIDDEN]' } };
    const { document } = await open({
      droplets: [listed],
      replies: { 'GET /v3/droplets/droplet-1': json(whole) },
    });
    assert.match(document.getText(), /"worker"/);
  });

  it('masks what is secret', async () => {
    const droplet = aDroplet({
      environment_variables: { PASSWORD: marker },
      execution_metadata: JSON.stringify({ env: { TOKEN: marker } }),
      lifecycle: {
        type: 'cnb',
        data: { credentials: { registry: { username: 'u', password: marker } } },
      },
    });
    const { document } = await open({ droplets: [droplet] });
    assert.doesNotMatch(document.getText(), new RegExp(marker));
    assert.match(document.getText(), /PASSWORD/);
  });

  it('is read again when it is opened again', async () => {
    const { document, show, change } = await open({ droplets: [aDroplet({ state: 'STAGED' })] });
    assert.match(document.getText(), /"STAGED"/);
    change({ droplets: [aDroplet({ state: 'EXPIRED' })] });
    await show();
    await eventually(() => assert.match(document.getText(), /"EXPIRED"/));
    assert.equal(tabLabels().length, 1);
  });

  it('of a removed foundation says so in one line of the log', async () => {
    const { server } = await startFoundation();
    const { explorer } = await anExplorerOf(server);
    const { droplet } = await openAll(explorer);
    const errors = await errorsLoggedBy(() =>
      vscode.commands.executeCommand(openDropletJson, droplet),
    );
    assert.equal(errors.length, 1);
    assert.match(errors[0] ?? '', /This foundation is no longer in the tree/);
    assert.deepEqual(tabLabels(), []);
  });
});
