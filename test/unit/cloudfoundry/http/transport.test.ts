import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { UnreachableError } from '../../../../src/cloudfoundry/errors.ts';
import type { HttpAnswer, HttpTransport } from '../../../../src/cloudfoundry/http/transport.ts';
import { CertificateError } from '../../../../src/cloudfoundry/network/errors.ts';
import { aTransport, closeTransports, failureOf } from '../../../support/clients.ts';
import {
  answer,
  closeServers,
  cutOff,
  drip,
  hang,
  html,
  inTurn,
  json,
  redirect,
  reset,
  stall,
  startServer,
  type Reply,
} from '../../../support/hostileServer.ts';
import { selfSigned } from '../../../support/selfSigned.ts';

async function get(
  http: HttpTransport,
  url: string | URL,
  signal?: AbortSignal,
): Promise<HttpAnswer> {
  return http.send({ method: 'GET', url: new URL(url), headers: {}, signal });
}

/** What a transport with short limits makes of a server that always replies so. */
async function failing(reply: Reply): Promise<UnreachableError> {
  const server = await startServer(() => reply);
  const http = aTransport({ idleTimeout: 300, totalTimeout: 1200, connectTimeout: 300 });
  const error = await failureOf(get(http, `${server.origin}/v3/apps`));
  assert.ok(error instanceof UnreachableError, String(error));
  assert.match(error.message, new RegExp(new URL(server.origin).host));
  return error;
}

afterEach(async () => {
  await closeTransports();
  await closeServers();
});

describe('HttpTransport', () => {
  it('sends method, path, query, headers and body, and asks for gzip', async () => {
    const server = await startServer(() => json({}));
    await aTransport().send({
      method: 'PATCH',
      url: new URL('/v3/apps?names=a%252Cb&x', server.origin),
      headers: { 'content-type': 'application/json' },
      body: '{"ä":1}',
    });
    const [received] = server.requests;
    assert.equal(received?.method, 'PATCH');
    assert.equal(received.path, '/v3/apps?names=a%252Cb&x');
    assert.equal(received.body, '{"ä":1}');
    assert.equal(received.headers['accept-encoding'], 'gzip');
    assert.equal(received.headers['content-type'], 'application/json');
    assert.equal(received.headers.cookie, undefined);
  });

  it('reads any status with body and headers', async () => {
    const server = await startServer(() => answer(418, 'teapot', { 'X-Vcap-Request-Id': 'r-1' }));
    const got = await get(aTransport(), server.origin);
    assert.equal(got.status, 418);
    assert.equal(got.body, 'teapot');
    assert.equal(got.header('x-vcap-request-id'), 'r-1');
    assert.equal(got.header('X-VCAP-Request-ID'), 'r-1');
    assert.equal(got.header('retry-after'), null);
  });

  it('follows no redirect', async () => {
    const other = await startServer(() => json({}));
    const server = await startServer(() => redirect(`${other.origin}/stolen`, 307));
    const got = await get(aTransport(), server.origin);
    assert.equal(got.status, 307);
    assert.equal(got.header('location'), `${other.origin}/stolen`);
    assert.equal(other.requests.length, 0);
    assert.equal(server.requests.length, 1);
  });

  it('keeps no cookies', async () => {
    const server = await startServer(() => answer(200, '', { 'set-cookie': 'session=1' }));
    const http = aTransport();
    await get(http, server.origin);
    await get(http, server.origin);
    assert.equal(server.requests[1]?.headers.cookie, undefined);
  });
});

describe('HttpTransport, when the server fails', () => {
  it('gives up on a server that accepts the request and says nothing', async () => {
    assert.equal((await failing(hang)).reason, 'timeout');
  });

  it('gives up on a body that stops arriving', async () => {
    assert.equal((await failing(stall('{"resources":['))).reason, 'timeout');
    const part = gzipSync('x'.repeat(100_000)).subarray(0, 50);
    assert.equal((await failing(stall(part, { 'content-encoding': 'gzip' }))).reason, 'timeout');
  });

  it('gives up on a body that drips for longer than the whole exchange may take', async () => {
    const error = await failing(drip(50));
    assert.equal(error.reason, 'timeout');
    assert.match(error.message, /didn’t respond in time/);
  });

  it('reports a reset as a broken connection, which proves nothing', async () => {
    assert.equal((await failing(reset)).reason, 'connection');
  });

  it('reports a truncated body instead of the part that arrived', async () => {
    assert.equal((await failing(cutOff('{"resources":[]}'))).reason, 'connection');
  });

  it('reports a truncated gzip body', async () => {
    const whole = gzipSync('x'.repeat(100_000));
    const error = await failing(
      answer(200, whole.subarray(0, whole.length - 10), { 'content-encoding': 'gzip' }),
    );
    assert.equal(error.reason, 'connection');
  });

  it('reports a body that claims to be gzip and is not', async () => {
    const error = await failing(answer(200, '{"a":1}', { 'content-encoding': 'gzip' }));
    assert.equal(error.reason, 'connection');
  });

  it('reports an answer that is not HTTP', async () => {
    const server = net.createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.end('SSH-2.0-OpenSSH_9.6\r\n');
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    try {
      const { port } = server.address() as AddressInfo;
      const error = await failureOf(get(aTransport(), `http://127.0.0.1:${port}/`));
      assert.ok(error instanceof UnreachableError);
      assert.equal(error.reason, 'connection');
    } finally {
      server.close();
    }
  });

  it('reports endless headers', async () => {
    const error = await failing(answer(200, '', { 'x-long': 'x'.repeat(100_000) }));
    assert.equal(error.reason, 'connection');
  });

  it('knows that a refused connection sent nothing', async () => {
    const server = await startServer(() => json({}));
    await server.close();
    const error = await failureOf(get(aTransport(), server.origin));
    assert.ok(error instanceof UnreachableError);
    assert.equal(error.reason, 'notConnected');
    assert.match(error.message, /refused the connection/);
    assert.equal(error.url, `${server.origin}/`);
  });

  it('knows that an unknown host received nothing', async () => {
    const error = await failureOf(get(aTransport(), 'http://api.does-not-exist.invalid/'));
    assert.ok(error instanceof UnreachableError);
    assert.equal(error.reason, 'notConnected');
    assert.match(error.message, /api\.does-not-exist\.invalid could not be found/);
  });

  it('knows that nothing was sent to a server whose certificate is not trusted', async () => {
    let asked = 0;
    const server = https.createServer(selfSigned, () => (asked += 1));
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    try {
      const { port } = server.address() as AddressInfo;
      const error = await failureOf(get(aTransport(), `https://127.0.0.1:${port}/`));
      assert.ok(error instanceof CertificateError);
      assert.match(error.message, /certificate .* isn’t trusted/);
      assert.equal(asked, 0);
    } finally {
      server.close();
    }
  });

  for (const code of ['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH']) {
    it(`does not treat a sent request as unsent when the network fails with ${code}`, async () => {
      const server = await startServer(() => hang);
      // What the kernel reports of a connection that was made and has died since.
      const fault = Object.assign(new Error(`read ${code}`), { code, syscall: 'read' });
      const die = (message: unknown): void => {
        (message as { readonly socket: net.Socket }).socket.destroy(fault);
      };
      subscribe('undici:client:sendHeaders', die);
      try {
        const error = await failureOf(get(aTransport(), server.origin));
        assert.ok(error instanceof UnreachableError);
        assert.equal(error.reason, 'connection');
        assert.match(error.message, new RegExp(code));
      } finally {
        unsubscribe('undici:client:sendHeaders', die);
      }
    });
  }

  it('answers again after a failure', async () => {
    const server = await startServer(inTurn(reset, cutOff('{'), json({ ok: true })));
    const http = aTransport();
    await failureOf(get(http, server.origin));
    await failureOf(get(http, server.origin));
    assert.equal((await get(http, server.origin)).body, '{"ok":true}');
  });

  it('sends nothing twice, not even a GET whose kept connection is reset', async () => {
    const server = await startServer(inTurn(json({}), reset, json({})));
    const http = aTransport();
    await get(http, server.origin);
    await failureOf(get(http, server.origin));
    assert.equal(server.requests.length, 2);
  });
});

describe('HttpTransport, when it is aborted', () => {
  it('fails with the signal’s reason, whichever part it waits for', async () => {
    for (const reply of [hang, stall('{'), drip(20)]) {
      const server = await startServer(() => reply);
      const abort = new AbortController();
      const reason = new Error('the user has changed their mind');
      const pending = failureOf(get(aTransport(), server.origin, abort.signal));
      while (server.requests.length === 0) await new Promise(setImmediate);
      abort.abort(reason);
      assert.equal(await pending, reason);
    }
  });

  it('sends nothing if the signal is already aborted', async () => {
    const server = await startServer(() => json({}));
    const error = await failureOf(get(aTransport(), server.origin, AbortSignal.abort()));
    assert.equal(error.name, 'AbortError');
    assert.equal(server.requests.length, 0);
  });

  it('leaves other requests alone', async () => {
    const server = await startServer(({ path }) => (path === '/hang' ? hang : json({ ok: true })));
    const http = aTransport();
    const abort = new AbortController();
    const pending = failureOf(get(http, `${server.origin}/hang`, abort.signal));
    const other = get(http, `${server.origin}/fine`);
    abort.abort();
    assert.equal((await other).status, 200);
    await pending;
  });
});

describe('HttpTransport and its connections', () => {
  it('keeps connections for requests that follow', async () => {
    const server = await startServer(() => json({}));
    const http = aTransport();
    for (let i = 0; i < 20; i++) await get(http, server.origin);
    assert.equal(server.requests.length, 20);
    assert.ok(server.connections.total <= 6, `${server.connections.total} connections`);
  });

  it('opens at most six at a time, and answers everybody', async () => {
    const server = await startServer(() => json({}));
    const http = aTransport();
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) => get(http, `${server.origin}/${i}`)),
    );
    assert.equal(answers.length, 40);
    assert.equal(new Set(server.requests.map(({ path }) => path)).size, 40);
    assert.ok(server.connections.most <= 6, `${server.connections.most} connections`);
  });

  it('ends its connections, and the requests under way, when it is closed', async () => {
    const server = await startServer(() => hang);
    const http = aTransport();
    const pending = failureOf(get(http, server.origin));
    while (server.requests.length === 0) await new Promise(setImmediate);
    await http.close();
    assert.ok((await pending) instanceof UnreachableError);
  });

  it("leaves the process's own dispatcher alone, so that the host's fetch works as before", async () => {
    const key = Symbol.for('undici.globalDispatcher.1');
    const server = await startServer(() => html('hello'));
    const before: unknown = Reflect.get(globalThis, key);
    await get(aTransport(), server.origin);
    assert.equal(Reflect.get(globalThis, key), before);
    assert.equal(await (await fetch(server.origin)).text(), 'hello');
  });
});
