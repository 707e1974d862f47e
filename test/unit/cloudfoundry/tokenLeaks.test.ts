import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { Tokens } from '../../../src/cloudfoundry/auth/uaa.ts';
import { Connection } from '../../../src/cloudfoundry/connection.ts';
import { SignedOutError } from '../../../src/cloudfoundry/errors.ts';
import { toApp } from '../../../src/cloudfoundry/resources/app.ts';
import { anApp, anOrganization, aPage, aRoot } from '../../support/builders.ts';
import { aLog, failureOf } from '../../support/clients.ts';
import {
  answer,
  apiError,
  closeServers,
  json,
  redirect,
  reset,
  startServer,
  unknownRequest,
  type Received,
  type Reply,
} from '../../support/hostileServer.ts';
import { signInAt } from '../../support/signIn.ts';

// Each is found nowhere but where it belongs.
const password = 'canary-password';
const access = 'canary-access';
const refresh = 'canary-refresh';
const canary = /canary-/;

const credentials = { kind: 'password', username: 'dev', password } as const;

/** A foundation with its login server apart, and a third server that should never hear of anything. */
async function aFoundation(onApi: (request: Received) => Reply) {
  const kept: { tokens: Tokens | null } = { tokens: null };
  let count = 0;
  let onRefresh: Reply | null = null;
  const evil = await startServer(() => json(aPage([])));
  const login = await startServer(({ body }) => {
    if (body.includes('grant_type=refresh_token') && onRefresh) return onRefresh;
    count += 1;
    return json({ access_token: `${access}-${count}`, refresh_token: `${refresh}-${count}` });
  });
  const api = await startServer((request) =>
    request.path === '/'
      ? json(aRoot(api.origin, { login: { href: login.origin } }))
      : onApi(request),
  );
  const log = aLog();
  const connection = new Connection({
    api: new URL(api.origin),
    log,
    store: {
      load: async () => kept.tokens,
      save: async (tokens) => {
        kept.tokens = tokens;
      },
    },
  });
  return {
    api,
    login,
    evil,
    log,
    kept,
    connection,
    refuseRefresh: (reply: Reply) => {
      onRefresh = reply;
    },
  };
}

function echo({ headers }: Received): Reply {
  return apiError(403, 10003, 'CF-NotAuthorized', `You sent ${headers.authorization ?? ''}`);
}

function headersWithout({ headers }: Received, name: string): string {
  return JSON.stringify({ ...headers, [name]: '' });
}

describe('A secret of the session', () => {
  const connections: Connection[] = [];

  async function signedIn(onApi: (request: Received) => Reply) {
    const foundation = await aFoundation(onApi);
    connections.push(foundation.connection);
    await signInAt(foundation.connection, credentials);
    return { ...foundation, client: await foundation.connection.client() };
  }

  afterEach(async () => {
    await Promise.all(connections.splice(0).map((connection) => connection.close()));
    await closeServers();
  });

  it('is only in the authorization header to the API and in forms to the login server', async () => {
    let isFirst = true;
    const { api, login, evil, log, client } = await signedIn(({ path }) => {
      if (path.startsWith('/v3/organizations')) {
        return json(aPage([anOrganization()], { next: `${evil.origin}/v3/organizations?page=2` }));
      }
      if (path.startsWith('/v3/apps') && isFirst) {
        isFirst = false;
        return apiError(401, 1000, 'CF-InvalidAuthToken', 'Invalid Auth Token');
      }
      return path.startsWith('/v3/apps') ? redirect(`${evil.origin}/v3/apps`, 307) : unknownRequest;
    });
    const page = await client.organizations({ pageSize: 50 });
    assert.ok(page.next);
    await assert.rejects(page.next());
    await assert.rejects(client.app({ href: '/v3/apps/a', method: 'GET' }));
    for (const href of [
      `${evil.origin}/v3/droplets`,
      `//${new URL(evil.origin).host}/v3/droplets`,
      `${api.origin}//${new URL(evil.origin).host}/v3/droplets`,
      `${api.origin.replace('//', '//user@')}/v3/droplets`,
    ]) {
      const app = toApp(anApp({ links: { droplets: { href } } }));
      await assert.rejects(client.droplets(app, { pageSize: 50 }));
    }
    assert.equal(evil.requests.length, 0);
    const [root, ...asked] = api.requests;
    assert.doesNotMatch(JSON.stringify(root), canary);
    assert.ok(asked.length >= 3);
    for (const request of asked) {
      assert.match(request.headers.authorization ?? '', /^bearer canary-access-\d$/);
      assert.doesNotMatch(
        `${headersWithout(request, 'authorization')} ${request.path} ${request.body}`,
        canary,
      );
    }
    assert.equal(login.requests.length, 2);
    for (const request of login.requests) {
      assert.doesNotMatch(`${JSON.stringify(request.headers)} ${request.path}`, canary);
      assert.doesNotMatch(request.body, /canary-access/);
    }
    assert.match(login.requests[0]?.body ?? '', /password=canary-password/);
    assert.match(login.requests[1]?.body ?? '', /refresh_token=canary-refresh-1$/);
    assert.ok(log.lines.length > 0);
    assert.doesNotMatch(log.lines.join('\n'), canary);
  });

  it('is in no error, however the API or the login server fails', async () => {
    for (const onApi of [
      echo,
      () => reset,
      () => answer(500, '<html>'),
      () => answer(200, '<html>'),
      () => redirect('https://portal.example/'),
      () => answer(200, '{}', { 'content-encoding': 'br' }),
    ]) {
      const { client, log } = await signedIn(onApi);
      const error = await failureOf(client.organizations({ pageSize: 50 }));
      // Its causes and fields too, as a log or a report of errors would print them.
      assert.doesNotMatch(inspect(error, { depth: 10, showHidden: true }), canary);
      assert.doesNotMatch(log.lines.join('\n'), canary);
    }
  });

  it('is in no error when the session ends, and is forgotten', async () => {
    const { client, kept, log, refuseRefresh } = await signedIn(() =>
      apiError(401, 1000, 'CF-InvalidAuthToken', 'Invalid Auth Token'),
    );
    refuseRefresh(
      json({ error: 'invalid_token', error_description: `Revoked: ${refresh}-1` }, 401),
    );
    const error = await failureOf(client.organizations({ pageSize: 50 }));
    assert.ok(error instanceof SignedOutError);
    assert.doesNotMatch(inspect(error, { depth: 10, showHidden: true }), canary);
    assert.doesNotMatch(log.lines.join('\n'), canary);
    assert.equal(kept.tokens, null);
  });

  it('is in no error of a failed sign-in', async () => {
    for (const reply of [
      json({ error: 'unauthorized', error_description: `Not ${password}` }, 401),
      redirect('https://portal.example/'),
      reset,
      json({ access_token: `${access}\n` }),
    ]) {
      const login = await startServer(() => reply);
      const api = await startServer(() =>
        json(aRoot(api.origin, { login: { href: login.origin } })),
      );
      const log = aLog();
      const store = { load: async () => null, save: async () => undefined };
      const connection = new Connection({ api: new URL(api.origin), log, store });
      connections.push(connection);
      const error = await failureOf(signInAt(connection, credentials));
      assert.doesNotMatch(inspect(error, { depth: 10, showHidden: true }), canary);
      assert.doesNotMatch(log.lines.join('\n'), canary);
    }
  });

  it('is sent nowhere when the address of the login server contains a user name', async () => {
    const login = await startServer(() => json({}));
    const api = await startServer(() =>
      json(aRoot(api.origin, { login: { href: login.origin.replace('//', '//u:p@') } })),
    );
    const store = { load: async () => null, save: async () => undefined };
    const connection = new Connection({ api: new URL(api.origin), log: aLog(), store });
    connections.push(connection);
    await assert.rejects(signInAt(connection, credentials));
    assert.equal(login.requests.length, 0);
  });
});
