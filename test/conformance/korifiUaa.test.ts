import assert from 'node:assert/strict';
import { startSampleFoundation, type SampleFoundation } from '../../src/sample/foundation.ts';
import { at, resources, textAt } from './support/client.ts';

// Korifi's `api/handlers/root.go` and `api/presenter/root.go`: where the operator configures a UAA, `login` and `uaa`
// name it and `cf_on_k8s` is false, so that the cf CLI signs in as on virtual machines. Nothing else changes.

describe('a Korifi with a UAA', () => {
  let foundation: SampleFoundation;

  before(async () => {
    foundation = await startSampleFoundation({ korifi: true, korifiUaa: true, loginPort: 0 });
  });

  after(() => foundation.close());

  const signIn = async (): Promise<string> => {
    const response = await fetch(`${foundation.login}/oauth/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from('cf:').toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=password&username=dev&password=dev',
    });
    return `bearer ${textAt(await response.json(), 'access_token')}`;
  };

  const ask = async (path: string, authorization: string | null): Promise<unknown> => {
    const headers = authorization === null ? {} : { authorization };
    return (await fetch(`${foundation.api}${path}`, { headers })).json();
  };

  it('names its UAA, and identifies as a Korifi only in its version', async () => {
    const root = await ask('/', null);
    assert.equal(at(root, 'cf_on_k8s'), false);
    assert.equal(textAt(root, 'links', 'login', 'href'), foundation.login);
    assert.equal(textAt(root, 'links', 'uaa', 'href'), foundation.login);
    assert.notEqual(foundation.login, foundation.api);
    assert.equal(textAt(root, 'links', 'cloud_controller_v3', 'meta', 'version'), '3.117.0+cf-k8s');
    assert.equal(at(root, 'links', 'cloud_controller_v2'), null);
  });

  it('accepts the tokens of its UAA', async () => {
    const me = await ask('/whoami', await signIn());
    assert.equal(textAt(me, 'name'), 'dev');
  });

  it('ignores the filters that a Korifi ignores', async () => {
    const list = await ask('/v3/droplets?states=FAILED&per_page=5000', await signIn());
    assert.ok(resources(list).length > 0);
    assert.ok(resources(list).every((droplet) => at(droplet, 'state') === 'STAGED'));
  });

  it('restarts an app at once when a droplet is assigned', async () => {
    const authorization = await signIn();
    const apps = await ask('/v3/apps?names=catalog', authorization);
    const app = textAt(apps, 'resources', 0, 'guid');
    const version = async () =>
      at(await ask(`/v3/apps/${app}/processes/web`, authorization), 'version');
    const before = await version();
    const droplets = await ask(`/v3/apps/${app}/droplets`, authorization);
    const guid = textAt(droplets, 'resources', 0, 'guid');
    const response = await fetch(`${foundation.api}/v3/apps/${app}/relationships/current_droplet`, {
      method: 'PATCH',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ data: { guid } }),
    });
    assert.equal(response.status, 200);
    assert.notEqual(await version(), before);
  });
});

describe('a Korifi without a UAA', () => {
  it('names itself as its login server, and has none', async () => {
    const foundation = await startSampleFoundation({ korifi: true });
    try {
      const response = await fetch(foundation.api);
      const root: unknown = await response.json();
      assert.equal(textAt(root, 'links', 'login', 'href'), foundation.api);
      assert.equal(at(root, 'links', 'uaa'), null);
      assert.equal(at(root, 'cf_on_k8s'), true);
      const login = await fetch(`${foundation.api}/login`);
      assert.equal(login.status, 404);
    } finally {
      await foundation.close();
    }
  });
});
