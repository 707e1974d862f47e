import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { authenticationId } from '../../src/contributions.ts';
import { Accounts } from '../../src/foundations/accounts.ts';
import { closeServers } from '../support/hostileServer.ts';
import { eventually } from './support/eventually.ts';
import { theExtension } from './support/extension.ts';
import { startFoundation } from './support/foundation.ts';
import { realStorage, type Storage } from './support/storage.ts';
import { aWindow, closeWindows } from './support/window.ts';
import { anOffer } from '../support/signIn.ts';

const credentials = { kind: 'password', username: 'dev', password: 'dev' } as const;
const { signal } = new AbortController();

describe('Accounts', () => {
  let storage: Storage;
  const made: { dispose(): unknown }[] = [];

  before(async () => {
    storage = await realStorage();
  });

  afterEach(async () => {
    for (const each of made.splice(0)) await each.dispose();
    await closeWindows();
    await closeServers();
    await storage.globalState.update('cfDroplets.foundations', undefined);
  });

  async function signedIn() {
    const { server } = await startFoundation();
    const { explorer, foundations } = aWindow(storage);
    const accounts = new Accounts(storage.secrets, explorer);
    made.push(accounts);
    const changes: vscode.AuthenticationProviderAuthenticationSessionsChangeEvent[] = [];
    accounts.onDidChangeSessions((change) => changes.push(change));
    const row = await foundations.signIn(anOffer(new URL(server.origin)), credentials, signal);
    await eventually(() => assert.ok(changes.some(({ added }) => added?.length === 1)));
    return { server, accounts, row, changes };
  }

  it('show who is signed in where, and return no token', async () => {
    const { server, accounts, row } = await signedIn();
    const [session, ...others] = await accounts.getSessions();
    assert.ok(session);
    assert.equal(others.length, 0);
    assert.equal(session.account.label, `dev (${row.foundation.name})`);
    const stored = await storage.secrets.get(`cfDroplets.tokens.${server.origin}`);
    assert.ok(stored);
    assert.ok(!stored.includes(session.accessToken));
    assert.equal((await accounts.getSessions())[0]?.accessToken, session.accessToken);
  });

  it('end a session when the user signs out of it', async () => {
    const { server, accounts, row, changes } = await signedIn();
    await accounts.removeSession(row.id);
    assert.equal(await storage.secrets.get(`cfDroplets.tokens.${server.origin}`), undefined);
    assert.deepEqual(await accounts.getSessions(), []);
    await eventually(() => assert.ok(changes.some(({ removed }) => removed?.length === 1)));
  });

  it('are requested by their id', async () => {
    await theExtension().activate();
    const session = await vscode.authentication.getSession(authenticationId, [], { silent: true });
    assert.equal(session, undefined);
  });
});
