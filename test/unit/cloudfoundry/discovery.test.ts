import assert from 'node:assert/strict';
import { discover, type Discovery } from '../../../src/cloudfoundry/discovery.ts';
import {
  CloudControllerError,
  NotCloudFoundryError,
  RefusedLinkError,
  UnreachableError,
} from '../../../src/cloudfoundry/errors.ts';
import type { HttpAnswer } from '../../../src/cloudfoundry/http/transport.ts';
import { resolveLink } from '../../../src/cloudfoundry/links.ts';
import { silentLog } from '../../../src/cloudfoundry/log.ts';
import { Pacing } from '../../../src/cloudfoundry/http/pacing.ts';
import { aRoot } from '../../support/builders.ts';
import { aTransport, closeTransports, failureOf } from '../../support/clients.ts';
import {
  answer,
  closeServers,
  gzipBomb,
  html,
  json,
  redirect,
  routes,
  startServer,
  type Reply,
} from '../../support/hostileServer.ts';

/** What discovery makes of a server that has these routes; `asked` are the paths that it asked for. */
async function discovering(
  table: Readonly<Record<string, Reply>>,
  trusted: readonly string[] = [],
): Promise<{ readonly found: Promise<Discovery>; readonly asked: () => readonly string[] }> {
  const server = await startServer(routes(table));
  const found = discover(aTransport(), new URL(server.origin), trusted);
  found.catch(() => undefined);
  return { found, asked: () => server.requests.map(({ path }) => path) };
}

/** What discovery makes of this root, at an address that need not be there. */
async function rootAt(api: string, root: unknown): Promise<Discovery> {
  const answered: HttpAnswer = { status: 200, body: JSON.stringify(root), header: () => null };
  const http = { send: async () => answered, pacing: new Pacing(), log: silentLog };
  return discover(http, new URL(api), []);
}

const info = {
  name: 'vcap',
  api_version: '2.48.0',
  authorization_endpoint: 'http://login.example.org/',
  token_endpoint: 'http://uaa.example.org',
};

afterEach(async () => {
  await closeTransports();
  await closeServers();
});

describe('discover', () => {
  it('reads the root of a modern foundation with a single request, without a token', async () => {
    const server = await startServer(({ path }) =>
      path === '/' ? json(aRoot('https://api.example.org')) : answer(500),
    );
    const found = await discover(aTransport(), new URL(server.origin), []);
    assert.equal(found.era, 'root');
    assert.equal(found.version, '3.228.0');
    assert.equal(found.v3.href, `${server.origin}/v3`);
    assert.equal(found.v2.href, `${server.origin}/v2`);
    assert.equal(found.isKorifi, false);
    assert.equal(server.requests.length, 1);
    assert.equal(server.requests[0]?.headers.authorization, undefined);
  });

  it('accepts a separate login server, and rebases one that is the API itself', async () => {
    const elsewhere = await rootAt(
      'https://tunnel.example.org',
      aRoot('https://api.example.org', { login: { href: 'https://login.example.org/' } }),
    );
    assert.equal(elsewhere.login?.href, 'https://login.example.org/');
    const same = await rootAt('https://tunnel.example.org:8443', aRoot('https://api.example.org'));
    assert.equal(same.login?.origin, 'https://tunnel.example.org:8443');
  });

  // `GET /` has had `login` since 3.80 and `uaa` since the end of 2016 (source of Cloud Controller 3.1 and 3.86).
  describe('of 2016 to 2019, which names no login server in its root', () => {
    const uaa = { uaa: { href: 'https://uaa.example.org' } };

    it('asks /v2/info where to sign in, and recognizes the UAA as the same server', async () => {
      for (const login of [null, undefined, {}, { href: null }, 'x']) {
        const { found, asked } = await discovering({
          'GET /': json({ links: { ...aRoot('https://api.example.org', uaa).links, login } }),
          'GET /v2/info': json(info),
        });
        const { login: server, loginOrigins } = await found;
        assert.equal(server?.origin, 'http://login.example.org');
        assert.deepEqual([...loginOrigins].sort(), [
          'http://login.example.org',
          'http://uaa.example.org',
          'https://uaa.example.org',
        ]);
        assert.deepEqual(asked(), ['/', '/v2/info']);
      }
    });

    it('signs in at the UAA when /v2/info is switched off', async () => {
      const { found } = await discovering({
        'GET /': json({ links: { ...aRoot('https://api.example.org', uaa).links, login: null } }),
      });
      assert.equal((await found).login?.origin, 'https://uaa.example.org');
    });

    it('never mistakes the API for the login server', async () => {
      const { found } = await discovering({
        'GET /': json({
          links: { ...aRoot('https://api.example.org').links, login: null, uaa: null },
        }),
      });
      assert.equal((await found).login, null);
    });
  });

  it('asks a current foundation only for its root', async () => {
    const { found, asked } = await discovering({ 'GET /': json(aRoot('https://api.example.org')) });
    await found;
    assert.deepEqual(asked(), ['/']);
  });

  it('recognizes Korifi, its null links and its version', async () => {
    const found = await rootAt('https://api.example.org', {
      links: {
        self: { href: 'https://api.example.org' },
        cloud_controller_v2: null,
        cloud_controller_v3: {
          href: 'https://api.example.org/v3',
          meta: { version: '3.117.0+cf-k8s' },
        },
        uaa: null,
        login: { href: 'https://api.example.org' },
        app_ssh: null,
      },
      cf_on_k8s: true,
    });
    assert.equal(found.isKorifi, true);
    assert.equal(found.login, null);
    assert.equal(found.version, '3.117.0+cf-k8s');
  });

  // Korifi's `api/presenter/root.go`: with a UAA for its users it says `cf_on_k8s: false`.
  it('recognizes a Korifi whose users sign in at a UAA', async () => {
    const found = await rootAt('https://api.example.org', {
      links: {
        self: { href: 'https://api.example.org' },
        cloud_controller_v2: null,
        cloud_controller_v3: {
          href: 'https://api.example.org/v3',
          meta: { version: '3.117.0+cf-k8s' },
        },
        uaa: { href: 'https://uaa.example.org' },
        login: { href: 'https://uaa.example.org' },
      },
      cf_on_k8s: false,
    });
    assert.equal(found.isKorifi, true);
    assert.equal(found.login?.origin, 'https://uaa.example.org');
  });

  it('reads links with trailing slashes, queries and fragments', async () => {
    const found = await rootAt(
      'https://api.example.org',
      aRoot('https://api.example.org', {
        cloud_controller_v3: { href: 'https://api.example.org/v3//?x=y#z' },
        login: { href: 'https://login.example.org/uaa//' },
      }),
    );
    assert.equal(found.v3.href, 'https://api.example.org/v3');
    assert.equal(found.version, '');
    assert.equal(found.login?.href, 'https://login.example.org/uaa');
  });

  it('follows links only to what the API names as itself and to what the user trusts', async () => {
    const { found } = await discovering(
      { 'GET /': json(aRoot('https://api.example.org', { x: { href: 'https://x.example.org' } })) },
      ['https://trusted.example.org/some/path', 'no address', ''],
    );
    const { scope } = await found;
    assert.equal(resolveLink('https://api.example.org/v3', scope).origin, scope.api.origin);
    assert.equal(resolveLink('https://trusted.example.org/v3', scope).origin, scope.api.origin);
    for (const href of ['https://x.example.org/v3', 'https://login.example.org/']) {
      assert.throws(() => resolveLink(href, scope), RefusedLinkError);
    }
  });

  it('trusts no invalid origin', async () => {
    const { scope } = await rootAt('https://api.example.org', {
      links: {
        self: { href: 'javascript:alert(1)' },
        cloud_controller_v3: { href: '/v3' },
      },
    });
    assert.deepEqual([...scope.own], []);
  });

  for (const login of [
    'http://login.example.org',
    'http://login.example.org:443/',
    'http://api.example.org:8080',
  ]) {
    it(`sends no password to ${login} under an encrypted API`, async () => {
      const error = await failureOf(
        rootAt(
          'https://api.example.org',
          aRoot('https://api.example.org', { login: { href: login } }),
        ),
      );
      assert.ok(error instanceof RefusedLinkError);
      assert.match(error.message, /isn’t encrypted/);
    });
  }

  for (const login of [
    'string',
    'javascript:alert(1)',
    'ftp://login.example.org',
    'https://user:secret-word@login.example.org',
    'ftp://user:secret-word@login.example.org',
    'https://user:secret-word@login example.org',
  ]) {
    it(`takes no password to ${login.replace('secret-word', '…')}`, async () => {
      const error = await failureOf(
        rootAt(
          'https://api.example.org',
          aRoot('https://api.example.org', { login: { href: login } }),
        ),
      );
      assert.ok(error instanceof RefusedLinkError);
      assert.doesNotMatch(`${error.message}${error.href}`, /secret-word/);
    });
  }

  it('keeps the login server that the API names, however its path begins', async () => {
    const found = await rootAt(
      'https://api.example.org',
      aRoot('https://api.example.org', {
        login: { href: 'https://login.example.org//evil.example/x' },
      }),
    );
    assert.equal(found.login?.origin, 'https://login.example.org');
    const same = rootAt(
      'https://localhost',
      aRoot('https://api.example.org', {
        login: { href: 'https://api.example.org//evil.example' },
      }),
    );
    await assert.rejects(same, RefusedLinkError);
  });

  it('reads /v2/info of a foundation that has no root', async () => {
    const { found, asked } = await discovering({ 'GET /v2/info': json(info) });
    const { era, version, login, v3 } = await found;
    assert.equal(era, 'info');
    assert.equal(version, '2.48.0');
    assert.equal(login?.href, 'http://login.example.org/');
    assert.equal(v3.pathname, '/v3');
    assert.deepEqual(asked(), ['/', '/v2/info']);
  });

  it('reads /v2/info of a foundation with v2 switched off', async () => {
    const { found } = await discovering({
      'GET /': html('<h1>It works</h1>'),
      'GET /v2/info': json({ ...info, api_version: '', support: 'CF API v2 is disabled' }),
    });
    assert.equal((await found).version, '');
  });

  it('says that a web page is not an API', async () => {
    for (const page of [html('<html>Log in to the hotel</html>'), answer(200, ''), json([])]) {
      const { found } = await discovering({ 'GET /': page, 'GET /v2/info': page });
      const error = await failureOf(found);
      assert.ok(error instanceof NotCloudFoundryError);
      assert.equal(error.status, 200);
      assert.match(error.message, /isn’t a Cloud Foundry API/);
    }
  });

  it('reports what the router said about an unknown host', async () => {
    const server = await startServer(() =>
      answer(404, "404 Not Found: Requested route ('x') does not exist.", {
        'x-cf-routererror': 'unknown_route',
      }),
    );
    const error = await failureOf(discover(aTransport(), new URL(server.origin), []));
    assert.ok(error instanceof NotCloudFoundryError);
    assert.match(error.message, /404 \(unknown_route\)/);
  });

  it('follows no redirect from a portal, and says where it points', async () => {
    const other = await startServer(() => json(aRoot('https://evil.example')));
    const server = await startServer(() => redirect(`${other.origin}/login?next=secret-path`));
    const error = await failureOf(discover(aTransport(), new URL(server.origin), []));
    assert.ok(error instanceof NotCloudFoundryError);
    assert.ok(error.message.includes(other.origin));
    assert.equal(other.requests.length, 0);
  });

  it('distinguishes an API that is down from a host that does not exist', async () => {
    for (const status of [500, 502, 503, 429]) {
      const { found } = await discovering({
        'GET /': answer(status, 'API down for maintenance', { 'retry-after': '7' }),
      });
      const error = await failureOf(found);
      assert.ok(error instanceof CloudControllerError, String(error));
      assert.equal(error.status, status);
      assert.equal(error.retryAfter, 7);
    }
  });

  it('reads no more of an answer than an API can have', async () => {
    const server = await startServer(() => gzipBomb(512));
    const error = await failureOf(
      discover(aTransport({ maxBodyBytes: 1024 }), new URL(server.origin), []),
    );
    assert.equal(error.name, 'TooLargeError');
  });

  it('says that nothing answers', async () => {
    const server = await startServer(() => json({}));
    await server.close();
    const error = await failureOf(discover(aTransport(), new URL(server.origin), []));
    assert.ok(error instanceof UnreachableError);
  });

  it('survives every type in place of an object', async () => {
    for (const root of [
      { links: null },
      { links: [] },
      { links: 'x' },
      { links: { self: 5, cloud_controller_v3: [] } },
      { links: { __proto__: { self: { href: 'x' } } } },
    ]) {
      const outcome = await rootAt('https://api.example.org', root).catch(
        (error: unknown) => error,
      );
      assert.ok(outcome instanceof NotCloudFoundryError || !(outcome instanceof Error));
    }
  });
});
