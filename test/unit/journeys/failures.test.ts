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
    /^the host api\.does-not-exist\.invalid could not be found$/,
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
    /^the certificate of localhost:\d+ isn’t trusted: it was issued for other\.test \(issued to CN=.* by CN=Test Authority, valid/,
    'untrusted',
  ],
  [
    'an expired certificate',
    async () => certified({ from: new Date('2024-01-02'), to: new Date('2025-03-04') }),
    'CertificateError',
    /isn’t trusted: it expired on 2025-03-04 \(issued to CN=.* valid from 2024-01-02 to 2025-03-04\)$/,
    'untrusted',
  ],
  [
    'a certificate of an authority that nobody trusts',
    async () => serving(portal, anAuthority('Team').issue()),
    'CertificateError',
    /isn’t trusted: its issuer isn’t a trusted certificate authority .*by CN=Team/,
    'untrusted',
  ],
  [
    'a file of authorities that has gone',
    async () => ({ api: nowhere, caFile: path.join(folder, 'gone.pem') }),
    'AuthorityFileError',
    /^the certificate authority file .*gone\.pem can’t be used: the file doesn’t exist$/,
    'untrusted',
  ],
  [
    'a certificate that is signed by itself',
    async () => serving(portal, aSelfSigned()),
    'CertificateError',
    /isn’t trusted: it is self-signed \(issued to CN=localhost by CN=localhost, valid from/,
    'untrusted',
  ],
  [
    'a proxy that wants a password (407)',
    async () => behind(challenge('Basic realm="x"')),
    'ProxyError',
    /^the proxy 127\.0\.0\.1:\d+ \(http\.proxy\) requires a user name and password$/,
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
    /^the proxy .* can’t be reached: 127\.0\.0\.1:\d+ refused the connection$/,
    'unreachable',
  ],
  [
    'a proxy that cannot reach the foundation',
    async () => behind(badGateway),
    'ProxyError',
    /didn’t connect to api\.cf\.test:443: it returned 502$/,
    'unreachable',
  ],
  [
    'a proxy that answers with its web page',
    async () =>
      behind(say('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>Blocked</html>')),
    'ProxyError',
    /returned 200 with a page of its own instead of connecting$/,
    'unreachable',
  ],
  [
    'an unencrypted foundation behind a proxy',
    async () => ({ api: 'http://api.cf.test', proxy: (await startProxy()).url }),
    'ProxyError',
    /^http:\/\/api\.cf\.test isn’t encrypted, and the proxy .* could read everything that is sent/,
    'unreachable',
  ],
  [
    'the page of a captive portal',
    async () => serving(portal),
    'NotCloudFoundryError',
    /isn’t a Cloud Foundry API: it returned 200 without the links that such an API provides$/,
    'unreachable',
  ],
  [
    'a captive portal that redirects',
    async () => serving(redirect('https://portal.hotel.example/login?from=secret')),
    'NotCloudFoundryError',
    /isn’t a Cloud Foundry API: it returned 302 and redirects to https:\/\/portal\.hotel\.example$/,
    'unreachable',
  ],
  [
    'a foundation that has moved away',
    async () => serving(answer(404, '404 Not Found', { 'x-cf-routererror': 'unknown_route' })),
    'NotCloudFoundryError',
    /isn’t a Cloud Foundry API: its router returned 404 \(unknown_route\)$/,
    'unreachable',
  ],
  [
    'a login server that is no address',
    async () => linking((origin) => aRoot(origin, { login: { href: 'javascript:alert(1)' } })),
    'RefusedLinkError',
    /^The login server address javascript:alert\(1\) isn’t valid\.$/,
    'unreachable',
  ],
  [
    'an API that is down',
    async () => serving(html('<h1>Service Unavailable</h1>', 503)),
    'CloudControllerError',
    /^503 the API isn’t available$/,
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
        // Once more: a failure is not remembered replacing an answer.
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
    assert.match(
      error.message,
      /isn’t encrypted, but https:.* is, so no password is sent there\.$/,
    );
    assert.equal(login.requests.length, 0);
  });

  it('a page of HTML replacing a list, the rows stay and the reason is a row', async () => {
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
    assert.match(problem.error.message, /returned 200, but not JSON \(a web page\)$/);
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
    assert.match(problem.error.message, /returned 307 and redirects to .*, which wasn’t followed$/);
    assert.equal(other.requests.length, 0);
  });
});
