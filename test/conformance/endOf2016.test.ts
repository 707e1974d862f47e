import assert from 'node:assert/strict';
import { askedFoundation, at, textAt, type AskedFoundation } from './support/client.ts';

// Cloud Controller's source of 3.0.0-alpha.3 and its history: `app/controllers/runtime/root_controller.rb` has no `uaa`
// before alpha.6, `lib/cloud_controller/errors` writes v2 errors before alpha.5, and links are absolute from alpha.3 on.

describe('the API at the end of 2016', () => {
  let foundation: AskedFoundation;

  const rootOf = async (apiVersion: string): Promise<unknown> => {
    foundation = await askedFoundation({ data: 'small', apiVersion });
    return (await foundation.ask('GET /', undefined, 'nobody')).body;
  };

  afterEach(() => foundation.close());

  for (const [version, hasUaa] of [
    ['3.0.0-alpha.3', false],
    ['3.0.0-alpha.5', false],
    ['3.0.0-alpha.6', true],
    ['3.0.0', true],
  ] as const) {
    it(`${version} names ${hasUaa ? 'a UAA and no login server' : 'neither login server nor UAA'}`, async () => {
      const root = await rootOf(version);
      assert.equal(textAt(root, 'links', 'cloud_controller_v3', 'meta', 'version'), version);
      const links = Object.keys(Object(at(root, 'links')));
      assert.equal(links.includes('uaa'), hasUaa);
      assert.ok(!links.includes('login'));
    });
  }

  it('says in /v2/info where to sign in', async () => {
    await rootOf('3.0.0-alpha.3');
    const { body } = await foundation.ask('GET /v2/info', undefined, 'nobody');
    assert.equal(textAt(body, 'authorization_endpoint'), foundation.api);
  });

  it('writes errors as v2 does before alpha.5', async () => {
    await rootOf('3.0.0-alpha.4');
    const { body, status } = await foundation.ask('GET /v3/apps/none');
    assert.equal(status, 404);
    assert.deepEqual(body, {
      code: 10010,
      description: 'App not found',
      error_code: 'CF-ResourceNotFound',
    });
  });

  it('writes a list of errors from alpha.5 on', async () => {
    await rootOf('3.0.0-alpha.5');
    const { body } = await foundation.ask('GET /v3/apps/none');
    assert.equal(at(body, 'errors', 0, 'code'), 10010);
  });

  for (const [version, isAbsolute] of [
    ['3.0.0-alpha.2', false],
    ['3.0.0-alpha.3', true],
  ] as const) {
    it(`${version} has ${isAbsolute ? 'absolute' : 'relative'} links`, async () => {
      await rootOf(version);
      const { body } = await foundation.ask('GET /v3/apps?per_page=1');
      const href = textAt(body, 'resources', 0, 'links', 'self', 'href');
      assert.equal(href.startsWith(`${foundation.api}/v3/apps/`), isAbsolute);
      assert.equal(href.startsWith('/v3/apps/'), !isAbsolute);
    });
  }
});
