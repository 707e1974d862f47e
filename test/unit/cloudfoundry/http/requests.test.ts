import assert from 'node:assert/strict';
import type { TokenSource } from '../../../../src/cloudfoundry/auth/tokens.ts';
import {
  CloudControllerError,
  NotCloudFoundryError,
  ReadOnlyError,
  SignedOutError,
  UnreachableError,
} from '../../../../src/cloudfoundry/errors.ts';
import { Requests } from '../../../../src/cloudfoundry/http/requests.ts';
import {
  aLog,
  aTransport,
  closeTransports,
  failureOf,
  someTokens,
} from '../../../support/clients.ts';
import {
  answer,
  apiError,
  closeServers,
  cutOff,
  hang,
  html,
  inTurn,
  json,
  redirect,
  reset,
  startServer,
  type Received,
  type Reply,
} from '../../../support/hostileServer.ts';

const invalidToken = apiError(401, 1000, 'CF-InvalidAuthToken', 'Invalid Auth Token');

async function aServer(
  handler: (request: Received) => Reply,
  tokens: TokenSource = someTokens(),
  isReadOnly?: () => boolean,
) {
  const server = await startServer(handler);
  const log = aLog();
  const requests = new Requests(aTransport({ idleTimeout: 300 }), tokens, log, isReadOnly);
  const url = (path: string) => new URL(path, server.origin);
  return {
    server,
    log,
    get: async (path = '/v3/apps?page=2') => requests.get(url(path), undefined),
    write: async (method = 'PATCH') => requests.write(method, url('/v3/x'), '{"a":1}'),
  };
}

afterEach(async () => {
  await closeTransports();
  await closeServers();
});

describe('Requests', () => {
  it('sends the token in its header, and reads the JSON object', async () => {
    const { get, server, log } = await aServer(() => json({ a: 1 }));
    assert.deepEqual(await get(), { a: 1 });
    const [received] = server.requests;
    assert.equal(received?.headers.authorization, 'bearer token-1');
    assert.equal(received.headers.accept, 'application/json');
    assert.equal(received.headers['content-type'], undefined);
    assert.match(log.lines.join('\n'), /^GET \/v3\/apps\?page=2 200 \d+ ms$/);
  });

  it('sends a change with its body, and treats any 2xx as success', async () => {
    for (const reply of [json({}), answer(202), answer(204), html('<html>')]) {
      const { write, server } = await aServer(() => reply);
      await write('PUT');
      assert.equal(server.requests.length, 1);
      assert.equal(server.requests[0]?.method, 'PUT');
      assert.equal(server.requests[0].body, '{"a":1}');
      assert.equal(server.requests[0].headers['content-type'], 'application/json');
    }
  });

  it('sends no change while the foundation is read-only, but still reads', async () => {
    let isReadOnly = true;
    const { get, write, server } = await aServer(
      () => json({}),
      someTokens(),
      () => isReadOnly,
    );
    const error = await failureOf(write());
    assert.ok(error instanceof ReadOnlyError);
    assert.match(error.message, /^127\.0\.0\.1:\d+ is read-only here$/);
    assert.equal(server.requests.length, 0);
    await get();
    isReadOnly = false;
    await write();
    assert.deepEqual(
      server.requests.map(({ method }) => method),
      ['GET', 'PATCH'],
    );
  });

  it('retries once, with another token, after a 401', async () => {
    for (const isWrite of [false, true]) {
      const { get, write, server } = await aServer(inTurn(invalidToken, json({})));
      await (isWrite ? write() : get());
      assert.deepEqual(
        server.requests.map(({ headers }) => headers.authorization),
        ['bearer token-1', 'bearer token-2'],
      );
      assert.equal(server.requests[1]?.body, server.requests[0]?.body);
    }
  });

  it('signs out instead of looping when the fresh token is refused too', async () => {
    const { get, server } = await aServer(() => invalidToken);
    const error = await failureOf(get());
    assert.ok(error instanceof SignedOutError);
    assert.match(error.message, /Invalid Auth Token/);
    assert.equal(server.requests.length, 2);
  });

  it('retries each of many refused requests once, while the tokens refresh once', async () => {
    let refreshes = 0;
    let refreshing: Promise<string> | null = null;
    const tokens: TokenSource = {
      accessToken: async () => 'old',
      replace: async () => {
        refreshing ??= new Promise((resolve) => {
          refreshes += 1;
          setTimeout(() => resolve('new'), 20);
        });
        return refreshing;
      },
    };
    const { get, server } = await aServer(
      ({ headers }) => (headers.authorization === 'bearer new' ? json({ ok: 1 }) : invalidToken),
      tokens,
    );
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => get(`/v3/${i}`)));
    assert.ok(answers.every((each) => each['ok'] === 1));
    assert.equal(refreshes, 1);
    assert.equal(new Set(server.requests.map(({ path }) => path)).size, 50);
    assert.equal(server.requests.length, 100);
  });

  it('retries twice when the API or the connection fails, and then says so', async () => {
    for (const reply of [reset, cutOff('{'), ...[500, 502, 503, 504].map((each) => answer(each))]) {
      const { get, server } = await aServer(() => reply);
      await failureOf(get());
      assert.equal(server.requests.length, 3);
    }
  });

  it('bothers nobody when the API answers again', async () => {
    const { get, server } = await aServer(inTurn(answer(503), reset, json({ a: 1 })));
    assert.deepEqual(await get(), { a: 1 });
    assert.equal(server.requests.length, 3);
  });

  it('asks once when asking again would change nothing', async () => {
    for (const reply of [
      answer(400),
      answer(403),
      answer(404),
      answer(501),
      html('<html>'),
      hang,
    ]) {
      const { get, server } = await aServer(() => reply);
      await failureOf(get());
      assert.equal(server.requests.length, 1);
    }
  });

  it('never retries a change, whatever happens to it', async () => {
    for (const reply of [reset, cutOff('{', 500), hang, answer(500), answer(503), html('', 502)]) {
      const { write, server } = await aServer(() => reply);
      await failureOf(write());
      assert.equal(server.requests.length, 1);
    }
  });

  it('keeps what a 429 says, even if its JSON is declared as plain text', async () => {
    const body = { errors: [{ code: 10013, title: 'CF-RateLimitExceeded', detail: 'Rate Limit' }] };
    const { get } = await aServer(() =>
      answer(429, JSON.stringify(body), {
        'content-type': 'text/plain; charset=utf-8',
        'retry-after': '42',
      }),
    );
    const error = await failureOf(get());
    assert.ok(error instanceof CloudControllerError);
    assert.equal(error.retryAfter, 42);
    assert.ok(error.hasCode(10013));
  });

  it('accepts no nonsense as a time to wait', async () => {
    for (const header of ['', 'soon', '-1', '1e9', '2026-10-21', '0x10']) {
      const { get } = await aServer(() => answer(429, '', { 'retry-after': header }));
      const error = await failureOf(get());
      assert.ok(error instanceof CloudControllerError);
      assert.equal(error.retryAfter, null, header);
    }
  });

  it('accepts a date as a time to wait', async () => {
    const date = new Date(Date.now() + 90_000).toUTCString();
    const { get } = await aServer(() => answer(429, '', { 'retry-after': date }));
    const error = await failureOf(get());
    assert.ok(error instanceof CloudControllerError);
    const { retryAfter } = error;
    assert.ok(retryAfter !== null && retryAfter > 80 && retryAfter <= 90, String(retryAfter));
  });

  it('keeps the request id, under both of its names', async () => {
    for (const name of ['X-Vcap-Request-Id', 'X-Correlation-ID']) {
      const { get } = await aServer(() => answer(500, '', { [name]: 'abc::1' }));
      const error = await failureOf(get());
      assert.ok(error instanceof CloudControllerError);
      assert.equal(error.requestId, 'abc::1');
    }
  });

  it('says that a web page, or other JSON, is not an API answer', async () => {
    for (const reply of [html('<!DOCTYPE html>'), answer(200), json([]), json(null), json('x')]) {
      const { get } = await aServer(() => reply);
      assert.ok((await failureOf(get())) instanceof NotCloudFoundryError);
    }
  });

  it('follows no redirect, and sends the token nowhere else', async () => {
    const other = await startServer(() => json({}));
    for (const isWrite of [false, true]) {
      const { get, write, server } = await aServer(() => redirect(`${other.origin}/x`, 307));
      const error = await failureOf(isWrite ? write() : get());
      assert.ok(error instanceof NotCloudFoundryError);
      assert.ok(error.message.includes(other.origin));
      assert.equal(server.requests.length, 1);
    }
    assert.equal(other.requests.length, 0);
  });

  it('redacts a token that an answer echoes', async () => {
    const token = 'opaque-canary-4711';
    const tokens = { accessToken: async () => token, replace: async () => token };
    const { get, log } = await aServer(
      () => apiError(403, 10003, `CF-${token}`, `The header was "bearer ${token}"`),
      tokens,
    );
    const error = await failureOf(get());
    assert.ok(error instanceof CloudControllerError);
    assert.doesNotMatch(JSON.stringify([error.message, error.details, log.lines]), /canary/);
  });

  it('logs a failure in one line each time, without the token', async () => {
    const { get, log } = await aServer(() => reset);
    assert.ok((await failureOf(get())) instanceof UnreachableError);
    assert.equal(log.lines.length, 3);
    for (const line of log.lines) {
      assert.match(line, /^GET \/v3\/apps\?page=2 the connection to .* was lost/);
    }
    assert.doesNotMatch(log.lines.join(), /token-1/);
  });

  it('sends nothing when a token cannot be put into a header', async () => {
    const bad = 'to\r\nX-Evil: 1';
    const { get, server, log } = await aServer(() => json({}), {
      accessToken: async () => bad,
      replace: async () => bad,
    });
    const error = await failureOf(get());
    assert.equal(server.requests.length, 0);
    assert.doesNotMatch(`${error.message}${log.lines.join()}`, /X-Evil/);
  });
});
