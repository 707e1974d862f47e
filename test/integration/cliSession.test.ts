import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { readCliConfig } from '../../src/cloudfoundry/auth/cliConfig.ts';
import { commandIds } from '../../src/contributions.ts';
import type { Explorer } from '../../src/explorer/explorer.ts';
import { foundationDescription, toTreeItem } from '../../src/views/tree/treeItem.ts';
import { aCliConfig, aJwt, CliHome, removeCliHomes, signedOut } from '../support/cliHome.ts';
import { closeServers, type TestServer } from '../support/hostileServer.ts';
import { expectedErrors } from './expectedErrors.ts';
import { eventually } from './support/eventually.ts';
import { errorsLoggedBy } from './support/extension.ts';
import { startFoundation } from './support/foundation.ts';
import { realStorage, type Storage } from './support/storage.ts';
import { aWindow as windowOf, closeWindows } from './support/window.ts';
import { anOffer } from '../support/signIn.ts';

const stateKey = 'cfDroplets.foundations';

describe('The session of the cf CLI', () => {
  const cfHome = process.env['CF_HOME'];
  let storage: Storage;
  let home: CliHome;
  let server: TestServer;

  before(async () => {
    storage = await realStorage();
  });

  beforeEach(async () => {
    home = new CliHome();
    process.env['CF_HOME'] = home.folder;
    ({ server } = await startFoundation());
  });

  afterEach(async () => {
    await closeWindows();
    await storage.globalState.update(stateKey, undefined);
    if (cfHome === undefined) delete process.env['CF_HOME'];
    else process.env['CF_HOME'] = cfHome;
    removeCliHomes();
    await closeServers();
  });

  /** What the extension has in one window. */
  function aWindow() {
    const { foundations, explorer } = windowOf(storage);
    const row = () => explorer.foundations[0] ?? assert.fail();
    return { foundations, explorer, row };
  }

  /** `cf login`; gives the access token. */
  function logIn({ origin = server.origin, user = 'dev', fields = {} } = {}): string {
    const token = aJwt(600, user);
    const AccessToken = `bearer ${token}`;
    home.write(
      aCliConfig({ Target: origin, AuthorizationEndpoint: origin, AccessToken, ...fields }),
    );
    return token;
  }

  async function connect() {
    const window = aWindow();
    const config = await readCliConfig(home.file);
    assert.ok(config.kind === 'session');
    await window.foundations.useCli(config.session, null);
    await window.explorer.children(undefined);
    return window;
  }

  it('shows its foundation as a session of the cf CLI', async () => {
    const token = logIn();
    const { row } = await connect();
    assert.deepEqual(requestsOf(server), ['GET /', 'GET /v3/organizations']);
    assert.equal(bearer(server), `bearer ${token}`);
    assert.equal(foundationDescription(row()), 'dev · API 3.228.0 · cf CLI');
  });

  it('marks where the command line works', async () => {
    logIn();
    const { row, explorer } = await connect();
    const [organization] = row().organizations.rows;
    assert.ok(organization);
    await explorer.children(organization);
    const [space] = organization.spaces.rows;
    assert.ok(space);
    const describe = () =>
      [organization, space].map((each) => toTreeItem(each, new Date()).description);
    assert.deepEqual(describe(), ['targeted · 1 space', 'targeted']);
    logIn({ fields: { SpaceFields: { GUID: 'space-2', Name: 'prod' } } });
    await eventually(() => assert.deepEqual(describe(), ['targeted · 1 space', '']));
  });

  it('is remembered without a secret, and read again when the next window opens the tree', async () => {
    logIn();
    await connect();
    assert.deepEqual(storage.globalState.get(stateKey), [
      { api: server.origin, user: 'dev', source: 'cli' },
    ]);
    const token = logIn();
    const before = server.requests.length;
    const { explorer, row } = aWindow();
    assert.equal(server.requests.length, before);
    await explorer.children(undefined);
    assert.equal(bearer(server), `bearer ${token}`);
    await eventually(() => assert.equal(row().target?.organization, 'org-1'));
  });

  it('continues with the token of a new cf login of the same user', async () => {
    logIn();
    const { explorer, row } = await connect();
    const first = row();
    const token = logIn();
    await eventually(async () => {
      await explorer.refresh();
      assert.equal(bearer(server), `bearer ${token}`);
    });
    assert.equal(row(), first);
  });

  it('is replaced by that of another user, or at another foundation', async () => {
    logIn();
    const { explorer, row } = await connect();
    logIn({ user: 'auditor' });
    await eventually(() => assert.equal(row().foundation.user, 'auditor'));
    const { server: other } = await startFoundation();
    logIn({ origin: other.origin });
    await eventually(() => assert.equal(row().foundation.api, other.origin));
    assert.equal(explorer.foundations.length, 1);
    assert.deepEqual(storage.globalState.get(stateKey), [
      { api: other.origin, user: 'dev', source: 'cli' },
    ]);
    await explorer.children(undefined);
    assert.equal(explorer.state, 'shown');
  });

  it('is replaced when it has changed while no window was open', async () => {
    logIn();
    await connect();
    await closeWindows();
    const { server: other } = await startFoundation();
    logIn({ origin: other.origin });
    const { explorer, row } = aWindow();
    await explorer.children(undefined);
    await eventually(() => assert.equal(row().foundation.api, other.origin));
  });

  it('ends with cf logout, which keeps the rows, and begins again with cf login', async () => {
    logIn();
    const { row } = await connect();
    home.write(aCliConfig({ ...signedOut, Target: server.origin }));
    await eventually(() => {
      const { problem } = row().organizations;
      assert.ok(problem?.error instanceof Error && problem.error.name === 'SignedOutError');
    });
    assert.equal(row().organizations.count, 1);
    logIn();
    await eventually(() => assert.equal(row().organizations.problem, null));
  });

  it('coexists with our own sign-in at the same foundation', async () => {
    logIn();
    const { foundations, explorer } = await connect();
    const credentials = { kind: 'password', username: 'dev', password: 'dev' } as const;
    const { signal } = new AbortController();
    await foundations.signIn(anOffer(new URL(server.origin)), credentials, signal);
    const ids = explorer.foundations.map(({ id }) => id);
    assert.deepEqual(ids, [`cli:${server.origin}`, server.origin]);
    for (const row of explorer.foundations) await explorer.children(row);
    assert.ok(explorer.foundations.every(({ organizations }) => organizations.count === 1));
    for (const row of explorer.foundations) await foundations.remove(row);
  });

  it('coexists with another one in a separate file, and each follows its file', async () => {
    logIn();
    const { foundations, explorer, row } = await connect();
    const { server: other } = await startFoundation();
    const saved = (user: string) =>
      home.saveTarget(
        'prod',
        aCliConfig({
          Target: other.origin,
          AuthorizationEndpoint: other.origin,
          AccessToken: `bearer ${aJwt(600, user)}`,
        }),
      );
    const file = saved('ops');
    const config = await readCliConfig(file);
    assert.ok(config.kind === 'session');
    const second = await foundations.useCli(config.session, file);
    await explorer.children(second);
    assert.deepEqual(descriptions(explorer), [
      'dev · API 3.228.0 · cf CLI',
      'ops · API 3.228.0 · cf CLI: prod',
    ]);
    assert.deepEqual(storage.globalState.get(stateKey), [
      { api: server.origin, user: 'dev', source: 'cli' },
      { api: other.origin, user: 'ops', source: 'cli', file },
    ]);
    saved('auditor');
    await eventually(() => assert.equal(explorer.foundations[1]?.foundation.user, 'auditor'));
    const before = other.requests.length;
    logIn({ user: 'auditor' });
    await eventually(() =>
      assert.ok(
        explorer.foundations.some(
          ({ foundation }) => foundation.api === server.origin && foundation.user === 'auditor',
        ),
      ),
    );
    assert.equal(other.requests.length, before);
    await foundations.signOut(
      explorer.foundations.find(({ foundation }) => foundation.cliFile === file) ?? assert.fail(),
    );
    assert.deepEqual(
      explorer.foundations.map(({ foundation }) => foundation.api),
      [server.origin],
    );
    assert.equal(row().foundation.api, server.origin);
  });

  it('is no longer used after Sign Out, and its file stays as it is', async () => {
    logIn();
    const { foundations, explorer, row } = await connect();
    const before = home.text();
    await foundations.signOut(row());
    assert.equal(explorer.state, 'noFoundation');
    assert.deepEqual(storage.globalState.get(stateKey), []);
    assert.equal(home.text(), before);
  });

  it('is used by the command, which opens the tree where the command line works', async () => {
    logIn();
    await vscode.commands.executeCommand(commandIds.useCliSession);
    await eventually(() =>
      assert.deepEqual(requestsOf(server), [
        'GET /',
        'GET /v3/organizations',
        'GET /v3/spaces',
        'GET /v3/apps',
      ]),
    );
    // Of the selected row's foundation.
    await vscode.commands.executeCommand(commandIds.signOut);
  });

  for (const [what, content, message] of [
    ['missing', null, String.raw`No cf CLI session found: .* doesn’t exist\.`],
    ['signed out', aCliConfig(signedOut), String.raw`The cf CLI is signed out \(.*\)\.`],
    [
      'of Korifi',
      aCliConfig({ CFOnK8s: { Enabled: true } }),
      'The cf CLI uses a kubeconfig for Korifi',
    ],
    ['damaged', '{"Target', String.raw`Could not read the cf CLI session in .*: it isn’t JSON`],
  ] as const) {
    it(`is refused by the command, which says why, when the file is ${what}`, async () => {
      if (content !== null) home.write(content);
      expectedErrors.push(message);
      const errors = await errorsLoggedBy(() =>
        vscode.commands.executeCommand(commandIds.useCliSession),
      );
      assert.equal(errors.length, 1);
      assert.match(errors[0] ?? '', new RegExp(message));
    });
  }
});

function descriptions({ foundations }: Explorer): readonly string[] {
  return foundations.map((row) => foundationDescription(row));
}

function requestsOf(server: TestServer): readonly string[] {
  return server.requests.map(({ method, path }) => `${method} ${path.split('?', 1)[0]}`);
}

/** What the last request was sent with. */
function bearer(server: TestServer): string | undefined {
  return server.requests.at(-1)?.headers.authorization;
}
