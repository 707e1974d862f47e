import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import type { Tokens } from '../../../src/cloudfoundry/auth/uaa.ts';
import { Connection } from '../../../src/cloudfoundry/connection.ts';
import { startSampleFoundation, type SampleFoundation } from '../../../src/sample/foundation.ts';
import type { SampleOptions } from '../../../src/sample/options.ts';
import { aLog } from '../../support/clients.ts';
import { signInAt } from '../../support/signIn.ts';

const query = { pageSize: 50 };

describe('When the token expires', () => {
  const closing: (() => Promise<void>)[] = [];

  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  for (const [what, options] of [
    ['', {}],
    [', with tokens that say nothing of themselves', { opaqueTokens: true }],
    [', while the login server rotates', { rotateRefreshTokens: true, uniqueRefreshTokens: true }],
  ] as const) {
    it(`under 500 requests at once: one refresh, and at most six are refused and asked again${what}`, async () => {
      const { sample, client, wire } = await aSession(options);
      const organizations = (await client.organizations(query)).resources;
      const [organization] = organizations;
      assert.ok(organization);
      wire();
      sample.revoke('dev', 'access');
      const pages = await Promise.all(
        // Each of its own address, so that a request is known again when it is repeated.
        Array.from({ length: 500 }, async (_, i) => client.organizations({ pageSize: i + 1 })),
      );
      assert.ok(pages.every(({ totalResults }) => totalResults === organizations.length));
      const requests = wire();
      const refreshes = requests.filter(({ path }) => path === '/oauth/token');
      assert.deepEqual(
        refreshes.map(({ body, status }) => [new URLSearchParams(body).get('grant_type'), status]),
        [['refresh_token', 200]],
      );
      const asked = requests.filter(({ path }) => path !== '/oauth/token');
      const refused = asked.filter(({ status }) => status === 401).map(({ path }) => path);
      assert.ok(refused.length >= 1 && refused.length <= 6, `${refused.length} were refused`);
      assert.equal(new Set(refused).size, refused.length);
      const answered = asked.filter(({ status }) => status === 200).map(({ path }) => path);
      assert.equal(answered.length, 500);
      assert.equal(new Set(answered).size, 500);
      assert.equal(asked.length, 500 + refused.length);
    });
  }

  it('by the clock, under requests that go on and on: none fails', async () => {
    const { client, wire } = await aSession({ tokenLifetime: 1, loginPort: 0 });
    wire();
    const until = Date.now() + 2_500;
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        while (Date.now() < until) {
          await client.organizations(query);
          await setTimeout(20);
        }
      }),
    );
    const requests = wire();
    const refreshes = requests.filter(({ server }) => server === 'login');
    assert.notEqual(refreshes.length, 0);
    assert.ok(refreshes.every(({ status }) => status === 200));
  });

  it('soon after it was issued: it is still used for half of its life', async () => {
    const { client, wire } = await aSession({ tokenLifetime: 30 });
    await client.organizations(query);
    wire();
    for (let i = 0; i < 20; i++) await client.organizations(query);
    assert.deepEqual(
      [...new Set(wire().map(({ path }) => path.split('?', 1)[0]))],
      ['/v3/organizations'],
    );
  });

  /** Somebody who is signed in; `wire` gives what went over it since it was last asked. */
  async function aSession(options: Partial<SampleOptions>) {
    const sample: SampleFoundation = await startSampleFoundation(options);
    let tokens: Tokens | null = null;
    const store = {
      load: async () => tokens,
      save: async (fresh: Tokens | null) => {
        tokens = fresh;
      },
    };
    const connection = new Connection({ api: new URL(sample.api), store, log: aLog() });
    closing.push(
      () => connection.close(),
      () => sample.close(),
    );
    await signInAt(connection, { kind: 'password', username: 'dev', password: 'dev' });
    const client = await connection.client();
    let seen = 0;
    const wire = () => {
      const fresh = sample.requests.slice(seen);
      seen += fresh.length;
      return fresh;
    };
    return { sample, client, wire };
  }
});
