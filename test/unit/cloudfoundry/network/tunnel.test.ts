import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import {
  CertificateError,
  ProxyError,
  type ProxyFault,
} from '../../../../src/cloudfoundry/network/errors.ts';
import {
  plainNetwork,
  type NetworkSettings,
  type ProxySettings,
} from '../../../../src/cloudfoundry/network/settings.ts';
import { anAuthority, aSelfSigned } from '../../../support/authority.ts';
import { aTransport, closeTransports, failureOf } from '../../../support/clients.ts';
import {
  closeServers,
  html,
  json,
  startServer,
  type TestServer,
} from '../../../support/hostileServer.ts';
import {
  challenge,
  closeProxies,
  say,
  startProxy,
  type TestProxy,
} from '../../../support/proxy.ts';

const authority = anAuthority();
const identity = authority.issue({ hosts: ['api.cf.test', 'localhost'] });
let folder = '';
let caFile = '';

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tunnel-'));
  caFile = path.join(folder, 'ca.pem');
  await writeFile(caFile, authority.pem);
});

after(async () => rm(folder, { recursive: true }));

afterEach(async () => {
  await closeTransports();
  await closeProxies();
  await closeServers();
});

/** The address by which only our proxy finds this server. */
function named(server: TestServer): URL {
  const url = new URL('/v3/apps', server.origin);
  url.hostname = 'api.cf.test';
  return url;
}

function through(
  proxy: Pick<TestProxy, 'url'>,
  settings: Partial<ProxySettings> = {},
  others: Partial<NetworkSettings> = {},
  connectTimeout = 15_000,
) {
  const support = 'override';
  const network: NetworkSettings = {
    ...plainNetwork,
    caFile,
    ...others,
    proxy: { ...plainNetwork.proxy, support, url: proxy.url, ...settings },
  };
  const http = aTransport({ connectTimeout }, { network: () => network });
  return (url: URL) =>
    http.send({ method: 'GET', url, headers: { authorization: 'bearer token-canary' } });
}

/** What is told of a proxy that does this; the server behind it must not have been asked anything. */
async function failing(
  instead: (socket: Duplex) => void,
  { password = '', connectTimeout = 15_000 } = {},
): Promise<ProxyError> {
  const server = await startServer(() => json({}), identity);
  const proxy = await startProxy({ instead });
  const url = new URL(proxy.url);
  if (password !== '') [url.username, url.password] = ['ann', password];
  const error = await failureOf(through({ url: url.href }, {}, {}, connectTimeout)(named(server)));
  assert.ok(error instanceof ProxyError, String(error));
  assert.equal(error.proxy, url.host);
  assert.ok(error.message.includes(url.host));
  assert.doesNotMatch(error.message, /canary|ann/);
  assert.equal(server.requests.length, 0);
  return error;
}

describe('A foundation behind a proxy', () => {
  it('is reached by CONNECT, and the proxy learns only its address', async () => {
    const server = await startServer(() => json({ ok: true }), identity);
    const proxy = await startProxy();
    const answer = await through(proxy)(named(server));
    assert.equal(answer.body, '{"ok":true}');
    assert.equal(server.requests[0]?.path, '/v3/apps');
    const host = named(server).host;
    assert.deepEqual(proxy.connects, [{ authority: host, headers: { host } }]);
  });

  it('shows its token, paths and answers to nobody on the way', async () => {
    const server = await startServer(() => json({ secret: 'answer-canary' }), identity);
    const proxy = await startProxy({ credentials: 'ann:pw' });
    const url = proxy.url.replace('//', '//ann:pw@');
    await through({ url })(named(server));
    assert.equal(server.requests[0]?.headers.authorization, 'bearer token-canary');
    assert.equal(server.requests[0].headers['proxy-authorization'], undefined);
    assert.ok(proxy.seen().length > 500);
    assert.doesNotMatch(proxy.seen().toString('latin1'), /canary|v3\/apps/);
    assert.doesNotMatch(JSON.stringify(proxy.connects), /canary|v3\/apps/);
  });

  it('is reached with the user name in the address, or the header of the setting', async () => {
    const server = await startServer(() => json({}), identity);
    const proxy = await startProxy({ credentials: 'ann@corp:p:ü' });
    const url = proxy.url.replace('//', '//ann%40corp:p%3A%C3%BC@');
    assert.equal((await through({ url })(named(server))).status, 200);
    const authorization = `Basic ${Buffer.from('ann@corp:p:ü').toString('base64')}`;
    assert.equal((await through(proxy, { authorization })(named(server))).status, 200);
  });

  it('keeps its connections for later requests', async () => {
    const server = await startServer(() => json({}), identity);
    const proxy = await startProxy();
    const send = through(proxy);
    for (let i = 0; i < 20; i++) await send(named(server));
    assert.equal(server.requests.length, 20);
    assert.ok(proxy.connects.length <= 6, `${proxy.connects.length} connections`);
    assert.equal(proxy.connections, proxy.connects.length);
  });

  it('is refused when it isn’t encrypted, and the proxy learns nothing about it', async () => {
    const server = await startServer(() => json({}));
    const proxy = await startProxy();
    const url = proxy.url.replace('//', '//ann:pw-canary@');
    const error = await failureOf(through({ url })(named(server)));
    assert.ok(error instanceof ProxyError);
    assert.equal(error.reason, 'unencrypted');
    assert.match(
      error.message,
      /http:\/\/api\.cf\.test:\d+ isn’t encrypted, and the proxy 127\.0\.0\.1/,
    );
    assert.doesNotMatch(error.message, /canary/);
    assert.equal(proxy.connections, 0);
    assert.equal(server.requests.length, 0);
  });

  it('that is not encrypted is reached when it is exempt, or is this machine', async () => {
    const server = await startServer(() => json({ ok: true }));
    const proxy = await startProxy();
    for (const host of ['127.0.0.1', 'localhost']) {
      const url = new URL(server.origin);
      url.hostname = host;
      assert.equal((await through(proxy)(url)).status, 200);
    }
    const exempt = through(proxy, { noProxy: ['cf.test'] });
    const error = await failureOf(exempt(named(server)));
    // Only our proxy would have found it.
    assert.ok(!(error instanceof ProxyError));
    assert.equal(proxy.connections, 0);
  });

  it('is not requested through the proxy when it is exempt, or is this machine', async () => {
    const server = await startServer(() => json({}), identity);
    const proxy = await startProxy();
    assert.equal((await through(proxy)(new URL(server.origin))).status, 200);
    await failureOf(through(proxy, { noProxy: ['cf.test'] })(named(server)));
    assert.equal(proxy.connections, 0);
  });

  it('has its certificate checked as without a proxy, by asking through the proxy', async () => {
    const server = await startServer(() => json({}), authority.issue({ hosts: ['other.test'] }));
    const proxy = await startProxy();
    const error = await failureOf(through(proxy)(named(server)));
    assert.ok(error instanceof CertificateError);
    assert.equal(error.reason, 'wrongName');
    assert.deepEqual(error.certificate?.names, ['other.test']);
    assert.equal(server.requests.length, 0);
    const lax = through(proxy, {}, { skipsValidation: true });
    assert.equal((await lax(named(server))).status, 200);
  });

  it('can be behind an https proxy, TLS within TLS', async () => {
    const server = await startServer(() => json({ ok: true }), identity);
    const proxy = await startProxy({ identity: authority.issue(), credentials: 'ann:pw' });
    const url = proxy.url.replace('//', '//ann:pw@');
    assert.equal((await through({ url })(named(server))).body, '{"ok":true}');
  });

  it('leaves the host’s own fetch unchanged', async () => {
    const key = Symbol.for('undici.globalDispatcher.1');
    const earlier: unknown = Reflect.get(globalThis, key);
    const server = await startServer(() => json({}), identity);
    const proxy = await startProxy();
    await through(proxy)(named(server));
    assert.equal(Reflect.get(globalThis, key), earlier);
    const plain = await startServer(() => html('hello'));
    assert.equal(await (await fetch(plain.origin)).text(), 'hello');
    assert.equal(proxy.connects.length, 1);
  });
});

describe('A proxy that does not connect', () => {
  const page = '<html>Sign in to the guest network</html>';
  const cases: readonly (readonly [
    what: string,
    instead: (socket: Duplex) => void,
    reason: ProxyFault,
    status: number | null,
    message: RegExp,
  ])[] = [
    [
      'wants a password',
      challenge('Basic realm="x"'),
      'authentication',
      407,
      /requires a user name and password$/,
    ],
    [
      'knows only another kind of authentication',
      challenge('Negotiate\r\nProxy-Authenticate: NTLM'),
      'authentication',
      407,
      /requires negotiate or ntlm authentication, but only basic is supported/,
    ],
    [
      'forbids the host',
      say(`HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\n\r\n${page}`),
      'refused',
      403,
      /didn’t connect to api\.cf\.test:\d+: it returned 403/,
    ],
    ['cannot reach the host', say('HTTP/1.1 502 Bad\r\n\r\n'), 'refused', 502, /it returned 502/],
    [
      'answers with its web page',
      say(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 41\r\n\r\n${page}`),
      'notAProxy',
      200,
      /returned 200 with a page of its own instead of connecting/,
    ],
    ['redirects', say('HTTP/1.1 302 Found\r\nLocation: http://x/\r\n\r\n'), 'refused', 302, /302/],
    ['speaks something else', say('SSH-2.0-OpenSSH\r\n\r\n'), 'notAProxy', null, /other than HTTP/],
    ['never ends its headers', say('x'.repeat(100_000)), 'notAProxy', null, /other than HTTP/],
    ['hangs up', say(''), 'notConnected', null, /closed the connection before responding/],
    ['cuts its answer off', say('HTTP/1.1 200 OK\r\nA: b'), 'notConnected', null, /closed/],
    ['resets', (socket) => void socket.destroy(), 'notConnected', null, /closed|ECONNRESET/],
  ];
  for (const [what, instead, reason, status, message] of cases) {
    it(`is reported as ${reason} when it ${what}`, async () => {
      const error = await failing(instead);
      assert.equal(error.reason, reason);
      assert.equal(error.status, status);
      assert.match(error.message, message);
    });
  }

  it('is given up when it says nothing', async () => {
    const error = await failing(() => undefined, { connectTimeout: 200 });
    assert.equal(error.reason, 'notConnected');
    assert.match(error.message, /didn’t respond \(timed out\)/);
  });

  it('does not get the password into the message when it refuses it', async () => {
    const error = await failing(challenge('Basic realm="x"'), { password: 'pass-canary' });
    assert.match(error.message, /rejected the user name and password/);
  });

  it('is named with the reason when nothing answers at its address', async () => {
    const proxy = await startProxy();
    await proxy.close();
    for (const [url, reason] of [
      [proxy.url, /refused the connection/],
      [
        'http://ann:canary@proxy.does-not-exist.invalid:3128',
        /does-not-exist\.invalid could not be found/,
      ],
    ] as const) {
      const error = await failureOf(through({ url })(new URL('https://api.cf.test')));
      assert.ok(error instanceof ProxyError);
      assert.equal(error.reason, 'notConnected');
      assert.match(error.message, reason);
      assert.doesNotMatch(error.message, /canary/);
    }
  });

  it('cannot be an untrusted https proxy, unless the setting allows it', async () => {
    const server = await startServer(() => json({}), identity);
    const proxy = await startProxy({ identity: aSelfSigned() });
    const strict = through(proxy, {}, { skipsValidation: true });
    const error = await failureOf(strict(named(server)));
    assert.ok(error instanceof ProxyError);
    assert.equal(error.reason, 'certificate');
    assert.equal(proxy.connects.length, 0);
    assert.equal((await through(proxy, { isStrict: false })(named(server))).status, 200);
  });

  it('cannot be of another kind than http, and is never bypassed', async () => {
    const server = await startServer(() => json({}), identity);
    const send = through({ url: 'socks5://ann:canary@127.0.0.1:1080' });
    const error = await failureOf(send(named(server)));
    assert.ok(error instanceof ProxyError);
    assert.equal(error.reason, 'unusable');
    assert.match(
      error.message,
      /the proxy from http\.proxy can’t be used: it specifies a socks5 proxy/,
    );
    assert.doesNotMatch(error.message, /canary/);
    assert.equal(server.requests.length, 0);
  });
});

describe('A connection under way', () => {
  it('ends at once when the transport is closed', async () => {
    const proxy = await startProxy({ instead: () => undefined });
    const network: NetworkSettings = {
      ...plainNetwork,
      proxy: { ...plainNetwork.proxy, support: 'on', url: proxy.url },
    };
    const http = aTransport({ connectTimeout: 600_000 }, { network: () => network });
    const url = new URL('https://api.cf.test');
    const pending = failureOf(http.send({ method: 'GET', url, headers: {} }));
    while (proxy.connects.length === 0) await new Promise(setImmediate);
    await http.close();
    await pending;
  });

  it('ends at once when the server at the other end does not exist', async () => {
    const server = net.createServer((socket) =>
      socket.on('error', () => socket.destroy()).end('no'),
    );
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const proxy = await startProxy();
    await failureOf(through(proxy)(new URL(`https://api.cf.test:${port}`)));
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });
});
