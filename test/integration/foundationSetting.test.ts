import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ReadOnlyError } from '../../src/cloudfoundry/errors.ts';
import type { Explorer } from '../../src/explorer/explorer.ts';
import type { FoundationRow, Row } from '../../src/explorer/rows.ts';
import { foundationDrag } from '../../src/views/tree/foundationDrag.ts';
import { toTreeItem } from '../../src/views/tree/treeItem.ts';
import { anApp } from '../support/builders.ts';
import { closeServers } from '../support/hostileServer.ts';
import { setFoundations } from './support/configuration.ts';
import { eventually } from './support/eventually.ts';
import { openAll, startFoundation } from './support/foundation.ts';
import { realStorage, type Storage } from './support/storage.ts';
import { aWindow as windowOf, closeWindows } from './support/window.ts';
import { anOffer } from '../support/signIn.ts';

const credentials = { kind: 'password', username: 'dev', password: 'dev' } as const;
const { signal } = new AbortController();

describe('A foundation that the setting names', () => {
  let storage: Storage;

  before(async () => {
    storage = await realStorage();
  });

  afterEach(async () => {
    await setFoundations(undefined);
    await closeWindows();
    await closeServers();
    for (const key of storage.globalState.keys()) await storage.globalState.update(key, undefined);
  });

  const aWindow = () => windowOf(storage);

  it('is in the tree, without any request, until the user signs in to it', async () => {
    const { server, api } = await aFoundation();
    await setFoundations([{ api, name: 'Production' }]);
    const { explorer, foundations } = aWindow();
    await explorer.children(undefined);
    assert.deepEqual(namesIn(explorer), ['Production']);
    assert.equal(explorer.state, 'signedOut');
    assert.deepEqual(server.requests, []);
    const row = rowOf(explorer, api);
    assert.equal(await foundations.signIn(anOffer(new URL(api)), credentials, signal), row);
    await explorer.children(undefined);
    assert.equal(explorer.state, 'shown');
    assert.deepEqual([row.foundation.user, row.foundation.source], ['dev', 'setting']);
    const next = aWindow();
    await next.explorer.children(undefined);
    assert.equal(next.explorer.state, 'shown');
  });

  it('is added, changed and removed with the setting while the window is open', async () => {
    const { explorer } = aWindow();
    assert.equal(explorer.state, 'noFoundation');
    await setFoundations([{ api: 'api.one.example' }, { api: 'api.two.example', name: 'Two' }]);
    await eventually(() => assert.deepEqual(namesIn(explorer), ['api.one.example', 'Two']));
    const two = rowOf(explorer, 'https://api.two.example');
    await setFoundations([{ api: 'api.two.example', name: 'Deux' }]);
    await eventually(() => assert.deepEqual(namesIn(explorer), ['Deux']));
    assert.deepEqual(explorer.foundations, [two]);
    await setFoundations(undefined);
    await eventually(() => assert.equal(explorer.state, 'noFoundation'));
  });

  it('stays when the setting no longer names it, once the user has signed in', async () => {
    const { api } = await aFoundation();
    await setFoundations([{ api, name: 'Production', readOnly: true }]);
    const { explorer, foundations } = aWindow();
    const row = await foundations.signIn(anOffer(new URL(api)), credentials, signal);
    assert.ok(row.foundation.isReadOnly);
    await setFoundations(undefined);
    await eventually(() => assert.deepEqual(namesIn(explorer), [new URL(api).host]));
    assert.equal(rowOf(explorer, api), row);
    assert.deepEqual([row.foundation.isReadOnly, row.foundation.source], [false, 'added']);
  });

  it('is signed out and no longer trusted when it is removed, and stays as long as it is named', async () => {
    const { api } = await aFoundation();
    await setFoundations([{ api }]);
    const { explorer, foundations } = aWindow();
    const row = await foundations.signIn(anOffer(new URL(api)), credentials, signal);
    await foundations.roster.setTrust(api, { caFile: '/ca.pem' });
    await foundations.remove(row);
    await explorer.children(undefined);
    assert.equal(explorer.state, 'signedOut');
    assert.equal(row.foundation.caFile, null);
    assert.equal(await storage.secrets.get(`cfDroplets.tokens.${api}`), undefined);
    await setFoundations(undefined);
    await eventually(() => assert.equal(explorer.state, 'noFoundation'));
  });

  it('refuses every change as soon as it is read-only, and offers none', async () => {
    const { server, api } = await aFoundation();
    const { explorer, foundations } = aWindow();
    const row = await foundations.signIn(anOffer(new URL(api)), credentials, signal);
    const { app, droplet } = await openAll(explorer);
    const words = () =>
      [app, droplet].map((each) =>
        (toTreeItem(each, new Date()).contextValue ?? '').match(/\b(assignable|changeable)\b/g),
      );
    assert.deepEqual(words(), [['changeable'], ['assignable', 'changeable']]);
    const client = await row.connection.client();
    const drawn: unknown[] = [];
    explorer.onDidChange((changed) => drawn.push(changed));
    await setFoundations([{ api, readOnly: true }]);
    await eventually(() => assert.deepEqual(words(), [null, null]));
    assert.ok(drawn.includes(undefined));
    assert.match(String(toTreeItem(row, new Date()).description), /^read-only · /);
    const before = server.requests.length;
    const url = new URL('/v3/apps/app-1/relationships/current_droplet', api);
    await assert.rejects(client.send({ method: 'PATCH', url, body: '{}' }), ReadOnlyError);
    assert.equal(server.requests.length, before);
    await setFoundations([{ api, readonly: false }]);
    await eventually(() => assert.equal(row.foundation.source, 'added'));
    assert.deepEqual(words(), [null, null]);
    await setFoundations([{ api, readOnly: false }]);
    await eventually(() => assert.ok(words().every((each) => each?.includes('changeable'))));
  });
});

describe('Foundations side by side', () => {
  let storage: Storage;
  const apis = ['one', 'two', 'three'].map((name) => `https://api.${name}.example`);

  before(async () => {
    storage = await realStorage();
  });

  beforeEach(async () => {
    await setFoundations(apis.map((api) => ({ api, name: api.split('.')[1] })));
  });

  afterEach(async () => {
    await setFoundations(undefined);
    await closeWindows();
    await closeServers();
    for (const key of storage.globalState.keys()) await storage.globalState.update(key, undefined);
  });

  function aWindow() {
    const { explorer, foundations } = windowOf(storage);
    const names = () => explorer.foundations.map(({ foundation }) => foundation.name);
    const row = (name: string) =>
      explorer.foundations.find(({ foundation }) => foundation.name === name) ?? assert.fail();
    return { explorer, foundations, roster: foundations.roster, names, row };
  }

  it('keep the names that the user gives them', async () => {
    const { roster, row, names } = aWindow();
    await roster.rename(row('two'), 'Mine');
    assert.deepEqual(names(), ['one', 'Mine', 'three']);
    assert.deepEqual(aWindow().names(), ['one', 'Mine', 'three']);
    await roster.rename(row('Mine'), null);
    assert.deepEqual(aWindow().names(), ['one', 'two', 'three']);
  });

  it('keep the order that the user gives them', async () => {
    const { roster, row, names } = aWindow();
    await roster.move(row('three'), 0);
    assert.deepEqual(names(), ['three', 'one', 'two']);
    assert.deepEqual(aWindow().names(), ['three', 'one', 'two']);
    await roster.move(row('three'), 1);
    assert.deepEqual(aWindow().names(), ['one', 'three', 'two']);
  });

  it('are dragged to the position of another one, or below the last', async () => {
    const { explorer, roster, row, names } = aWindow();
    const drag = foundationDrag(explorer, (dragged, place) => roster.move(dragged, place));
    const drop = async (dragged: Row, target: Row | undefined) => {
      const data = new vscode.DataTransfer();
      const { token } = new vscode.CancellationTokenSource();
      await drag.handleDrag?.([dragged], data, token);
      await drag.handleDrop?.(target, data, token);
    };
    await drop(row('three'), row('one'));
    assert.deepEqual(names(), ['three', 'one', 'two']);
    await drop(row('three'), undefined);
    assert.deepEqual(names(), ['one', 'two', 'three']);
    await drop(row('one').ending.problem, row('three'));
    await drop(row('two'), row('two').ending.problem);
    assert.deepEqual(aWindow().names(), ['one', 'two', 'three']);
  });

  it('can be moved around the sample foundation, which keeps its position', async () => {
    const { foundations, roster, row, names } = aWindow();
    await foundations.openSample(signal);
    await roster.move(row('Sample Foundation'), 1);
    assert.deepEqual(names(), ['one', 'Sample Foundation', 'two', 'three']);
    await roster.move(row('three'), 0);
    assert.deepEqual(names(), ['three', 'one', 'Sample Foundation', 'two']);
    await roster.rename(row('Sample Foundation'), 'Play');
    assert.deepEqual(names(), ['three', 'one', 'Play', 'two']);
    assert.deepEqual(aWindow().names(), ['three', 'one', 'two']);
  });

  it('are not lost when another window has added one meanwhile', async () => {
    const { server } = await startFoundation();
    const { roster, row, names } = aWindow();
    await aWindow().foundations.signIn(anOffer(new URL(server.origin)), credentials, signal);
    await roster.move(row('three'), 0);
    const { host } = new URL(server.origin);
    assert.deepEqual(names().sort(), [host, 'one', 'three', 'two'].sort());
    assert.deepEqual(aWindow().names(), names());
    await storage.secrets.delete(`cfDroplets.tokens.${server.origin}`);
  });

  it('receive what the user has decided about their certificates, until they are removed', async () => {
    const { server } = await startFoundation();
    const api = server.origin;
    const { foundations, roster, explorer } = aWindow();
    await roster.setTrust(api, { caFile: '/picked.pem' });
    const row = await foundations.signIn(anOffer(new URL(api)), credentials, signal);
    assert.equal(row.foundation.caFile, '/picked.pem');
    await roster.setTrust(api, { skipsValidation: true });
    // Nobody asks for that: what the user has agreed to is not in force.
    assert.equal(row.foundation.skipsValidation, false);
    const next = aWindow().explorer.foundations.find(({ id }) => id === api);
    assert.deepEqual(next?.foundation, row.foundation);
    await foundations.remove(row);
    assert.ok(!explorer.foundations.includes(row));
    const again = await foundations.signIn(anOffer(new URL(api)), credentials, signal);
    assert.equal(again.foundation.caFile, null);
    assert.equal(roster.trustIn(api).skipsValidation, false);
    await foundations.remove(again);
  });
});

async function aFoundation() {
  const { server } = await startFoundation({ apps: [anApp()] });
  return { server, api: server.origin };
}

function namesIn(explorer: Explorer): readonly string[] {
  return explorer.foundations.map(({ foundation }) => foundation.name);
}

function rowOf(explorer: Explorer, api: string): FoundationRow {
  return explorer.foundations.find(({ id }) => id === api) ?? assert.fail();
}
