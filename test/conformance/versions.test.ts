import assert from 'node:assert/strict';
import type { SampleOptions } from '../../src/sample/options.ts';
import {
  askedFoundation,
  at,
  detail,
  resources,
  textAt,
  type AskedFoundation,
} from './support/client.ts';

describe('older versions of the v3 API', () => {
  let foundation: AskedFoundation;

  const start = async (options: Partial<SampleOptions>): Promise<void> => {
    foundation = await askedFoundation({ data: 'small', ...options });
  };

  const storefront = async (): Promise<unknown> =>
    at((await foundation.ask('GET /v3/apps?names=storefront')).body, 'resources', 0);

  const droplet = async (): Promise<object> => {
    const path = `GET /v3/apps/${textAt(await storefront(), 'guid')}/droplets/current`;
    return Object((await foundation.ask(path)).body);
  };

  const linksOfRoot = async (): Promise<readonly string[]> =>
    Object.keys(Object(at((await foundation.ask('GET /')).body, 'links')));

  afterEach(() => foundation.close());

  it('3.99 shows its version, and does not show the current droplet with the app', async () => {
    await start({ apiVersion: '3.99.0' });
    const { body } = await foundation.ask('GET /');
    assert.equal(textAt(body, 'links', 'cloud_controller_v3', 'meta', 'version'), '3.99.0');
    assert.deepEqual(Object.keys(Object(at(await storefront(), 'relationships'))), ['space']);
    assert.ok('relationships' in (await droplet()));
  });

  it('3.99 counts all results on a page past the end', async () => {
    await start({ apiVersion: '3.99.0' });
    const { body } = await foundation.ask('GET /v3/organizations?page=9');
    assert.equal(at(body, 'pagination', 'total_results'), 3);
  });

  it('3.77 has no relationships on droplets, and no audit events', async () => {
    await start({ apiVersion: '3.77.0' });
    assert.ok(!('relationships' in (await droplet())));
    assert.equal((await foundation.ask('GET /v3/audit_events')).status, 404);
  });

  it('3.64 has no labels on droplets and lets an app change its droplet while it is deployed', async () => {
    await start({ apiVersion: '3.64.0' });
    assert.ok(!('metadata' in (await droplet())));
    const active = resources((await foundation.ask('GET /v3/deployments')).body)[0];
    const guid = textAt(active, 'relationships', 'app', 'data', 'guid');
    const path = `/v3/apps/${guid}/relationships/current_droplet`;
    const data = at(active, 'previous_droplet');
    assert.equal((await foundation.ask(`PATCH ${path}`, { data })).status, 200);
  });

  // Cloud Controller's history: a deployment reads its droplet since 3.58, has a link to cancel it since 3.93, and a
  // status of two words since 3.81.
  for (const [version, isRead, hasLink, value] of [
    ['3.57.0', false, false, undefined],
    ['3.58.0', true, false, undefined],
    ['3.80.0', true, false, 'DEPLOYING'],
    ['3.81.0', true, false, 'ACTIVE'],
    ['3.93.0', true, true, 'ACTIVE'],
  ] as const) {
    it(`${version} deploys as it did`, async () => {
      await start({ apiVersion: version });
      const guid = textAt(await storefront(), 'guid');
      const path = `GET /v3/apps/${guid}/droplets?states=STAGED`;
      const current = textAt(await droplet(), 'guid');
      const other = resources((await foundation.ask(path)).body)
        .map((each) => textAt(each, 'guid'))
        .find((each) => each !== current);
      const relationships = { app: { data: { guid } } };
      const { body } = await foundation.ask('POST /v3/deployments', {
        droplet: { guid: other },
        relationships,
      });
      assert.equal(textAt(body, 'droplet', 'guid'), isRead ? other : current);
      assert.equal('cancel' in Object(at(body, 'links')), hasLink);
      const status: unknown = Object(body).status?.value;
      assert.equal(status, value);
      const cancel = `POST /v3/deployments/${textAt(body, 'guid')}/actions/cancel`;
      assert.equal((await foundation.ask(cancel)).status, isRead ? 200 : 404);
    });
  }

  // Routes of the source at 3.0.0-alpha.3 to 3.19: PUT …/start, …/stop and, until 3.6, …/droplets/current.
  it('3.9 accepts PUT to stop, to assign and to start, and for nothing else', async () => {
    await start({ apiVersion: '3.9.0' });
    const app = await storefront();
    const path = `/v3/apps/${textAt(app, 'guid')}`;
    assert.equal(textAt(app, 'links', 'stop', 'method'), 'PUT');
    assert.equal(textAt(app, 'desired_state'), 'STARTED');
    const found = await foundation.ask(`GET ${path}/droplets?states=STAGED`);
    const other = at(found.body, 'resources', 0);
    const assigning = textAt(other, 'links', 'assign_current_droplet', 'href');
    assert.equal(new URL(assigning).pathname, `${path}/droplets/current`);
    assert.equal((await foundation.ask(`PUT ${path}/stop`)).status, 200);
    const droplet_guid = textAt(other, 'guid');
    const assigned = await foundation.ask(`PUT ${path}/droplets/current`, { droplet_guid });
    assert.deepEqual([assigned.status, textAt(assigned.body, 'guid')], [200, droplet_guid]);
    assert.equal((await foundation.ask(`PUT ${path}/start`)).status, 200);
    for (const later of [
      `POST ${path}/actions/start`,
      `PATCH ${path}/relationships/current_droplet`,
    ]) {
      assert.equal((await foundation.ask(later, { data: null })).status, 404);
    }
  });

  it('does not know parameters and links before they were added', async () => {
    await start({ apiVersion: '3.43.0' });
    const { body, status } = await foundation.ask('GET /v3/apps?include=space');
    assert.equal(status, 400);
    assert.match(
      detail(body),
      /^The query parameter is invalid: Unknown query parameter\(s\): 'include'/,
    );
    assert.ok(!(await linksOfRoot()).includes('login'));
  });
});

describe('Korifi', () => {
  let foundation: AskedFoundation;

  before(async () => {
    foundation = await askedFoundation({ data: 'small', korifi: true });
  });

  after(() => foundation.close());

  it('identifies itself', async () => {
    const { body } = await foundation.ask('GET /', undefined, 'nobody');
    assert.equal(at(body, 'cf_on_k8s'), true);
    assert.equal(textAt(body, 'links', 'cloud_controller_v3', 'meta', 'version'), '3.117.0+cf-k8s');
    assert.equal(at(body, 'links', 'cloud_controller_v2'), null);
    assert.equal((await foundation.ask('GET /v2/info')).status, 404);
  });

  it('has staged droplets only, withholds nothing and ignores filters that it takes', async () => {
    const { body } = await foundation.ask('GET /v3/droplets?states=FAILED&per_page=5000');
    assert.ok(resources(body).length > 0);
    for (const droplet of resources(body)) {
      assert.equal(at(droplet, 'state'), 'STAGED');
      assert.equal(at(droplet, 'links', 'download'), null);
      assert.ok(!('redacted_message' in Object(at(droplet, 'process_types'))));
    }
  });

  it('names the valid parameters when one is unknown', async () => {
    const { body } = await foundation.ask('GET /v3/droplets?x=1');
    assert.match(detail(body), /^The query parameter is invalid: Valid parameters are: '/);
  });

  it('changes the relationship but does not show it, and restarts at once', async () => {
    const apps = await foundation.ask('GET /v3/apps?names=catalog');
    const guid = textAt(apps.body, 'resources', 0, 'guid');
    const path = `/v3/apps/${guid}/relationships/current_droplet`;
    const process = async () => (await foundation.ask(`GET /v3/apps/${guid}/processes/web`)).body;
    const before = await process();
    const droplets = await foundation.ask(`GET /v3/apps/${guid}/droplets`);
    const droplet = textAt(droplets.body, 'resources', 0, 'guid');
    assert.equal((await foundation.ask(`GET ${path}`)).status, 404);
    const answer = await foundation.ask(`PATCH ${path}`, { data: { guid: droplet } });
    assert.equal(answer.status, 200);
    assert.notEqual(at(await process(), 'version'), at(before, 'version'));
  });

  it('rolls out a droplet, and offers no way to cancel that', async () => {
    const { ask, tick } = foundation;
    const app = textAt((await ask('GET /v3/apps?names=catalog')).body, 'resources', 0, 'guid');
    const droplets = await ask(`GET /v3/apps/${app}/droplets`);
    const droplet = { guid: textAt(droplets.body, 'resources', 1, 'guid') };
    const relationships = { app: { data: { guid: app } } };
    const { body } = await ask('POST /v3/deployments', { droplet, relationships });
    assert.equal(textAt(body, 'status', 'value'), 'ACTIVE');
    assert.deepEqual(Object.keys(Object(at(body, 'links'))), ['self', 'app']);
    tick(10);
    const { body: after } = await ask(`GET /v3/deployments/${textAt(body, 'guid')}`);
    assert.equal(textAt(after, 'status', 'reason'), 'DEPLOYED');
  });

  it('changes the labels of a droplet', async () => {
    const droplets = await foundation.ask('GET /v3/droplets');
    const guid = textAt(droplets.body, 'resources', 0, 'guid');
    const metadata = { labels: { tested: 'yes' } };
    const { body, status } = await foundation.ask(`PATCH /v3/droplets/${guid}`, { metadata });
    assert.equal(status, 200);
    assert.equal(textAt(body, 'metadata', 'labels', 'tested'), 'yes');
  });

  it('lacks revisions, audit events, permissions and some changes', async () => {
    for (const request of [
      'GET /v3/audit_events',
      'GET /v3/apps/a/revisions',
      'GET /v3/apps/a/permissions',
      'POST /v3/deployments/a/actions/cancel',
      'GET /v3/droplets/a/download',
      'DELETE /v3/droplets/a',
    ]) {
      const { body, status } = await foundation.ask(request);
      assert.equal(status, 404);
      assert.equal(detail(body), 'Unknown request');
    }
    const { body } = await foundation.ask('GET /v3/apps/a');
    assert.equal(detail(body), 'App not found. Ensure it exists and you have access to it.');
  });
});
