import assert from 'node:assert/strict';
import { readCliConfig } from '../../../src/cloudfoundry/auth/cliConfig.ts';
import { CliTokenStore } from '../../../src/cloudfoundry/auth/cliTokenStore.ts';
import { passwordGrant } from '../../../src/cloudfoundry/auth/uaa.ts';
import { Connection } from '../../../src/cloudfoundry/connection.ts';
import { SignedOutError } from '../../../src/cloudfoundry/errors.ts';
import { Explorer } from '../../../src/explorer/explorer.ts';
import { isTargeted } from '../../../src/explorer/rows.ts';
import type { SampleFoundation } from '../../../src/sample/foundation.ts';
import type { SampleOptions } from '../../../src/sample/options.ts';
import { aCliConfig, aJwt, CliHome, removeCliHomes, signedOut } from '../../support/cliHome.ts';
import { aLog, aTransport, closeTransports } from '../../support/clients.ts';
import { startSample } from '../../support/sample.ts';
import { aFoundation } from '../../support/foundations.ts';

describe('With the session of the cf CLI', () => {
  const closing: (() => Promise<void>)[] = [];

  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
    await closeTransports();
    removeCliHomes();
  });

  it('the first organizations take two requests, and none to the login server', async () => {
    const { explorer, row, lines } = await aSession();
    const organizations = await explorer.children(row);
    assert.ok(organizations.length > 0);
    assert.deepEqual(lines(), ['GET /', 'GET /v3/organizations?per_page=50&order_by=name']);
  });

  it('a token that has expired is renewed once, in memory', async () => {
    const { explorer, row, home, refreshes, login } = await aSession();
    await login({ accessToken: aJwt(-10) });
    const before = home.text();
    await explorer.children(row);
    await Promise.all(
      row.organizations.rows.map((organization) => explorer.children(organization)),
    );
    assert.equal(row.organizations.problem, null);
    assert.equal(refreshes(), 1);
    assert.equal(home.text(), before);
  });

  it('a token that is refused is renewed once, in memory', async () => {
    const { explorer, row, home, refreshes, sample } = await aSession();
    await explorer.children(row);
    const before = home.text();
    sample.revoke('dev', 'access');
    await Promise.all(
      row.organizations.rows.map((organization) => explorer.children(organization)),
    );
    assert.ok(row.organizations.rows.every(({ spaces }) => spaces.problem === null));
    assert.equal(refreshes(), 1);
    assert.equal(home.text(), before);
  });

  it('what the command line has renewed meanwhile is taken, and nothing is renewed here', async () => {
    const { explorer, row, refreshes, sample, login } = await aSession();
    await explorer.children(row);
    sample.revoke('dev', 'access');
    await login();
    await explorer.refresh(row);
    assert.equal(row.organizations.problem, null);
    assert.equal(refreshes(), 0);
  });

  it('what the command line has renewed and let expire since is renewed from there', async () => {
    const { explorer, row, refreshes, sample, login } = await aSession({
      rotateRefreshTokens: true,
      uniqueRefreshTokens: true,
    });
    await explorer.children(row);
    sample.revoke('dev', 'access');
    await login({ accessToken: aJwt(-10) });
    await explorer.refresh(row);
    assert.equal(row.organizations.problem, null);
    assert.equal(refreshes(), 1);
  });

  it('it is told once that the login server rotates', async () => {
    const { explorer, row, sample, told } = await aSession({ rotateRefreshTokens: true });
    await explorer.children(row);
    for (let expiry = 0; expiry < 3; expiry++) {
      sample.revoke('dev', 'access');
      await explorer.refresh(row);
      assert.equal(row.organizations.problem, null);
    }
    assert.equal(told(), 1);
  });

  it('one is signed out after cf logout, with the rows kept, and in again after cf login', async () => {
    const { explorer, row, home, login } = await aSession();
    const rows = await explorer.children(row);
    home.write(aCliConfig({ ...signedOut, Target: row.foundation.api }));
    await row.connection.reload();
    await explorer.refresh(row);
    assert.ok(row.organizations.problem?.error instanceof SignedOutError);
    assert.equal(row.organizations.problem.error.message, 'the cf CLI is signed out; run cf login');
    assert.equal(row.organizations.count, rows.length);
    await login();
    await row.connection.reload();
    await explorer.refresh(row);
    assert.equal(row.organizations.problem, null);
  });

  it('the token of another foundation is not sent', async () => {
    const { explorer, row, home, sample } = await aSession();
    home.write(aCliConfig({ Target: 'https://api.other.example', AccessToken: 'bearer other' }));
    await explorer.children(row);
    assert.equal(explorer.state, 'signedOut');
    assert.ok(sample.requests.every(({ headers }) => headers.authorization !== 'bearer other'));
  });

  it('tokens of another login server are not sent to the one that the API names now', async () => {
    const { explorer, row, login, refreshes } = await aSession();
    await login({ accessToken: aJwt(-10), endpoint: 'https://login.other.example' });
    await explorer.children(row);
    assert.equal(explorer.state, 'signedOut');
    assert.equal(refreshes(), 0);
  });

  it('its organization and space are marked, without a request', async () => {
    const { explorer, row, lines } = await aSession();
    await explorer.children(row);
    const [organization] = row.organizations.rows;
    assert.ok(organization);
    await explorer.children(organization);
    const [space] = organization.spaces.rows;
    assert.ok(space && !isTargeted(organization) && !isTargeted(space));
    const before = lines().length;
    const changed: unknown[] = [];
    explorer.onDidChange((at) => changed.push(at));
    const target = { organization: organization.organization.guid, space: space.space.guid };
    explorer.setTarget(row, target);
    explorer.setTarget(row, { ...target });
    assert.ok(isTargeted(organization) && isTargeted(space));
    assert.ok(row.organizations.rows.slice(1).every((other) => !isTargeted(other)));
    assert.deepEqual(changed, [row]);
    assert.equal(lines().length, before);
  });

  /** Somebody who has signed in with the command line, and a window that uses that. */
  async function aSession(options: Partial<SampleOptions> = {}) {
    const sample = await startSample({ loginPort: 0, ...options });
    const home = new CliHome();
    const login = signInTo(sample, home);
    await login();
    const api = new URL(sample.api);
    let told = 0;
    const store = new CliTokenStore({
      agreedLogin: () => null,
      api,
      read: () => readCliConfig(home.file),
      onDidRotate: () => {
        told += 1;
      },
    });
    const connection = new Connection({ api, store, log: aLog() });
    closing.push(
      () => connection.close(),
      () => sample.close(),
    );
    const explorer = new Explorer(() => 50);
    const foundation = aFoundation({ id: 'cli', api: api.origin, source: 'cli' });
    const row = explorer.add(foundation, connection);
    const seen = sample.requests.length;
    const ofWindow = () => sample.requests.slice(seen);
    return {
      sample,
      home,
      explorer,
      row,
      login,
      told: () => told,
      lines: () => ofWindow().map(({ method, path }) => `${method} ${path}`),
      refreshes: () => ofWindow().filter(({ body }) => body.includes('refresh_token=')).length,
    };
  }
});

/** `cf login`, which may be long ago. */
function signInTo(sample: SampleFoundation, home: CliHome) {
  return async (fields: { readonly accessToken?: string; readonly endpoint?: string } = {}) => {
    const credentials = { username: 'dev', password: 'dev' };
    const tokens = await passwordGrant(aTransport(), new URL(sample.login), credentials);
    home.write(
      aCliConfig({
        Target: sample.api,
        AuthorizationEndpoint: fields.endpoint ?? sample.login,
        AccessToken: `bearer ${fields.accessToken ?? tokens.accessToken}`,
        RefreshToken: tokens.refreshToken,
      }),
    );
  };
}
