import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import type { TokenSource } from '../../../../src/cloudfoundry/auth/tokens.ts';
import { CloudControllerError } from '../../../../src/cloudfoundry/errors.ts';
import { plainNetwork } from '../../../../src/cloudfoundry/network/settings.ts';
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
  inTurn,
  json,
  reset,
  startServer,
  type Received,
  type Reply,
} from '../../../support/hostileServer.ts';
import { challenge, closeProxies, say, startProxy } from '../../../support/proxy.ts';

async function aServer(handler: (request: Received) => Reply | Promise<Reply>) {
  const server = await startServer(handler);
  const log = aLog();
  const waits: number[] = [];
  const pauses: (number | null)[] = [];
  const http = aTransport(
    { idleTimeout: 5_000 },
    {
      pacing: {
        sleep: async (milliseconds, signal) => {
          signal.throwIfAborted();
          waits.push(milliseconds);
        },
        onDidPause: (until) => pauses.push(until),
      },
    },
  );
  const requests = new Requests(http, someTokens(), log);
  const url = new URL('/v3/apps', server.origin);
  return {
    server,
    log,
    waits,
    pauses,
    get: async (signal?: AbortSignal) => requests.get(url, signal),
    write: async (signal?: AbortSignal) => requests.write('PATCH', url, '{}', signal),
  };
}

const limited = (seconds: string) => answer(429, '', { 'retry-after': seconds });

afterEach(async () => {
  await closeTransports();
  await closeProxies();
  await closeServers();
});

describe('Requests, when the API has a rate limit', () => {
  it('wait as long as they are told, then are sent again, changes too', async () => {
    for (const isWrite of [false, true]) {
      const { get, write, server, waits, pauses, log } = await aServer(
        inTurn(limited('7'), json({})),
      );
      await (isWrite ? write() : get());
      assert.equal(server.requests.length, 2);
      assert.equal(waits.length, 1);
      assert.ok((waits[0] ?? 0) > 5_000 && (waits[0] ?? 0) <= 7_000, String(waits[0]));
      assert.equal(pauses.length, 2);
      assert.ok(log.lines.some((line) => line.endsWith('asks to wait 7 s (429)')));
    }
  });

  it('wait a few seconds when they are given no time, or told to retry at once', async () => {
    for (const [header, longest] of [
      ['soon', 5_000],
      ['0', 1_000],
    ] as const) {
      const { get, waits } = await aServer(inTurn(limited(header), json({})));
      await get();
      assert.ok((waits[0] ?? 0) > longest - 1000 && (waits[0] ?? 0) <= longest, String(waits[0]));
    }
  });

  it('wait for minutes to read, but do not send a change so long after the user agreed', async () => {
    const { get, server, waits, pauses } = await aServer(inTurn(limited('900'), json({})));
    await get();
    assert.equal(server.requests.length, 2);
    assert.ok((waits[0] ?? 0) > 890_000 && (waits[0] ?? 0) <= 900_000);
    assert.equal(pauses.length, 2);
    const changing = await aServer(() => limited('61'));
    const error = await failureOf(changing.write());
    assert.ok(error instanceof CloudControllerError);
    assert.equal(error.retryAfter, 61);
    assert.match(error.message, /try again in 61 s/);
    assert.equal(changing.server.requests.length, 1);
  });

  it('fail at once when they would wait for more than an hour, and say how long', async () => {
    const { get, server, waits } = await aServer(() => limited('3601'));
    const error = await failureOf(get());
    assert.match(error.message, /try again in 3601 s/);
    assert.equal(server.requests.length, 1);
    assert.deepEqual(waits, []);
  });

  it('give up after the third refusal', async () => {
    const { get, server, waits } = await aServer(() => limited('60'));
    assert.ok((await failureOf(get())) instanceof CloudControllerError);
    assert.equal(server.requests.length, 3);
    assert.equal(waits.length, 2);
  });

  it('send nothing more when they are canceled while they wait, changes too', async () => {
    for (const isWrite of [false, true]) {
      const reason = new Error('canceled');
      const abort = new AbortController();
      const { get, write, server } = await aServer(() => {
        abort.abort(isWrite ? reason : undefined);
        return limited('30');
      });
      await failureOf(isWrite ? write(abort.signal) : get(abort.signal));
      assert.equal(server.requests.length, 1);
    }
  });

  it('do not recall a change that is already on its way', async () => {
    const abort = new AbortController();
    const { write, server } = await aServer(() => {
      abort.abort();
      return json({});
    });
    await write(abort.signal);
    assert.equal(server.requests.length, 1);
  });
});

describe('Requests, when the connection to the API fails', () => {
  it('wait a little longer each time before they are sent again', async () => {
    const { get, waits } = await aServer(inTurn(answer(503), reset, json({})));
    await get();
    assert.equal(waits.length, 2);
    assert.ok((waits[0] ?? 0) <= 600 && (waits[1] ?? 0) >= 600);
  });

  it('are not sent again when they are canceled meanwhile', async () => {
    const abort = new AbortController();
    const { get, server } = await aServer(() => {
      setImmediate(() => abort.abort());
      return answer(503);
    });
    await failureOf(get(abort.signal));
    assert.equal(server.requests.length, 1);
  });

  it('retry a proxy that cannot reach the API, but not one that refuses us', async () => {
    for (const [instead, times] of [
      [say('HTTP/1.1 502 Bad Gateway\r\n\r\n'), 3],
      [say('HTTP/1.1 403 Forbidden\r\n\r\n'), 1],
      [challenge('Basic'), 1],
    ] as const) {
      const proxy = await startProxy({ instead });
      const network = {
        ...plainNetwork,
        proxy: { ...plainNetwork.proxy, support: 'on', url: proxy.url },
      };
      const http = aTransport({}, { network: () => network });
      const requests = new Requests(http, someTokens(), aLog());
      await failureOf(requests.get(new URL('https://api.cf.test/v3'), undefined));
      assert.equal(proxy.connects.length, times);
    }
  });
});

describe('Requests, when there are many', () => {
  it('use the new token as soon as there is one, so that at most six are refused', async () => {
    const server = await startServer(({ path, headers }) =>
      headers.authorization === 'bearer fresh'
        ? json({ path })
        : apiError(401, 1000, 'CF-InvalidAuthToken', 'Invalid Auth Token'),
    );
    let token = 'old';
    let refreshes = 0;
    let refreshing: Promise<string> | null = null;
    const tokens: TokenSource = {
      accessToken: async () => token,
      replace: async () => {
        refreshing ??= setTimeout(50).then(() => {
          refreshes += 1;
          token = 'fresh';
          return token;
        });
        return refreshing;
      },
    };
    const requests = new Requests(aTransport(), tokens, aLog());
    const answers = await Promise.all(
      Array.from({ length: 500 }, async (_, i) =>
        requests.get(new URL(`/v3/${i}`, server.origin), undefined),
      ),
    );
    assert.ok(answers.every((each, i) => each['path'] === `/v3/${i}`));
    assert.equal(refreshes, 1);
    const refused = server.requests.filter(({ headers }) => headers.authorization === 'bearer old');
    assert.ok(refused.length <= 6, `${refused.length} were refused`);
    assert.equal(server.requests.length, 500 + refused.length);
  });

  it('do not lose their own time while they wait for their turn', async () => {
    const server = await startServer(async () => {
      await setTimeout(100);
      return json({});
    });
    const requests = new Requests(aTransport({ totalTimeout: 1500 }), someTokens(), aLog());
    const url = new URL(server.origin);
    const all = Array.from({ length: 120 }, async () => requests.get(url, undefined));
    assert.equal((await Promise.all(all)).length, 120);
    assert.equal(server.requests.length, 120);
  });

  it('all wait when one of them is told to', async () => {
    const { get, pauses, server } = await aServer(inTurn(limited('9'), json({})));
    await Promise.all(Array.from({ length: 30 }, () => get()));
    assert.equal(server.requests.length, 31);
    assert.equal(pauses.at(-1), null);
  });
});

describe('Requests, when the API warns', () => {
  it('write it to the log, without the token', async () => {
    const warnings = 'Stack+cflinuxfs3+is+deprecated,token-1+is+old';
    const { get, log } = await aServer(() => json({}, 200, { 'x-cf-warnings': warnings }));
    await get();
    const [, first = '', second = ''] = log.lines;
    assert.match(first, /^127\.0\.0\.1:\d+ warns: Stack cflinuxfs3 is deprecated$/);
    assert.match(second, /warns: •+ is old$/);
  });
});
