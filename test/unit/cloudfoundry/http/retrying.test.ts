import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { loginPrompts } from '../../../../src/cloudfoundry/auth/prompts.ts';
import { signIn } from '../../../../src/cloudfoundry/auth/signIn.ts';
import { UaaTokens } from '../../../../src/cloudfoundry/auth/tokens.ts';
import { discover } from '../../../../src/cloudfoundry/discovery.ts';
import { UaaError } from '../../../../src/cloudfoundry/errors.ts';
import type { HttpTransport } from '../../../../src/cloudfoundry/http/transport.ts';
import { Requests } from '../../../../src/cloudfoundry/http/requests.ts';
import { aRoot } from '../../../support/builders.ts';
import { aLog, aTransport, closeTransports, failureOf } from '../../../support/clients.ts';
import {
  answer,
  apiError,
  closeServers,
  inTurn,
  json,
  reset,
  startServer,
  type Received,
  type Reply,
} from '../../../support/hostileServer.ts';
import { aLoginPlace } from '../../../support/signIn.ts';

type Ask = (http: HttpTransport, server: URL, signal?: AbortSignal) => Promise<unknown>;

const limited = answer(429, '', { 'retry-after': '7' });
const granted = json({ access_token: 'access-1', refresh_token: 'refresh-1', expires_in: 1200 });
const isDown: readonly (readonly [string, Reply])[] = [
  ...[500, 502, 503, 504].map((status) => [`a ${status}`, answer(status)] as const),
  ['a reset', reset],
];

const reads: readonly (readonly [string, Ask, (origin: string) => Reply])[] = [
  ['Discovery', (http, server) => discover(http, server, []), (origin) => json(aRoot(origin))],
  [
    'The prompts of the login server',
    loginPrompts,
    () => json({ prompts: { username: ['text', 'Email'] } }),
  ],
];

const grants: readonly (readonly [string, Ask])[] = [
  [
    'A sign-in with a password',
    (http, login, signal) =>
      signIn(http, login, { kind: 'password', username: 'dev', password: 'secret' }, signal),
  ],
  [
    'A sign-in with a passcode',
    (http, login, signal) => signIn(http, login, { kind: 'passcode', passcode: '4711' }, signal),
  ],
  [
    'A sign-in of a client',
    (http, login, signal) =>
      signIn(http, login, { kind: 'client', id: 'pipeline', secret: 'secret' }, signal),
  ],
  ['A refresh', (http, login) => someTokens(http, login).replace('access-0')],
];

function someTokens(http: HttpTransport, login: URL): UaaTokens {
  const { origin } = login;
  const tokens = {
    accessToken: 'access-0',
    refreshToken: 'refresh-0',
    expiresAt: null,
    login: origin,
  };
  return new UaaTokens(http, aLoginPlace(login), tokens, {
    load: async () => tokens,
    save: async () => undefined,
  });
}

/** A server that replies so, and a transport that notes how long it would have waited. */
async function aServer(handler: (request: Received) => Reply, onSleep: () => void = () => {}) {
  const server = await startServer(handler);
  const waits: number[] = [];
  const pauses: (number | null)[] = [];
  const log = aLog();
  const pacing = {
    sleep: async (milliseconds: number, signal: AbortSignal) => {
      onSleep();
      signal.throwIfAborted();
      waits.push(milliseconds);
    },
    onDidPause: (until: number | null) => pauses.push(until),
  };
  const http = aTransport({ idleTimeout: 5_000 }, { pacing, log });
  return { server, url: new URL(server.origin), http, waits, pauses, log };
}

afterEach(async () => {
  await closeTransports();
  await closeServers();
});

for (const [what, ask, good] of reads) {
  describe(what, () => {
    for (const [name, reply] of isDown) {
      it(`is retried after ${name}, at most twice`, async () => {
        let replies = (): Reply => reply;
        const { server, url, http, waits } = await aServer(() => replies());
        replies = inTurn(reply, reply, good(server.origin));
        await ask(http, url);
        assert.equal(server.requests.length, 3);
        assert.ok((waits[0] ?? 0) >= 200 && (waits[1] ?? 0) >= 600);
        replies = () => reply;
        const before = server.requests.length;
        await ask(http, url).catch(() => undefined);
        assert.equal(server.requests.length - before, 3);
      });
    }

    it('waits as long as a rate limit says, and reports that it does', async () => {
      let replies = () => limited;
      const { server, url, http, waits, pauses, log } = await aServer(() => replies());
      replies = inTurn(limited, good(server.origin));
      await ask(http, url);
      assert.equal(server.requests.length, 2);
      assert.ok((waits[0] ?? 0) > 5_000 && (waits[0] ?? 0) <= 7_000);
      assert.equal(pauses.length, 2);
      assert.equal(pauses[1], null);
      assert.ok(log.lines.includes(`${url.host} asks to wait 7 s (429)`));
    });
  });
}

for (const [what, ask] of grants) {
  describe(what, () => {
    it('is sent again after a rate limit, which proves that nothing happened', async () => {
      const { server, url, http, waits, pauses } = await aServer(inTurn(limited, granted));
      await ask(http, url);
      assert.equal(server.requests.length, 2);
      assert.equal(server.requests[0]?.body, server.requests[1]?.body);
      assert.ok((waits[0] ?? 0) > 5_000 && (waits[0] ?? 0) <= 7_000);
      assert.equal(pauses.length, 2);
    });

    // A refresh token that is no longer good may be returned 500, and is sent again: see `UaaTokens`.
    const faults = isDown.filter(([name]) => what !== 'A refresh' || name !== 'a 500');
    for (const [name, reply] of faults) {
      it(`is sent once when it got ${name}`, async () => {
        const { server, url, http, waits } = await aServer(() => reply);
        await failureOf(ask(http, url));
        assert.equal(server.requests.length, 1);
        assert.deepEqual(waits, []);
      });
    }

    it('gives up after the third refusal, with the login server’s message', async () => {
      const { server, url, http } = await aServer(() =>
        json({ error: 'too_many_requests', error_description: 'Slow down' }, 429),
      );
      const error = await failureOf(ask(http, url));
      assert.ok(error instanceof UaaError);
      assert.equal(error.status, 429);
      assert.equal(server.requests.length, 3);
    });
  });
}

describe('A caller that waits for a rate limit of the login server', () => {
  const cancellable: typeof grants = [...grants.slice(0, 3), ['The prompts', loginPrompts]];
  for (const [what, ask] of cancellable) {
    it(`can give up: ${what}`, async () => {
      const abort = new AbortController();
      const reason = new Error('canceled');
      const { server, url, http, pauses } = await aServer(
        () => limited,
        () => abort.abort(reason),
      );
      assert.equal(await failureOf(ask(http, url, abort.signal)), reason);
      assert.equal(server.requests.length, 1);
      assert.equal(pauses.at(-1), null);
    });
  }

  it('can give up a request whose token is being renewed, without stopping the renewal', async () => {
    const abort = new AbortController();
    const reason = new Error('canceled');
    const asleep = new EventEmitter();
    const server = await startServer(({ path, headers }) => {
      if (path === '/oauth/token') return token();
      return headers.authorization === 'bearer access-1' ? json({ path }) : refused;
    });
    const refused = apiError(401, 1000, 'CF-InvalidAuthToken', 'Invalid Auth Token');
    const token = inTurn(limited, granted);
    const sleep = async () => {
      const woken = once(asleep, 'wake');
      abort.abort(reason);
      await woken;
    };
    const http = aTransport({}, { pacing: { sleep } });
    const requests = new Requests(http, someTokens(http, new URL(server.origin)), aLog());
    const [first, second] = [1, 2].map((n) => new URL(`/v3/${n}`, server.origin));
    assert.ok(first && second);
    const staying = requests.get(second, undefined);
    assert.equal(await failureOf(requests.get(first, abort.signal)), reason);
    asleep.emit('wake');
    assert.deepEqual(await staying, { path: '/v3/2' });
  });
});
