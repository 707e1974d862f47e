import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ExplorerState } from '../../../src/explorer/explorerState.ts';
import {
  anAuthority,
  aSelfSigned,
  type Authority,
  type Identity,
} from '../../support/authority.ts';
import { aRoot } from '../../support/builders.ts';
import { failureOf } from '../../support/clients.ts';
import {
  answer,
  closeServers,
  html,
  json,
  redirect,
  startServer,
  type Reply,
} from '../../support/hostileServer.ts';
import { challenge, closeProxies, say, startProxy } from '../../support/proxy.ts';
import { aWindow, closeWindows, signedIn, type Place } from './support/window.ts';
import { signInAt } from '../../support/signIn.ts';

/** What stands in the way, the class of the error, what it says, and what the tree of a single foundation is. */
type Case = readonly [
  what: string,
  arrange: () => Promise<Place>,
  name: string,
  message: RegExp,
  state: ExplorerState,
];

const portal = html('<html>Welcome to the guest network</html>');
const badGateway = say('HTTP/1.1 502 Bad Gateway\r\n\r\n');
let folder = '';
const nowhere = 'https://api.cf.test';

async function serving(reply: Reply, identity?: Identity): Promise<Place> {
  return { api: (await startServer(() => reply, identity)).origin };
}

/** A server whose certificate a trusted authority has signed. */
async function certified(wanted: Parameters<Authority['issue']>[0]): Promise<Place> {
  const authority = anAuthority();
  const caFile = path.join(folder, 'ca.pem');
  await writeFile(caFile, authority.pem);
  return { ...(await serving(portal, authority.issue(wanted))), caFile };
}

async function behind(instead: ReturnType<typeof say>): Promise<Place> {
  return { api: nowhere, proxy: (await startProxy({ instead })).url };
}

/** A foundation whose links a test chooses. */
async function linking(links: (origin: string) => object): Promise<Place> {
  const server = await startServer(() => json(links(server.origin)));
  return { api: server.origin };
}

const cases: readonly Case[] = [
  [
    'a host that nobody knows',
    async () => ({ api: 'https://api.does-not-exist.invalid' }),
    'UnreachableError',
    /^the host api\.does-not-exist\.invalid is not known$/,
    'unreachable',
  ],
  [
    'a refused connection',
    async () => {
      const server = await startServer(() => answer(200));
      await server.close();
      return { api: server.origin };
    },
    'UnreachableError',
    /^127\.0\.0\.1:\d+ refused the connection$/,
    'unreachable',
  ],
  [
    'a certificate for another name',
    async () => certified({ hosts: ['other.test'] }),
    'CertificateError',
    /^the certificate of localhost:\d+ is not trusted: it is for other\.test \(issued to CN=.* by CN=Test Authority, valid/,
    'untrusted',
  ],
  [
    'an expired certificate',
    async () => certified({ from: new Date('2024-01-02'), to: new Date('2025-03-04') }),
    'CertificateError',
    /is not trusted: it expired on 2025-03-04 \(issued to CN=.* valid from 2024-01-02 to 2025-03-04\)$/,
    'untrusted',
  ],
  [
    'a certificate of an authority that nobody trusts',
    async () => serving(portal, anAuthority('Team').issue()),
    'CertificateError',
    /is not trusted: its issuer is not among the trusted certificate authorities .*by CN=Team/,
    'untrusted',
  ],
  [
    'a file of authorities that has gone',
    async () => ({ api: nowhere, caFile: path.join(folder, 'gone.pem') }),
    'AuthorityFileError',
    /^the certificate authority file .*gone\.pem cannot be used: there is no such file$/,
    'untrusted',
  ],
  [
    'a certificate that is signed by itself',
    async () => serving(portal, aSelfSigned()),
    'CertificateError',
    /is not trusted: it is signed by itself \(issued to CN=localhost by CN=localhost, valid from/,
    'untrusted',
  ],
  [
    'a proxy that wants a password (407)',
    async () => behind(challenge('Basic realm="x"')),
    'ProxyError',
    /^the proxy 127\.0\.0\.1:\d+ \(http\.proxy\) wants a user name and password$/,
    'unreachable',
  ],
  [
    'a proxy that is down',
    async () => {
      const proxy = await startProxy();
      await proxy.close();
      return { api: nowhere, proxy: proxy.url };
    },
    'ProxyError',
    /^the proxy .* cannot be reached: 127\.0\.0\.1:\d+ refused the connection$/,
    'unreachable',
  ],
  [
    'a proxy that cannot reach the foundation',
    async () => behind(badGateway),
    'ProxyError',
    /does not connect to api\.cf\.test:443: it answered 502$/,
    'unreachable',
  ],
  [
    'a proxy that answers with its web page',
    async () =>
      behind(say('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>Blocked</html>')),
    'ProxyError',
    /answered 200 with a page of its own instead of connecting$/,
    'unreachable',
  ],
  [
    'an unencrypted foundation behind a proxy',
    async () => ({ api: 'http://api.cf.test', proxy: (await startProxy()).url }),
    'ProxyError',
    /^http:\/\/api\.cf\.test is not encrypted, and the proxy .* could read all that is sent/,
    'unreachable',
  ],
  [
    'the page of a captive portal',
    async () => serving(portal),
    'NotCloudFoundryError',
    /is not a Cloud Foundry API: it answered 200 without the links that such an API has$/,
    'unreachable',
  ],
  [
    'a captive portal that redirects',
    async () => serving(redirect('https://portal.hotel.example/login?from=secret')),
    'NotCloudFoundryError',
    /is not a Cloud Foundry API: it answered 302 and points to https:\/\/portal\.hotel\.example$/,
    'unreachable',
  ],
  [
    'a foundation that has moved away',
    async () => serving(answer(404, '404 Not Found', { 'x-cf-routererror': 'unknown_route' })),
    'NotCloudFoundryError',
    /is not a Cloud Foundry API: its router answered 404 \(unknown_route\)$/,
    'unreachable',
  ],
  [
    'a login server that is no address',
    async () => linking((origin) => aRoot(origin, { login: { href: 'javascript:alert(1)' } })),
    'RefusedLinkError',
    /^The login server javascript:alert\(1\) is not an address\.$/,
    'unreachable',
  ],
  [
    'an API that is down',
    async () => serving(html('<h1>Service Unavailable</h1>', 503)),
    'CloudControllerError',
    /^503 the API is not available$/,
    'unreachable',
  ],
];

const password = { kind: 'password', username: 'dev', password: 'dev' } as const;

describe('Behind', () => {
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'failures-'));
  });

  after(async () => rm(folder, { recursive: true }));

  afterEach(async () => {
    await closeWindows();
    await closeProxies();
    await closeServers();
  });

  for (const [what, arrange, name, message, state] of cases) {
    it(`${what}, a sign-in and the tree say so`, async () => {
      const { connection, explorer, row } = aWindow(await arrange(), signedIn());
      for (const asked of [
        connection.signInOffer(),
        signInAt(connection, password),
        // Once more: a failure is not remembered in place of an answer.
        connection.signInOffer(),
      ]) {
        const error = await failureOf(asked);
        assert.equal(error.name, name, error.message);
        assert.match(error.message, message);
      }
      assert.deepEqual(await explorer.children(undefined), []);
      const problem = row.organizations.problem?.error;
      assert.ok(problem instanceof Error);
      assert.match(problem.message, message);
      assert.equal(explorer.state, state);
    });
  }

  it('an https API, a login server that is not encrypted gets no password', async () => {
    const authority = anAuthority();
    const identity = authority.issue();
    const login = await startServer(() => json({ access_token: 'a' }));
    const server = await startServer(
      () => json(aRoot(server.origin, { login: { href: login.origin } })),
      identity,
    );
    const { connection } = aWindow({ api: server.origin }, null, { skipsValidation: true });
    const error = await failureOf(signInAt(connection, password));
    assert.equal(error.name, 'RefusedLinkError');
    assert.match(error.message, /is not encrypted, and https:.* is: no password is sent there\.$/);
    assert.equal(login.requests.length, 0);
  });

  it('a page of HTML in place of a list, the rows stay and the reason is a row', async () => {
    let isPortal = false;
    const server = await startServer((request) => {
      if (isPortal) return portal;
      if (request.path === '/') return json(aRoot(server.origin));
      return json({ pagination: { total_results: 1 }, resources: [{ guid: 'o', name: 'acme' }] });
    });
    const { explorer, row } = aWindow({ api: server.origin }, signedIn());
    assert.equal((await explorer.children(undefined)).length, 1);
    isPortal = true;
    await explorer.refresh();
    const shown = await explorer.children(undefined);
    assert.deepEqual(
      shown.map(({ kind }) => kind),
      ['problem', 'organization'],
    );
    const { problem } = row.organizations;
    assert.ok(problem?.error instanceof Error);
    assert.match(problem.error.message, /answered 200, but not with JSON \(a web page\)$/);
    assert.equal(explorer.state, 'shown');
  });

  it('a redirect to another origin, the token does not follow', async () => {
    const other = await startServer(() => json({}));
    const server = await startServer((request) =>
      request.path === '/'
        ? json(aRoot(server.origin))
        : redirect(`${other.origin}/v3/organizations`, 307),
    );
    const { explorer, row } = aWindow({ api: server.origin }, signedIn());
    await explorer.children(undefined);
    const { problem } = row.organizations;
    assert.ok(problem?.error instanceof Error);
    assert.match(problem.error.message, /answered 307 and points to .*, which is not followed$/);
    assert.equal(other.requests.length, 0);
  });
});
