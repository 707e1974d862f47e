import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import type { Tokens } from '../../../src/cloudfoundry/auth/uaa.ts';
import type { TokenStore } from '../../../src/cloudfoundry/auth/tokens.ts';
import { Connection } from '../../../src/cloudfoundry/connection.ts';
import { ReadOnlyError, SignedOutError } from '../../../src/cloudfoundry/errors.ts';
import { aLog } from '../../support/clients.ts';
import {
  closeServers,
  json,
  startServer,
  unknownRequest,
  type Received,
  type Reply,
} from '../../support/hostileServer.ts';
import { signInAt } from '../../support/signIn.ts';

const credentials = { kind: 'password', username: 'dev', password: 'dev' } as const;

describe('A session', () => {
  const connections: Connection[] = [];

  afterEach(async () => {
    await Promise.all(connections.splice(0).map((connection) => connection.close()));
    await closeServers();
  });

  it('goes on for callers with an older client after the user signs in again', async () => {
    const { connection, bearers } = await aFoundation();
    await signInAt(connection, credentials);
    const older = await connection.client();
    await older.organizations({ pageSize: 50 });
    await signInAt(connection, credentials);
    await older.organizations({ pageSize: 50 });
    assert.deepEqual(bearers(), ['bearer token-1', 'bearer token-2']);
  });

  it('ends for callers with an older client after the user signs out', async () => {
    const { connection } = await aFoundation();
    await signInAt(connection, credentials);
    const older = await connection.client();
    await connection.signOut();
    await assert.rejects(older.organizations({ pageSize: 50 }), SignedOutError);
    await assert.rejects(connection.client(), SignedOutError);
  });

  it('is not restored by a refresh that was under way when the user signed out', async () => {
    const { connection, store, refreshes } = await aFoundation({ isFirstTokenRefused: true });
    await signInAt(connection, credentials);
    const client = await connection.client();
    const asked = client.organizations({ pageSize: 50 });
    const refresh = await refreshes.next();
    await connection.signOut();
    refresh.grant();
    await assert.rejects(asked, SignedOutError);
    assert.equal(await store.load(), null);
  });

  it('of a user who has just signed in is not ended by the refusal of an older one', async () => {
    const { connection, store, refreshes } = await aFoundation({ isFirstTokenRefused: true });
    await signInAt(connection, credentials);
    const client = await connection.client();
    const asked = client.organizations({ pageSize: 50 });
    const refresh = await refreshes.next();
    await signInAt(connection, credentials);
    refresh.refuse();
    await asked;
    assert.equal((await store.load())?.accessToken, 'token-2');
  });

  it('uses the tokens that another window has stored', async () => {
    const { connection, store, bearers } = await aFoundation();
    await signInAt(connection, credentials);
    const client = await connection.client();
    await store.save({ accessToken: 'other', refreshToken: null, expiresAt: null });
    await connection.reload();
    await client.organizations({ pageSize: 50 });
    assert.deepEqual(bearers(), ['bearer other']);
  });

  it('ends in a window when the user signs out in another one', async () => {
    const { connection, store, methods } = await aFoundation({ isFirstTokenRefused: true });
    await signInAt(connection, credentials);
    const client = await connection.client();
    await store.save(null);
    await assert.rejects(client.organizations({ pageSize: 50 }), SignedOutError);
    assert.equal(await store.load(), null);
    // Discovery, sign-in, and the one request that was refused: nothing was renewed.
    assert.deepEqual(methods(), ['GET', 'POST', 'GET']);
  });

  it('shows its refresh token only to its own login server, not to an earlier one', async () => {
    const { connection, moveLogin, logins } = await aMovingFoundation();
    await signInAt(connection, credentials);
    const older = await connection.client();
    moveLogin();
    connection.rediscover();
    await assert.rejects(connection.client(), /the login server was/);
    await signInAt(connection, credentials);
    await older.organizations({ pageSize: 50 });
    assert.deepEqual(logins(), ['former password', 'new password', 'new refresh_token']);
  });

  it('of another window, from a login server that has moved, is not shown to the old one', async () => {
    const { connection, store, moveLogin, logins, login } = await aMovingFoundation();
    await signInAt(connection, credentials);
    const client = await connection.client();
    moveLogin();
    await store.save({
      accessToken: 'of another window',
      refreshToken: 'canary',
      expiresAt: null,
      login: login(),
    });
    await connection.reload();
    await assert.rejects(client.organizations({ pageSize: 50 }), SignedOutError);
    assert.deepEqual(logins(), ['former password']);
    const fresh = await connection.client();
    await fresh.organizations({ pageSize: 50 });
    assert.deepEqual(logins(), ['former password', 'new refresh_token']);
  });

  describe('A session of an API that names another login server at each request', () => {
    it('signs in only to the server that the user was told about', async () => {
      for (const kind of ['password', 'passcode', 'client'] as const) {
        const shown = await startServer(toGrant);
        const others = await startServer(toGrant);
        let count = 0;
        const api = await startServer(({ path }) => {
          if (path !== '/') return unknownRequest;
          const login = count === 0 ? shown.origin : others.origin;
          count += 1;
          return json({ links: { self: { href: api.origin }, login: { href: login } } });
        });
        const options = { api: new URL(api.origin), store: aTokenStore(), log: aLog() };
        const asking = new Connection(options);
        const offer = await asking.signInOffer();
        const signingIn = new Connection(options);
        connections.push(asking, signingIn);
        await signingIn.discovery();
        const given = {
          password: { kind: 'password', username: 'dev', password: 'secret' },
          passcode: { kind: 'passcode', passcode: 'secret' },
          client: { kind: 'client', id: 'pipeline', secret: 'secret' },
        } as const;
        await signingIn.signIn(given[kind], offer.login);
        assert.equal(shown.requests.filter(({ method }) => method === 'POST').length, 1);
        await assert.rejects(signingIn.client(), SignedOutError);
        assert.deepEqual(others.requests, []);
      }
    });
  });

  it('changes nothing while its foundation is read-only, whoever holds the client', async () => {
    let isReadOnly = false;
    const { connection, methods } = await aFoundation({ isReadOnly: () => isReadOnly });
    await signInAt(connection, credentials);
    const older = await connection.client();
    isReadOnly = true;
    const url = new URL('/v3/x', older.scope.api);
    await assert.rejects(older.send({ method: 'PATCH', url, body: '{}' }), ReadOnlyError);
    assert.deepEqual(methods(), ['GET', 'POST']);
  });

  /** A foundation whose API takes renewed tokens only, and names another login server once that has moved. */
  async function aMovingFoundation() {
    const former = await startServer(toGrant);
    const moved = await startServer(toGrant);
    let login = former.origin;
    const server = await startServer(({ path, headers }) => {
      if (path === '/') {
        return json({ links: { self: { href: server.origin }, login: { href: login } } });
      }
      return headers.authorization === 'bearer renewed'
        ? json({ pagination: { total_results: 0 }, resources: [] })
        : json({ errors: [{ code: 1000, title: 'CF-InvalidAuthToken', detail: 'No' }] }, 401);
    });
    const store = aTokenStore();
    const connection = new Connection({ api: new URL(server.origin), store, log: aLog() });
    connections.push(connection);
    const grantsOf = (name: string, { requests }: typeof former) =>
      requests.map(({ body }) => `${name} ${new URLSearchParams(body).get('grant_type')}`);
    return {
      connection,
      store,
      login: () => login,
      moveLogin: () => {
        login = moved.origin;
      },
      logins: () => [...grantsOf('former', former), ...grantsOf('new', moved)],
    };
  }

  /** A foundation whose password grants give `token-1`, `token-2` …, and whose refresh grants wait for the test. */
  async function aFoundation({
    isFirstTokenRefused = false,
    isReadOnly = (): boolean => false,
  } = {}) {
    const refreshes = new Waiting();
    let signIns = 0;
    const handler = async (request: Received): Promise<Reply> => {
      switch (`${request.method} ${request.path.split('?', 1)[0]}`) {
        case 'GET /':
          return json({ links: { self: { href: server.origin }, login: { href: server.origin } } });
        case 'POST /oauth/token':
          if (request.body.includes('grant_type=refresh_token')) return refreshes.reply();
          signIns += 1;
          return json({ access_token: `token-${signIns}`, refresh_token: `refresh-${signIns}` });
        case 'GET /v3/organizations': {
          const isRefused =
            isFirstTokenRefused && request.headers.authorization === 'bearer token-1';
          return isRefused
            ? json({ errors: [{ code: 1000, title: 'CF-InvalidAuthToken', detail: 'No' }] }, 401)
            : json({ pagination: { total_results: 0 }, resources: [] });
        }
      }
      return unknownRequest;
    };
    const server = await startServer(handler);
    const store = aTokenStore();
    const api = new URL(server.origin);
    const connection = new Connection({ api, store, log: aLog(), isReadOnly });
    connections.push(connection);
    const bearers = () =>
      server.requests
        .filter(({ path }) => path.startsWith('/v3/'))
        .map(({ headers }) => headers.authorization);
    const methods = () => server.requests.map(({ method }) => method);
    return { connection, store, refreshes, bearers, methods };
  }
});

function toGrant({ body }: Received): Reply {
  return json({
    access_token: body.includes('grant_type=refresh_token') ? 'renewed' : 'first',
    refresh_token: 'refresh',
  });
}

/** Refresh grants that have arrived, and are answered as the test says. */
class Waiting {
  readonly #grants = new EventEmitter();

  reply(): Promise<Reply> {
    return new Promise((resolve) => {
      this.#grants.emit('arrived', resolve);
    });
  }

  async next(): Promise<{ grant(): void; refuse(): void }> {
    const [answer]: ((reply: Reply) => void)[] = await once(this.#grants, 'arrived');
    assert.ok(answer);
    return {
      grant: () => answer(json({ access_token: 'refreshed', refresh_token: 'again' })),
      refuse: () => answer(json({ error: 'invalid_token', error_description: 'Revoked' }, 401)),
    };
  }
}

function aTokenStore(): TokenStore {
  let kept: Tokens | null = null;
  return {
    load: async () => kept,
    save: async (tokens) => {
      kept = tokens;
    },
  };
}
