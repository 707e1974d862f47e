import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { aLoginPlace } from '../../../support/signIn.ts';
import { UaaTokens } from '../../../../src/cloudfoundry/auth/tokens.ts';
import { passwordGrant, type Tokens } from '../../../../src/cloudfoundry/auth/uaa.ts';
import { SignedOutError, UaaError } from '../../../../src/cloudfoundry/errors.ts';
import { startSampleFoundation } from '../../../../src/sample/foundation.ts';
import { aTransport, closeTransports, failureOf } from '../../../support/clients.ts';
import {
  closeServers,
  cutOff,
  hang,
  html,
  json,
  reset,
  startServer,
  type Reply,
  type TestServer,
} from '../../../support/hostileServer.ts';

interface Session {
  readonly tokens: UaaTokens;
  readonly server: TestServer;
  readonly saved: readonly (Tokens | null)[];
}

/** Tokens whose login server replies so; they expire in this many milliseconds. */
async function aSession(reply: () => Reply, fields: Partial<Tokens> = {}): Promise<Session> {
  const saved: (Tokens | null)[] = [];
  const server = await startServer(reply);
  const start: Tokens = {
    accessToken: 'access-0',
    refreshToken: 'refresh-0',
    expiresAt: Date.now() + 1_200_000,
    login: server.origin,
    ...fields,
  };
  const http = aTransport({ idleTimeout: 300 });
  const tokens = new UaaTokens(http, aLoginPlace(new URL(server.origin)), start, {
    load: async () => saved.at(-1) ?? start,
    save: async (fresh) => {
      saved.push(fresh);
    },
  });
  return { tokens, server, saved };
}

/** Grants `access-1`, `access-2` and so on. */
function granting(): () => Reply {
  let count = 0;
  return () => json({ access_token: `access-${++count}`, expires_in: 1200 });
}

const inSeconds = (seconds: number) => ({ expiresAt: Date.now() + seconds * 1000 });

afterEach(async () => {
  await closeTransports();
  await closeServers();
});

describe('UaaTokens', () => {
  it('returns its token without asking while it is valid', async () => {
    for (const fields of [inSeconds(90), { expiresAt: null }]) {
      const { tokens, server } = await aSession(granting(), fields);
      assert.equal(await tokens.accessToken(), 'access-0');
      assert.equal(server.requests.length, 0);
    }
  });

  it('refreshes before it returns a token that has less than a minute left', async () => {
    for (const seconds of [30, 0, -3600]) {
      const { tokens, server, saved } = await aSession(granting(), inSeconds(seconds));
      assert.equal(await tokens.accessToken(), 'access-1');
      assert.equal(await tokens.accessToken(), 'access-1');
      assert.equal(server.requests.length, 1);
      assert.deepEqual(
        saved.map((each) => each?.accessToken),
        ['access-1'],
      );
    }
  });

  it('uses a token until it expires when there is no refresh token', async () => {
    const { tokens, server } = await aSession(granting(), { ...inSeconds(30), refreshToken: null });
    assert.equal(await tokens.accessToken(), 'access-0');
    assert.equal(server.requests.length, 0);
  });

  it('refreshes once for all concurrent callers', async () => {
    const { tokens, server } = await aSession(granting(), inSeconds(0));
    const given = await Promise.all(Array.from({ length: 50 }, () => tokens.accessToken()));
    assert.deepEqual([...new Set(given)], ['access-1']);
    assert.equal(server.requests.length, 1);
  });

  it('refreshes once for all callers whose token is refused, early or late', async () => {
    const { tokens, server } = await aSession(granting());
    const early = Array.from({ length: 25 }, () => tokens.replace('access-0'));
    assert.deepEqual([...new Set(await Promise.all(early))], ['access-1']);
    assert.equal(await tokens.replace('access-0'), 'access-1');
    assert.equal(server.requests.length, 1);
  });

  it('sends the rotated refresh token the next time', async () => {
    const { tokens, server } = await aSession(() =>
      json({ access_token: 'access-1', refresh_token: 'refresh-1' }),
    );
    await tokens.replace('access-0');
    await tokens.replace('access-1');
    assert.deepEqual(
      server.requests.map(({ body }) => new URLSearchParams(body).get('refresh_token')),
      ['refresh-0', 'refresh-1'],
    );
  });

  for (const [status, error] of [
    [401, 'invalid_token'],
    [400, 'invalid_grant'],
  ] as const) {
    it(`signs out, in the login server's words, when it refuses with ${status}`, async () => {
      const { tokens, saved, server } = await aSession(() =>
        json({ error, error_description: 'The token expired' }, status),
      );
      const failure = await failureOf(tokens.replace('access-0'));
      assert.ok(failure instanceof SignedOutError);
      assert.equal(failure.message, 'The token expired');
      assert.deepEqual(saved, [null]);
      await assert.rejects(tokens.accessToken(), SignedOutError);
      assert.equal(server.requests.length, 1);
    });
  }

  it('signs out when there is no refresh token to replace a refused one', async () => {
    const { tokens, saved } = await aSession(granting(), { refreshToken: null });
    await assert.rejects(tokens.replace('access-0'), SignedOutError);
    assert.deepEqual(saved, [null]);
  });

  for (const [what, reply] of Object.entries({
    'a reset': reset,
    'a time-out': hang,
    'an answer that breaks off': cutOff('{"access_token":'),
    'the page of a portal': html('<html>'),
    'the 401 of a proxy': html('<html>', 401),
    'a 503': json({ error: 'unavailable', error_description: 'Later' }, 503),
    'too many requests': json({ error: 'too_many_requests', error_description: 'Slow down' }, 429),
    'a gateway that forbids': json({ error: 'forbidden' }, 403),
    'a gateway that knows no such page': json({ status: 404, error: 'Not Found' }, 404),
  })) {
    it(`keeps the session after ${what}, and refreshes when asked again`, async () => {
      let isFaulty = true;
      const grant = granting();
      const { tokens, saved } = await aSession(() => (isFaulty ? reply : grant()), inSeconds(0));
      const failure = await failureOf(tokens.accessToken());
      assert.ok(!(failure instanceof SignedOutError));
      assert.deepEqual(saved, []);
      isFaulty = false;
      assert.equal(await tokens.accessToken(), 'access-1');
    });
  }

  it('offers to sign in after repeated 500s, and keeps the tokens', async () => {
    let requests = 0;
    let isFaulty = true;
    const grant = granting();
    const { tokens, saved } = await aSession(() => {
      requests += 1;
      return isFaulty ? json({ error: 'server_error' }, 500) : grant();
    }, inSeconds(0));
    assert.ok((await failureOf(tokens.accessToken())) instanceof SignedOutError);
    assert.equal(requests, 3);
    assert.deepEqual(saved, []);
    isFaulty = false;
    assert.equal(await tokens.accessToken(), 'access-1');
  });

  it('never shows a refresh token of an unknown login server', async () => {
    let requests = 0;
    const grant = granting();
    const reply = () => {
      requests += 1;
      return grant();
    };
    const start = { accessToken: 'access-0', refreshToken: 'refresh-0', expiresAt: 0 };
    const server = await startServer(reply);
    const tokens = new UaaTokens(aTransport(), aLoginPlace(new URL(server.origin)), start, {
      load: async () => start,
      save: async () => undefined,
    });
    assert.ok((await failureOf(tokens.accessToken())) instanceof SignedOutError);
    assert.equal(requests, 0);
  });

  it('uses a separate class for a refusal that does not end the session', async () => {
    const { tokens } = await aSession(
      () => json({ error: 'too_many_requests', error_description: 'Slow down' }, 429),
      inSeconds(0),
    );
    assert.ok((await failureOf(tokens.accessToken())) instanceof UaaError);
  });
});

describe('two windows with one session', () => {
  it('both stay signed in over five expirations while the login server rotates', async () => {
    const sample = await startSampleFoundation({ rotateRefreshTokens: true });
    try {
      const http = aTransport();
      const login = new URL(sample.login);
      const credentials = { username: 'dev', password: 'dev' };
      let kept: Tokens | null = await passwordGrant(http, login, credentials);
      const store = {
        load: async () => kept,
        // Another process sees it a little later.
        save: async (tokens: Tokens | null) => {
          await setTimeout(20);
          kept = tokens;
        },
      };
      const windows = [
        new UaaTokens(http, aLoginPlace(login), kept, store),
        new UaaTokens(http, aLoginPlace(login), kept, store),
      ];
      for (let expiry = 0; expiry < 5; expiry++) {
        sample.revoke('dev', 'access');
        const used = await Promise.all(windows.map((window) => window.accessToken()));
        await Promise.all(windows.map((window, i) => window.replace(used[i] ?? '')));
      }
      assert.ok(kept);
      const asked = sample.requests.filter(({ body }) => body?.includes('refresh_token='));
      assert.ok(asked.length >= 5);
    } finally {
      await sample.close();
    }
  });
});
