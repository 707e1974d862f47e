import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Tokens } from '../../../src/cloudfoundry/auth/uaa.ts';
import { Connection } from '../../../src/cloudfoundry/connection.ts';
import { ProxyError } from '../../../src/cloudfoundry/network/errors.ts';
import { plainNetwork, type NetworkSettings } from '../../../src/cloudfoundry/network/settings.ts';
import { anAuthority } from '../../support/authority.ts';
import { anOrganization, aPage, aRoot } from '../../support/builders.ts';
import { aLog, failureOf } from '../../support/clients.ts';
import {
  closeServers,
  html,
  json,
  routes,
  startServer,
  type TestServer,
} from '../../support/hostileServer.ts';
import { closeProxies, startProxy, type TestProxy } from '../../support/proxy.ts';
import { signInAt } from '../../support/signIn.ts';

const canaries = /passcode-canary|access-canary|refresh-canary|proxy-canary|org-canary/;
const hosts = ['api.cf.test', 'login.cf.test'];
const query = { pageSize: 50 };
const dispatcher = Symbol.for('undici.globalDispatcher.1');

describe('A foundation with its own authority, behind a proxy that requires a password', () => {
  let folder = '';
  let server: TestServer;
  let proxy: TestProxy;
  let network: NetworkSettings;
  let tokens: Tokens | null = null;
  let api: URL;

  beforeEach(async () => {
    tokens = null;
    folder = await mkdtemp(path.join(os.tmpdir(), 'behind-proxy-'));
    const authority = anAuthority();
    const caFile = path.join(folder, 'ca.pem');
    await writeFile(caFile, authority.pem);
    server = await startServer((request) => {
      const [, port = ''] = request.headers.host?.split(':') ?? [];
      const login = { href: `https://login.cf.test:${port}` };
      return routes({
        'GET /': json(aRoot(`https://api.cf.test:${port}`, { login, uaa: login })),
        'POST /oauth/token': json({
          access_token: 'access-canary',
          refresh_token: 'refresh-canary',
          expires_in: 600,
        }),
        'GET /v3/organizations': json(aPage([anOrganization({ name: 'org-canary' })])),
      })(request);
    }, authority.issue({ hosts }));
    proxy = await startProxy({ credentials: 'ann:proxy-canary' });
    api = new URL(`https://api.cf.test:${new URL(server.origin).port}`);
    const url = proxy.url.replace('//', '//ann:proxy-canary@');
    network = {
      ...plainNetwork,
      caFile,
      proxy: { ...plainNetwork.proxy, support: 'override', url },
    };
  });

  afterEach(async () => {
    await closeProxies();
    await closeServers();
    await rm(folder, { recursive: true });
  });

  function connect(log = aLog()): Connection {
    const store = {
      load: async () => tokens,
      save: async (fresh: Tokens | null) => {
        tokens = fresh;
      },
    };
    return new Connection({ api, store, log, network: () => network });
  }

  it('allows sign-in with a passcode and browsing, and shows the proxy only names and ports', async () => {
    const log = aLog();
    const connection = connect(log);
    await signInAt(connection, { kind: 'passcode', passcode: 'passcode-canary' });
    const page = await (await connection.client()).organizations(query);
    assert.deepEqual(
      page.resources.map(({ name }) => name),
      ['org-canary'],
    );
    await connection.close();
    assert.deepEqual(
      new Set(server.requests.map(({ headers }) => headers.host?.split(':')[0])),
      new Set(hosts),
    );
    assert.ok(proxy.connects.length >= 2);
    for (const { authority, headers } of proxy.connects) {
      assert.ok(hosts.includes(authority.split(':')[0] ?? ''));
      assert.deepEqual(Object.keys(headers), ['host', 'proxy-authorization']);
    }
    assert.doesNotMatch(proxy.seen().toString('latin1'), canaries);
    assert.doesNotMatch(log.lines.join('\n'), canaries);
    const seen = JSON.stringify(server.requests.map(({ headers }) => headers));
    assert.doesNotMatch(seen, /proxy-canary|proxy-authorization/);
  });

  it('says that the proxy wants another password, without the one that it got', async () => {
    const { proxy: settings } = network;
    const wrong = settings.url.replace('ann:', 'bob:');
    network = { ...network, proxy: { ...settings, url: wrong } };
    const connection = connect();
    const error = await failureOf(connection.discovery());
    assert.ok(error instanceof ProxyError);
    assert.equal(error.reason, 'authentication', error.message);
    assert.doesNotMatch(`${error.message}${String(error.stack)}`, canaries);
    await connection.close();
  });

  it('leaves the host’s own fetch unchanged', async () => {
    const earlier: unknown = Reflect.get(globalThis, dispatcher);
    const connection = connect();
    await connection.discovery();
    await connection.close();
    assert.equal(Reflect.get(globalThis, dispatcher), earlier);
    const plain = await startServer(() => html('hello'));
    assert.equal(await (await fetch(plain.origin)).text(), 'hello');
  });
});
