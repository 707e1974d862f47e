import assert from 'node:assert/strict';
import type { SampleOptions } from '../../src/sample/options.ts';
import { askedFoundation, at, textAt, type AskedFoundation } from './support/client.ts';

const rateLimit = { requests: 10, resetSeconds: 60 };

describe('the sample foundation’s rate limit', () => {
  let foundation: AskedFoundation;

  const start = async (options: Partial<SampleOptions>): Promise<void> => {
    foundation = await askedFoundation(options);
  };

  afterEach(() => foundation.close());

  const ask = (as?: Parameters<AskedFoundation['ask']>[2], path = '/v3/organizations') =>
    foundation.ask(`GET ${path}`, undefined, as);

  it('is off by default: no answer mentions it', async () => {
    await start({});
    assert.ok(!(await ask()).headers.has('x-ratelimit-limit'));
    assert.equal(at((await ask('dev', '/v3/info')).body, 'rate_limits', 'enabled'), false);
  });

  it('reports what is left in tenths, then refuses with JSON declared as text', async () => {
    await start({ rateLimit });
    const left: (string | null)[] = [];
    for (let i = 0; i < 10; i += 1) {
      const { headers, status } = await ask();
      assert.equal(status, 200);
      assert.equal(headers.get('x-ratelimit-limit'), '10');
      left.push(headers.get('x-ratelimit-remaining'));
    }
    assert.deepEqual(left, ['9', '8', '7', '6', '5', '4', '3', '2', '1', '0']);
    foundation.tick(15);
    const { body, headers, status } = await ask();
    assert.equal(status, 429);
    assert.equal(headers.get('content-type'), 'text/plain; charset=utf-8');
    assert.equal(headers.get('retry-after'), '45');
    assert.equal(headers.get('x-ratelimit-remaining'), '0');
    const reset = Date.UTC(2026, 10, 21, 22, 1, 0) / 1000;
    assert.equal(headers.get('x-ratelimit-reset'), String(reset));
    assert.deepEqual(body, {
      errors: [{ detail: 'Rate Limit Exceeded', title: 'CF-RateLimitExceeded', code: 10013 }],
    });
    foundation.tick(45);
    assert.equal((await ask()).status, 200);
  });

  it('counts each user alone, administrators not at all, and those without token by address', async () => {
    await start({ rateLimit: { requests: 1, resetSeconds: 60 } });
    assert.equal((await ask('dev')).status, 200);
    assert.equal((await ask('dev')).status, 429);
    assert.equal((await ask('auditor')).status, 200);
    for (let i = 0; i < 3; i += 1) assert.equal((await ask('admin')).status, 200);
    assert.equal((await ask('nobody')).status, 401);
    const refused = await ask('nobody');
    assert.equal(refused.status, 429);
    assert.equal(textAt(refused.body, 'errors', 0, 'title'), 'CF-IPBasedRateLimitExceeded');
    for (let i = 0; i < 2; i += 1) assert.equal((await ask('garbage')).status, 401);
  });

  it('does not limit the entry points', async () => {
    await start({ rateLimit: { requests: 1, resetSeconds: 120 } });
    for (const path of ['/', '/v3', '/v2/info', '/', '/v3', '/v2/info']) {
      assert.equal((await ask('nobody', path)).status, 200);
    }
    assert.deepEqual(at((await ask('admin', '/v3/info')).body, 'rate_limits'), {
      enabled: true,
      general_limit: 1,
      reset_interval_in_minutes: 2,
    });
  });

  it('returned a time, not a count of seconds, in older versions', async () => {
    await start({ apiVersion: '3.130.0', rateLimit: { requests: 1, resetSeconds: 60 } });
    await ask();
    const { headers } = await ask();
    assert.equal(headers.get('retry-after'), headers.get('x-ratelimit-reset'));
  });

  it('answers in the v2 form when v2 is asked', async () => {
    await start({ rateLimit: { requests: 1, resetSeconds: 60 } });
    await ask('dev', '/v2/organizations');
    const { body, status } = await ask('dev', '/v2/organizations');
    assert.equal(status, 429);
    assert.equal(textAt(body, 'error_code'), 'CF-RateLimitExceeded');
  });
});
