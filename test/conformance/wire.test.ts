import assert from 'node:assert/strict';
import http from 'node:http';
import { startSampleFoundation, type SampleFoundation } from '../../src/sample/foundation.ts';
import { textAt } from './support/client.ts';

interface Raw {
  readonly status: number | undefined;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

describe('the sample foundation on the wire', () => {
  let foundation: SampleFoundation;
  let now = Date.UTC(2026, 0, 1);

  beforeEach(async () => {
    foundation = await startSampleFoundation({ tokenLifetime: 60, now: () => now });
  });

  afterEach(() => foundation.close());

  it('answers to loopback names only', async () => {
    assert.equal((await raw('/', { host: 'localhost:1234' })).status, 200);
    assert.equal((await raw('/', { host: '[::1]' })).status, 200);
    assert.equal((await raw('/', { host: 'attacker.example' })).status, 403);
    assert.equal((await raw('/', { host: '127.0.0.1.attacker.example' })).status, 403);
  });

  it('gives every answer an id, starting with the client’s own', async () => {
    const { headers } = await raw('/', { 'x-vcap-request-id': 'mine' });
    assert.match(String(headers['x-vcap-request-id']), /^mine::[\da-f-]{36}$/);
    assert.match(String((await raw('/')).headers['x-vcap-request-id']), /^[\da-f-]{36}$/);
  });

  it('compresses when asked to', async () => {
    const { headers } = await raw('/', { 'accept-encoding': 'gzip' });
    assert.equal(headers['content-encoding'], 'gzip');
    assert.equal((await raw('/')).headers['content-encoding'], undefined);
  });

  it('refuses addresses that are too long for a web server', async () => {
    assert.equal((await raw(`/v3/apps?guids=${'a'.repeat(8200)}`)).status, 414);
  });

  it('records requests, so that they can be counted', async () => {
    await raw('/v3/apps?per_page=1');
    await token('grant_type=password&username=dev&password=dev');
    const kept = foundation.requests.map(({ server, method, path, body, status }) => ({
      server,
      method,
      path,
      body,
      status,
    }));
    assert.deepEqual(kept, [
      { server: 'api', method: 'GET', path: '/v3/apps?per_page=1', body: '', status: 401 },
      {
        server: 'login',
        method: 'POST',
        path: '/oauth/token',
        body: 'grant_type=password&username=dev&password=dev',
        status: 200,
      },
    ]);
  });

  it('lets a token expire and issues another for the refresh token, which stays', async () => {
    const first = await token('grant_type=password&username=dev&password=dev');
    const refreshToken = textAt(first.body, 'refresh_token');
    assert.equal(await statusWith(textAt(first.body, 'access_token')), 200);
    now += 61_000;
    assert.equal(await statusWith(textAt(first.body, 'access_token')), 401);
    const second = await token(`grant_type=refresh_token&refresh_token=${refreshToken}`);
    assert.equal(textAt(second.body, 'refresh_token'), refreshToken);
    assert.equal(await statusWith(textAt(second.body, 'access_token')), 200);
  });

  it('says in the token whom it is for and when it expires', async () => {
    const { body } = await token('grant_type=password&username=auditor&password=auditor');
    const [, claims = ''] = textAt(body, 'access_token').split('.');
    const parsed: unknown = JSON.parse(Buffer.from(claims, 'base64url').toString());
    assert.equal(textAt(parsed, 'user_name'), 'auditor');
    assert.equal(Object(parsed).exp, Math.floor(now / 1000) + 60);
  });

  it('refuses to sign in like a UAA', async () => {
    const bad = { error: 'unauthorized', error_description: 'Bad credentials' };
    const wrong = await token('grant_type=password&username=dev&password=wrong');
    assert.deepEqual([wrong.status, wrong.body], [401, bad]);
    const stranger = await token('grant_type=password&username=dev&password=dev', 'other:');
    assert.deepEqual([stranger.status, stranger.body], [401, bad]);
    const refresh = await token('grant_type=refresh_token&refresh_token=gone');
    assert.deepEqual(
      [refresh.status, refresh.body],
      [
        401,
        {
          error: 'invalid_token',
          error_description: 'The token expired, was revoked, or the token ID is incorrect.',
        },
      ],
    );
    assert.equal((await token('grant_type=magic')).status, 400);
  });

  function raw(path: string, headers: http.OutgoingHttpHeaders = {}): Promise<Raw> {
    return new Promise((resolve, reject) => {
      http
        .get(`${foundation.api}${path}`, { headers, agent: false }, (response) => {
          const chunks: string[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk.toString('latin1')));
          response.on('end', () => {
            resolve({
              status: response.statusCode,
              headers: response.headers,
              text: chunks.join(''),
            });
          });
        })
        .on('error', reject);
    });
  }

  async function token(
    form: string,
    client = 'cf:',
  ): Promise<{ readonly status: number; readonly body: unknown }> {
    const response = await fetch(`${foundation.api}/oauth/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(client).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: form,
    });
    return { status: response.status, body: await response.json() };
  }

  async function statusWith(accessToken: string): Promise<number> {
    const response = await fetch(`${foundation.api}/v3/organizations`, {
      headers: { authorization: `bearer ${accessToken}` },
    });
    await response.arrayBuffer();
    return response.status;
  }
});
