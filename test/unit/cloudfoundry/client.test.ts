import assert from 'node:assert/strict';
import type { Discovery } from '../../../src/cloudfoundry/discovery.ts';
import {
  CloudControllerError,
  NotCloudFoundryError,
  RefusedLinkError,
} from '../../../src/cloudfoundry/errors.ts';
import { noFilter } from '../../../src/cloudfoundry/filters.ts';
import { toApp } from '../../../src/cloudfoundry/resources/app.ts';
import { toOrganization } from '../../../src/cloudfoundry/resources/organization.ts';
import { toSpace } from '../../../src/cloudfoundry/resources/space.ts';
import {
  aDroplet,
  anApp,
  anOrganization,
  aPage,
  aSpace,
  aV2Page,
  aV2Resource,
} from '../../support/builders.ts';
import { aClient, closeTransports, failureOf } from '../../support/clients.ts';
import {
  answer,
  apiError,
  closeServers,
  html,
  json,
  routes,
  startServer,
  type Reply,
  type TestServer,
} from '../../support/hostileServer.ts';

const query = { pageSize: 50 };
const space = toSpace(aSpace());
const badParameter = apiError(400, 10005, 'CF-BadQueryParameter', 'Order by can only be: …');

const eras = { info: { era: 'info', version: '2.48.0' } } as const;

function asked({ requests }: TestServer): readonly string[] {
  return requests.map(({ method, path }) => `${method} ${decodeURIComponent(path)}`);
}

/** A server with these routes and a client of it. */
async function aFoundation(
  table: Readonly<Record<string, Reply>>,
  era: 'info' | Partial<Discovery> = {},
) {
  const server = await startServer(routes(table));
  const client = aClient(server.origin, { discovery: era === 'info' ? eras[era] : era });
  return { server, client };
}

afterEach(async () => {
  await closeTransports();
  await closeServers();
});

describe('CloudFoundryClient, asked for organizations', () => {
  it('asks v3 once, by name', async () => {
    const { client, server } = await aFoundation({
      'GET /v3/organizations': json(aPage([anOrganization({ name: 'acme' })])),
    });
    const { resources } = await client.organizations(query);
    assert.deepEqual(
      resources.map(({ name }) => name),
      ['acme'],
    );
    assert.deepEqual(asked(server), ['GET /v3/organizations?per_page=50&order_by=name']);
  });

  it('falls back to v2 when v3 has none, and remembers', async () => {
    const { client, server } = await aFoundation({
      'GET /v2/organizations': json(
        aV2Page([aV2Resource('organizations', 'o', { name: 'acme', status: 'suspended' })]),
      ),
    });
    const { resources } = await client.organizations({ pageSize: 5000 });
    await client.organizations(query);
    assert.equal(resources[0]?.name, 'acme');
    assert.equal(resources[0].suspended, true);
    assert.deepEqual(asked(server), [
      'GET /v3/organizations?per_page=5000&order_by=name',
      'GET /v2/organizations?results-per-page=100',
      'GET /v2/organizations?results-per-page=50',
    ]);
  });

  // `order_by` of organizations and spaces is refused up to 3.29; 3.15 is the first whose source has `organization_guids`.
  it('sorts them locally when the API does not, all at once', async () => {
    for (const version of ['3.15.0', '3.29.0']) {
      const names = ['b', 'C', 'a'];
      const page = json(aPage(names.map((name) => anOrganization({ name, guid: name }))));
      const { client, server } = await aFoundation({ 'GET /v3/organizations': page }, { version });
      const { resources } = await client.organizations(query);
      assert.deepEqual(
        resources.map(({ name }) => name),
        ['a', 'b', 'C'],
      );
      assert.deepEqual(asked(server), ['GET /v3/organizations?per_page=5000']);
    }
  });

  it('sorts them locally when the API refuses to, whatever its version says', async () => {
    const refusal = apiError(
      400,
      10005,
      'CF-BadQueryParameter',
      "Unknown query parameter(s): 'order_by'",
    );
    const server = await startServer(({ path }) =>
      path.includes('order_by') ? refusal : json(aPage([anOrganization({ name: 'acme' })])),
    );
    const client = aClient(server.origin, { discovery: { version: '' } });
    await client.organizations(query);
    await client.organizations(query);
    assert.deepEqual(asked(server), [
      'GET /v3/organizations?per_page=50&order_by=name',
      'GET /v3/organizations?per_page=5000',
      'GET /v3/organizations?per_page=5000',
    ]);
  });

  it('asks v2 before 3.15, whose v3 cannot filter spaces by organization', async () => {
    const { client, server } = await aFoundation(
      { 'GET /v2/organizations': json(aV2Page([])) },
      { version: '3.9.0' },
    );
    await client.organizations(query);
    assert.deepEqual(asked(server), ['GET /v2/organizations?results-per-page=50']);
  });

  it('asks v2 at once when there is no v3 root', async () => {
    const { client, server } = await aFoundation(
      { 'GET /v2/organizations': json(aV2Page([])) },
      'info',
    );
    await client.organizations(query);
    assert.deepEqual(asked(server), ['GET /v2/organizations?results-per-page=50']);
  });

  it('does not mistake a failure, or a router’s 404, for an API without them', async () => {
    for (const reply of [
      answer(404, 'no route', { 'x-cf-routererror': 'unknown_route' }),
      html('<html>', 404),
      json({ error: 'Not Found' }, 404),
      apiError(403, 10003, 'CF-NotAuthorized', 'no'),
      answer(503),
    ]) {
      const { client, server } = await aFoundation({ 'GET /v3/organizations': reply });
      await assert.rejects(client.organizations(query), CloudControllerError);
      assert.deepEqual(
        new Set(asked(server)),
        new Set(['GET /v3/organizations?per_page=50&order_by=name']),
      );
    }
  });
});

describe('CloudFoundryClient, asked for spaces', () => {
  it('asks v3 for those of a v3 organization, whatever other links it has', async () => {
    const { client, server } = await aFoundation({
      'GET /v3/spaces': json(aPage([aSpace({ guid: 's', name: 'dev' })])),
    });
    const organization = toOrganization(
      anOrganization({
        guid: 'org-1',
        links: { spaces: { href: '/v3/spaces?organization_guids=org-1' } },
      }),
    );
    const { resources } = await client.spaces(organization, query);
    assert.equal(resources[0]?.name, 'dev');
    assert.equal(resources[0].organizationGuid, 'org-1');
    assert.deepEqual(asked(server), [
      'GET /v3/spaces?per_page=50&order_by=name&organization_guids=org-1',
    ]);
  });

  it('follows the address that a v2 organization names', async () => {
    const { client, server } = await aFoundation(
      {
        'GET /v2/organizations': json(
          aV2Page([
            aV2Resource('organizations', 'o', { spaces_url: '/v2/organizations/o/spaces' }),
          ]),
        ),
        'GET /v2/organizations/o/spaces': json(
          aV2Page([aV2Resource('spaces', 's', { name: 'dev', organization_guid: 'o' })]),
        ),
      },
      'info',
    );
    const [organization] = (await client.organizations(query)).resources;
    assert.ok(organization);
    const { resources } = await client.spaces(organization, { pageSize: 200 });
    assert.deepEqual(
      resources.map(({ guid, name, organizationGuid }) => [guid, name, organizationGuid]),
      [['s', 'dev', 'o']],
    );
    assert.equal(asked(server)[1], 'GET /v2/organizations/o/spaces?results-per-page=100');
  });

  it('sends no token to another origin that a v2 organization names', async () => {
    const evil = await startServer(() => json(aV2Page([])));
    const { client } = await aFoundation(
      {
        'GET /v2/organizations': json(
          aV2Page([aV2Resource('organizations', 'o', { spaces_url: `${evil.origin}/v2/spaces` })]),
        ),
      },
      'info',
    );
    const [organization] = (await client.organizations(query)).resources;
    assert.ok(organization);
    await assert.rejects(client.spaces(organization, query), RefusedLinkError);
    assert.equal(evil.requests.length, 0);
  });
});

describe('CloudFoundryClient, asked for apps', () => {
  it('asks once, by name', async () => {
    const { client, server } = await aFoundation({ 'GET /v3/apps': json(aPage([anApp()])) });
    const { resources } = await client.apps(space, query);
    assert.equal(resources[0]?.name, 'billing');
    assert.deepEqual(asked(server), ['GET /v3/apps?per_page=50&order_by=name&space_guids=space-1']);
  });

  it('asks again without the order when the API refuses it, and remembers', async () => {
    const server = await startServer(({ path }) =>
      path.includes('order_by') ? badParameter : json(aPage([anApp()])),
    );
    const client = aClient(server.origin);
    await client.apps(space, query);
    await client.apps(space, query);
    assert.deepEqual(asked(server), [
      'GET /v3/apps?per_page=50&order_by=name&space_guids=space-1',
      'GET /v3/apps?per_page=50&space_guids=space-1',
      'GET /v3/apps?per_page=50&space_guids=space-1',
    ]);
  });

  it('does not blame the order when another parameter is refused', async () => {
    const server = await startServer(({ path }) =>
      path.includes('label_selector') ? badParameter : json(aPage([])),
    );
    const client = aClient(server.origin);
    const filtered = { pageSize: 50, filter: { ...noFilter, labelSelector: 'a b' } };
    await assert.rejects(client.apps(space, filtered), CloudControllerError);
    await client.apps(space, query);
    assert.match(server.requests.at(-1)?.path ?? '', /order_by=name/);
  });

  it('asks in the order that the user chose, and reports a refusal of it', async () => {
    const server = await startServer(() => badParameter);
    const filter = { ...noFilter, orderBy: '-updated_at' };
    await assert.rejects(aClient(server.origin).apps(space, { ...query, filter }));
    assert.deepEqual(asked(server), [
      'GET /v3/apps?per_page=50&order_by=-updated_at&space_guids=space-1',
    ]);
  });

  it('does not ask the APIs of 2015 and 2016 for an order that they do not have', async () => {
    const { client, server } = await aFoundation({ 'GET /v3/apps': json(aPage([])) }, 'info');
    await client.apps(space, query);
    assert.deepEqual(asked(server), ['GET /v3/apps?per_page=50&space_guids=space-1']);
  });
});

describe('CloudFoundryClient, asked for droplets', () => {
  it('follows the link of the app, newest first', async () => {
    const { client, server } = await aFoundation({ 'GET /v3/odd/place': json(aPage([])) });
    const app = toApp(anApp({ links: { droplets: { href: '/v3/odd/place?x=1' } } }));
    await client.droplets(app, query);
    assert.deepEqual(asked(server), ['GET /v3/odd/place?x=1&per_page=50&order_by=-created_at']);
  });

  it('asks by the guid of the app when it has no link', async () => {
    const { client, server } = await aFoundation({ 'GET /v3/droplets': json(aPage([])) });
    await client.droplets(toApp(anApp({ guid: 'a&b', links: {} })), query);
    assert.deepEqual(asked(server), [
      'GET /v3/droplets?app_guids=a&b&per_page=50&order_by=-created_at',
    ]);
    assert.match(server.requests[0]?.path ?? '', /app_guids=a%26b/);
  });

  it('applies a filter to the request', async () => {
    const { client, server } = await aFoundation({
      'GET /v3/apps/app-1/droplets': json(aPage([])),
    });
    const filter = {
      ...noFilter,
      states: ['STAGED', 'FAILED'],
      guids: ['a', 'b'],
      labelSelector: 'env in (a,b)',
      orderBy: 'updated_at',
    };
    await client.droplets(toApp(anApp()), { pageSize: 5, filter });
    assert.deepEqual(
      Object.fromEntries(new URL(server.requests[0]?.path ?? '', 'http://x').searchParams),
      {
        per_page: '5',
        states: 'STAGED,FAILED',
        guids: 'a,b',
        label_selector: 'env in (a,b)',
        order_by: 'updated_at',
      },
    );
  });

  it('sends no token to another origin that the app names', async () => {
    const evil = await startServer(() => json(aPage([])));
    const { client } = await aFoundation({});
    const app = toApp(anApp({ links: { droplets: { href: `${evil.origin}/v3/droplets` } } }));
    await assert.rejects(client.droplets(app, query), RefusedLinkError);
    assert.equal(evil.requests.length, 0);
  });
});

describe('CloudFoundryClient, asked for builds', () => {
  // Cloud Controller 3.228, observed: the builds of an app refuse `package_guids` with 400.
  it('asks for those of one package when all builds can be listed', async () => {
    const { client, server } = await aFoundation({ 'GET /v3/builds': json(aPage([])) });
    await client.builds(toApp(anApp({ guid: 'app-1' })), 'package-1');
    assert.deepEqual(asked(server), [
      'GET /v3/builds?package_guids=package-1&order_by=-created_at',
    ]);
  });

  // Source of Cloud Controller: `package_guids` came between 3.65 and 3.78.
  it('selects those of one package from the app’s before 3.78', async () => {
    const builds = ['package-1', 'package-2'].map((guid) => ({
      guid: `build-of-${guid}`,
      package: { guid },
    }));
    const replies = { 'GET /v3/apps/app-1/builds': json(aPage(builds)) };
    const { client, server } = await aFoundation(replies, { version: '3.65.0' });
    const found = await client.builds(toApp(anApp({ guid: 'app-1' })), 'package-1');
    assert.deepEqual(
      found.map(({ guid }) => guid),
      ['build-of-package-1'],
    );
    assert.deepEqual(asked(server), [
      'GET /v3/apps/app-1/builds?per_page=5000&order_by=-created_at',
    ]);
  });

  it('asks for all when the droplet names no package', async () => {
    const { client, server } = await aFoundation({ 'GET /v3/apps/app-1/builds': json(aPage([])) });
    await client.builds(toApp(anApp({ guid: 'app-1' })), null);
    assert.deepEqual(asked(server), ['GET /v3/apps/app-1/builds?order_by=-created_at']);
  });
});

describe('CloudFoundryClient, asked for one object', () => {
  it('does not accept an answer without a guid', async () => {
    for (const reply of [json({}), json({ guid: 7 }), json({ guid: '' }), json(aPage([]))]) {
      const { client } = await aFoundation({ 'GET /v3/x': reply });
      const link = { href: '/v3/x', method: 'GET' };
      for (const pending of [client.app(link), client.droplet(link), client.package(link)]) {
        assert.ok((await failureOf(pending)) instanceof NotCloudFoundryError);
      }
    }
  });

  it('fetches with GET, whatever method the link advertises', async () => {
    const { client, server } = await aFoundation({ 'GET /v3/droplets/d': json(aDroplet()) });
    await client.droplet({ href: '/v3/droplets/d', method: 'DELETE' });
    assert.deepEqual(asked(server), ['GET /v3/droplets/d']);
  });
});
