import assert from 'node:assert/strict';
import { passwordGrant, renewTokens, type Tokens } from '../../../../src/cloudfoundry/auth/uaa.ts';
import {
  CloudControllerError,
  NotCloudFoundryError,
  UaaError,
  UnreachableError,
} from '../../../../src/cloudfoundry/errors.ts';
import { aTransport, closeTransports, failureOf } from '../../../support/clients.ts';
import {
  answer,
  closeServers,
  html,
  json,
  redirect,
  reset,
  startServer,
  type Reply,
  type TestServer,
} from '../../../support/hostileServer.ts';

const granted = { access_token: 'access-1', refresh_token: 'refresh-1', expires_in: 1200 };

const password = 'pa ss+wörd&=%';

async function signIn(reply: Reply): Promise<Tokens> {
  const server = await startServer(() => reply);
  return signInAt(server);
}

async function signInAt(server: TestServer, path = '/'): Promise<Tokens> {
  const login = new URL(path, server.origin);
  return passwordGrant(aTransport({ idleTimeout: 300 }), login, { username: 'dev@x', password });
}

afterEach(async () => {
  await closeTransports();
  await closeServers();
});

/** Id and secret of the header `Authorization`, as they are in it. */
function said(header = ''): readonly string[] {
  const [, credentials = ''] = header.split(' ');
  return Buffer.from(credentials, 'base64').toString().split(':', 2);
}

describe('passwordGrant', () => {
  it('posts a form as the public client, and reads the tokens', async () => {
    const server = await startServer(() => json(granted));
    const before = Date.now();
    const tokens = await passwordGrant(aTransport(), new URL('/uaa/', server.origin), {
      username: 'dev@x',
      password,
    });
    const [received] = server.requests;
    assert.equal(received?.method, 'POST');
    assert.equal(received.path, '/uaa/oauth/token');
    assert.equal(received.headers.authorization, 'Basic Y2Y6');
    assert.equal(received.headers['content-type'], 'application/x-www-form-urlencoded');
    assert.deepEqual(Object.fromEntries(new URLSearchParams(received.body)), {
      grant_type: 'password',
      username: 'dev@x',
      password,
    });
    assert.equal(tokens.accessToken, 'access-1');
    assert.equal(tokens.refreshToken, 'refresh-1');
    assert.ok(tokens.expiresAt !== null && tokens.expiresAt >= before + 1_200_000);
  });

  // UAA API documentation, "Password Grant"; the command line's `--origin` sends the same.
  it('names the identity provider of the user, if there is one', async () => {
    const server = await startServer(() => json(granted));
    const login = new URL(server.origin);
    const credentials = { username: 'dev', password, origin: 'ldap/eu' };
    await passwordGrant(aTransport(), login, credentials);
    const { searchParams } = new URL(server.requests[0]?.path ?? '', login);
    assert.deepEqual(JSON.parse(searchParams.get('login_hint') ?? ''), { origin: 'ldap/eu' });
    assert.ok(!server.requests[0]?.path.includes('password'));
  });

  it('reports what a Cloud Controller, a rate limit or a gateway answered instead', async () => {
    const cloudController = {
      errors: [{ code: 20004, title: 'CF-UaaUnavailable', detail: 'The UAA is unavailable' }],
    };
    const unavailable = await failureOf(signIn(json(cloudController, 502)));
    assert.ok(unavailable instanceof CloudControllerError);
    assert.match(unavailable.message, /The UAA is unavailable \(CF-UaaUnavailable/);
    const limited = await failureOf(signIn(answer(429, 'slow down', { 'retry-after': '3600' })));
    assert.ok(limited instanceof CloudControllerError);
    assert.equal(limited.retryAfter, 3600);
  });

  it('sends the password only to the login server, however its path begins', async () => {
    const evil = await startServer(() => json(granted));
    const server = await startServer(() => json(granted));
    await passwordGrant(aTransport(), new URL(`${server.origin}//${new URL(evil.origin).host}/x`), {
      username: 'dev',
      password,
    });
    assert.equal(evil.requests.length, 0);
    assert.equal(server.requests.length, 1);
  });

  it('fails with the login server’s message', async () => {
    const error = await failureOf(
      signIn(json({ error: 'unauthorized', error_description: 'Bad credentials' }, 401)),
    );
    assert.ok(error instanceof UaaError);
    assert.equal(error.message, 'Bad credentials');
    assert.equal(error.status, 401);
  });

  it('redacts a password that the login server echoes', async () => {
    const error = await failureOf(
      signIn(json({ error: 'unauthorized', error_description: `No user with ${password}` }, 401)),
    );
    assert.doesNotMatch(error.message, /wörd/);
    assert.match(error.message, /^No user with /);
  });

  it('sends the password nowhere else when the login server redirects', async () => {
    const other = await startServer(() => json(granted));
    for (const status of [302, 307, 308]) {
      const error = await failureOf(signIn(redirect(`${other.origin}/oauth/token`, status)));
      assert.ok(error instanceof NotCloudFoundryError);
    }
    assert.equal(other.requests.length, 0);
  });

  it('accepts no web page, empty object or other status as tokens', async () => {
    for (const reply of [
      html('<html>'),
      html('<html>', 401),
      json({}),
      json([]),
      json({ access_token: 5 }),
      json({ access_token: '' }),
      json(granted, 201),
      answer(204),
    ]) {
      assert.ok((await failureOf(signIn(reply))) instanceof NotCloudFoundryError);
    }
  });

  for (const bad of ['a\r\nX-Evil: 1', 'a b', 'a\u0000b', 'tökén', 'a\nb']) {
    it(`accepts no token that would break its header: ${JSON.stringify(bad)}`, async () => {
      const error = await failureOf(signIn(json({ ...granted, access_token: bad })));
      assert.ok(error instanceof NotCloudFoundryError);
      assert.ok(!error.message.includes(bad));
    });
  }

  it('tolerates a missing lifetime and a missing refresh token', async () => {
    const expected = { accessToken: 'a', refreshToken: null, expiresAt: null };
    for (const terse of [
      { access_token: 'a' },
      { access_token: 'a', refresh_token: null, expires_in: 'soon' },
    ]) {
      const { accessToken, refreshToken, expiresAt } = await signIn(json(terse));
      assert.deepEqual({ accessToken, refreshToken, expiresAt }, expected);
    }
  });

  it('says that nothing answers', async () => {
    assert.ok((await failureOf(signIn(reset))) instanceof UnreachableError);
  });
});

describe('renewTokens', () => {
  it('posts the refresh token as the same public client', async () => {
    const server = await startServer(() => json({ ...granted, refresh_token: 'refresh-2' }));
    const tokens = await renewTokens(aTransport(), new URL(server.origin), {
      refreshToken: 'refresh-1',
    });
    assert.equal(server.requests[0]?.headers.authorization, 'Basic Y2Y6');
    assert.deepEqual(Object.fromEntries(new URLSearchParams(server.requests[0].body)), {
      grant_type: 'refresh_token',
      refresh_token: 'refresh-1',
    });
    assert.equal(tokens.refreshToken, 'refresh-2');
  });

  // RFC 6749, 2.3.1: id and secret are URL-encoded in the header. A UAA has decoded them since 2019.
  describe('as another client, whose secret has special characters', () => {
    const client = { id: 'my cli', secret: password, isUser: false };
    const old = { refreshToken: 'refresh-1', client };
    const refused = json({ error: 'invalid_client', error_description: 'Bad credentials' }, 401);

    it('sends id and secret URL-encoded, and says so', async () => {
      const server = await startServer(() => json(granted));
      const tokens = await renewTokens(aTransport(), new URL(server.origin), old);
      const [{ headers } = assert.fail()] = server.requests;
      assert.deepEqual(said(headers.authorization).map(decodeURIComponent), ['my cli', password]);
      assert.doesNotMatch(said(headers.authorization).join(''), /[ +%:é](?![0-9A-F]{2})/);
      assert.equal(headers['x-cf-encoded-credentials'], 'true');
      assert.deepEqual(tokens.client, client);
    });

    it('sends them unencoded to a login server that does not decode, and remembers', async () => {
      const server = await startServer(({ headers }) =>
        said(headers.authorization)[1] === password ? json(granted) : refused,
      );
      const tokens = await renewTokens(aTransport(), new URL(server.origin), old);
      assert.equal(server.requests.length, 2);
      await renewTokens(aTransport(), new URL(server.origin), tokens);
      assert.equal(server.requests.length, 3);
    });

    it('sends them as they are to one that calls a refused client unauthorized, too', async () => {
      const unauthorized = json({ error: 'unauthorized', error_description: 'Bad' }, 401);
      const server = await startServer(({ headers }) =>
        said(headers.authorization)[1] === password ? json(granted) : unauthorized,
      );
      const tokens = await renewTokens(aTransport(), new URL(server.origin), old);
      assert.equal(tokens.accessToken, 'access-1');
    });

    it('tries the other form once', async () => {
      const server = await startServer(() => refused);
      const error = await failureOf(renewTokens(aTransport(), new URL(server.origin), old));
      assert.ok(error instanceof UaaError && error.error === 'invalid_client');
      assert.equal(server.requests.length, 2);
    });

    it('does not try the other form when both are the same', async () => {
      const server = await startServer(() => refused);
      const plain = { ...old, client: { ...client, id: 'my-cli', secret: 'plain' } };
      await failureOf(renewTokens(aTransport(), new URL(server.origin), plain));
      assert.equal(server.requests.length, 1);
    });
  });

  it('keeps the refresh token when the login server does not rotate', async () => {
    const server = await startServer(() => json({ access_token: 'a' }));
    const tokens = await renewTokens(aTransport(), new URL(server.origin), {
      refreshToken: 'refresh-1',
    });
    assert.equal(tokens.refreshToken, 'refresh-1');
  });

  it('redacts a refresh token that the login server echoes', async () => {
    const server = await startServer(() =>
      json(
        {
          error: 'invalid_token',
          error_description: 'Invalid refresh token (expired): opaque-4711-r',
        },
        401,
      ),
    );
    const error = await failureOf(
      renewTokens(aTransport(), new URL(server.origin), { refreshToken: 'opaque-4711-r' }),
    );
    assert.ok(error instanceof UaaError);
    assert.doesNotMatch(error.message, /opaque-4711/);
    assert.match(error.message, /expired/);
  });
});
