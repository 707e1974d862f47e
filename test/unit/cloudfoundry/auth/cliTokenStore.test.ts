import assert from 'node:assert/strict';
import { parseCliConfig, type CliConfig } from '../../../../src/cloudfoundry/auth/cliConfig.ts';
import { CliTokenStore } from '../../../../src/cloudfoundry/auth/cliTokenStore.ts';
import { UaaTokens } from '../../../../src/cloudfoundry/auth/tokens.ts';
import type { Tokens } from '../../../../src/cloudfoundry/auth/uaa.ts';
import { SignedOutError } from '../../../../src/cloudfoundry/errors.ts';
import { aCliConfig, aJwt, signedOut } from '../../../support/cliHome.ts';
import { aTransport, closeTransports, failureOf } from '../../../support/clients.ts';
import { closeServers, json, startServer } from '../../../support/hostileServer.ts';
import { aLoginPlace } from '../../../support/signIn.ts';

const renewed: Tokens = { accessToken: 'ours', refreshToken: 'refresh-0', expiresAt: null };

afterEach(async () => {
  await closeTransports();
  await closeServers();
});

describe('The session of the cf CLI, as a token store', () => {
  it('gives the tokens of the file, with who may renew them, where, and when they end', async () => {
    const token = aJwt(600);
    const { store } = aStore({ AccessToken: `bearer ${token}` });
    const { expiresAt, ...tokens } = await store.load();
    assert.deepEqual(tokens, {
      accessToken: token,
      refreshToken: 'refresh-0',
      client: { id: 'cf', secret: '', isUser: false },
      login: 'https://login.example.org',
    });
    assert.ok(expiresAt && Math.abs(expiresAt - Date.now() - 600_000) < 60_000);
  });

  it('also returns opaque tokens, which do not say when they expire', async () => {
    assert.equal((await aStore().store.load()).expiresAt, null);
  });

  it('lets a client renew its tokens as itself', async () => {
    const { store } = aStore({ RefreshToken: '', UAAGrantType: 'client_credentials' });
    assert.equal((await store.load()).client?.isUser, true);
  });

  // The command line keeps no secret of a client that signed in by `cf auth --client-credentials` (its `configv3`).
  it('says what to run once the token of a client without a saved secret has expired', async () => {
    const { store } = aStore({
      AccessToken: `bearer ${aJwt(-10)}`,
      RefreshToken: '',
      UAAGrantType: 'client_credentials',
      UAAOAuthClient: 'pipeline',
      UAAOAuthClientSecret: '',
    });
    const server = await startServer(() => json({ access_token: 'never' }));
    const source = new UaaTokens(
      aTransport(),
      aLoginPlace(new URL(server.origin)),
      await store.load(),
      store,
    );
    const place = aLoginPlace(new URL('https://login.example.org'));
    source.use(await store.load(), place);
    const error = await failureOf(source.replace((await store.load()).accessToken));
    assert.ok(error instanceof SignedOutError);
    assert.match(error.message, /run cf auth pipeline --client-credentials$/);
    assert.deepEqual(server.requests, []);
  });

  for (const [what, login] of [
    ['is missing', undefined],
    ['is no text', 7],
    ['holds a user name', 'https://user@login.example.org'],
  ] as const) {
    it(`does not say where it is from if the login server ${what}, but for what the user agreed to`, async () => {
      const fields = { AuthorizationEndpoint: login };
      assert.equal((await aStore(fields).store.load()).login, undefined);
      const agreed = aStore(fields, undefined, 'https://login.agreed.example');
      assert.equal((await agreed.store.load()).login, 'https://login.agreed.example');
    });
  }

  it('keeps renewed tokens as long as the file holds the tokens that they came from', async () => {
    const { store, write } = aStore();
    await store.load();
    await store.save(renewed);
    assert.equal((await store.load()).accessToken, 'ours');
    write({ SpaceFields: { GUID: 'space-2', Name: 'prod' } });
    assert.equal((await store.load()).accessToken, 'ours');
    write({ AccessToken: 'bearer access-1' });
    assert.equal((await store.load()).accessToken, 'access-1');
    write();
    assert.equal((await store.load()).accessToken, 'access-0');
  });

  it('has no tokens, and says why, after the login server refuses them, until the file changes', async () => {
    const { store, write } = aStore();
    await store.load();
    await store.save(null);
    assert.match(await reasonOf(store), /^the login server rejected the cf CLI session/);
    write({ AccessToken: 'bearer access-1' });
    assert.equal((await store.load()).accessToken, 'access-1');
  });

  it('reports once that the login server rotates refresh tokens', async () => {
    const { store, told } = aStore();
    await store.load();
    await store.save({ ...renewed, refreshToken: 'refresh-1' });
    await store.save({ ...renewed, refreshToken: 'refresh-2' });
    assert.equal(told(), 1);
  });

  it('reports no rotation when the refresh token stays the same or is missing', async () => {
    const { store, told, write } = aStore();
    await store.load();
    await store.save(renewed);
    await store.save(null);
    write({ RefreshToken: '', AccessToken: 'bearer access-1' });
    await store.load();
    await store.save({ ...renewed, refreshToken: null });
    assert.equal(told(), 0);
  });

  for (const [what, fields, reason] of [
    [
      'of another foundation',
      { Target: 'https://api.other.example' },
      'the cf CLI is now signed in to https://api.other.example',
    ],
    ['after cf logout', signedOut, 'the cf CLI is signed out; run cf login'],
    ['of Korifi', { CFOnK8s: { Enabled: true } }, 'the cf CLI is now signed in with a kubeconfig'],
  ] as const) {
    it(`has no tokens, and says why, when the file is ${what}`, async () => {
      assert.equal(await reasonOf(aStore(fields).store), reason);
    });
  }

  // README of cf-targets-plugin: `CF_HOME=~/cf-production cf push my-app`, `cf set-target NAME`. Its source (`cf_targets.go`):
  // `save-target` without `-f` refuses another refresh token than the saved one.
  for (const [what, file, reason] of [
    [
      'in another CF_HOME',
      '/home/dev/cf-prod/.cf/config.json',
      /run cf login with CF_HOME=\/home\/dev\/cf-prod$/,
    ],
    [
      'of a saved target',
      '/home/dev/.cf/targets/prod.config.json',
      /run cf set-target prod, cf login and cf save-target -f$/,
    ],
  ] as const) {
    it(`says  again to a session ${what}`, async () => {
      const { store } = aStore(signedOut, undefined, null, file);
      assert.match(await reasonOf(store), reason);
    });
  }

  it('says how to save a target again when it is gone', async () => {
    const file = '/home/dev/.cf/targets/prod.config.json';
    const { store } = aStore({}, { kind: 'missing' }, null, file);
    assert.match(await reasonOf(store), /target prod; run cf login and cf save-target prod$/);
  });

  it('has no tokens, and says why, when the file is missing or unreadable', async () => {
    for (const [config, reason] of [
      [{ kind: 'missing' }, 'the cf CLI no longer has a session; run cf login'],
      [{ kind: 'unreadable', reason: 'EACCES' }, 'the cf CLI session can’t be read: EACCES'],
    ] as const) {
      assert.equal(await reasonOf(aStore({}, config).store), reason);
    }
  });
});

function aStore(
  fields: Readonly<Record<string, unknown>> = {},
  given?: CliConfig,
  agreedLogin: string | null = null,
  file: string | null = null,
) {
  let config = given ?? toConfig(fields);
  let count = 0;
  const store = new CliTokenStore({
    api: new URL('https://api.example.org'),
    file,
    read: async () => config,
    agreedLogin: () => agreedLogin,
    onDidRotate: () => {
      count += 1;
    },
  });
  const write = (changed: Readonly<Record<string, unknown>> = {}) => {
    config = toConfig(changed);
  };
  return { store, write, told: () => count };
}

function toConfig(fields: Readonly<Record<string, unknown>>): CliConfig {
  return parseCliConfig(JSON.stringify(aCliConfig(fields)));
}

async function reasonOf(store: CliTokenStore): Promise<string> {
  const failure = await failureOf(store.load());
  assert.ok(failure instanceof SignedOutError);
  return failure.message;
}
