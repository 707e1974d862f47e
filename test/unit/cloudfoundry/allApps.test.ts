import assert from 'node:assert/strict';
import type { Discovery } from '../../../src/cloudfoundry/discovery.ts';
import { noFilter } from '../../../src/cloudfoundry/filters.ts';
import {
  anApp,
  anOrganization,
  aPage,
  aSpace,
  aV2Page,
  aV2Resource,
} from '../../support/builders.ts';
import { aClient, closeTransports } from '../../support/clients.ts';
import {
  apiError,
  closeServers,
  json,
  routes,
  startServer,
  type Reply,
} from '../../support/hostileServer.ts';

const acme = anOrganization({ guid: 'org-1', name: 'acme' });
const dev = aSpace({ guid: 'space-1', name: 'dev' });
/** As a Cloud Controller 3.228 includes them with a list of apps (`include=space.organization`). */
const included = { spaces: [dev], organizations: [acme] };

async function aFoundation(
  table: Readonly<Record<string, Reply>>,
  discovery: Partial<Discovery> = {},
) {
  const server = await startServer(routes(table));
  const asked = () => server.requests.map(({ path }) => decodeURIComponent(path));
  return { client: aClient(server.origin, { discovery }), asked };
}

describe('The apps of all spaces', () => {
  afterEach(async () => {
    await closeTransports();
    await closeServers();
  });

  it('come with their places, in one request a page', async () => {
    const first = aPage([anApp({ guid: 'a' })], { next: '/v3/apps?page=2', total: 2 });
    let page = 0;
    const { asked, client } = await aFoundation({
      'GET /v3/apps': (response) => {
        page += 1;
        const answer = page === 1 ? first : aPage([anApp({ guid: 'b' })], { total: 2 });
        json({ ...answer, ...(page === 1 && { included }) })(response);
      },
    });
    const apps = await client.allApps({ pageSize: 5000 });
    const second = await apps.next?.();
    const rows = [...apps.resources, ...(second?.resources ?? [])];
    assert.deepEqual(
      rows.map(({ app, place }) => [app.guid, place?.organization.name, place?.space.name]),
      [
        ['a', 'acme', 'dev'],
        ['b', 'acme', 'dev'],
      ],
    );
    assert.deepEqual(asked(), [
      '/v3/apps?per_page=5000&include=space.organization',
      '/v3/apps?page=2',
    ]);
  });

  // Source of 3.65 (`app/messages/apps_list_message.rb`): `include` takes `space` alone.
  it('come after the lists of places if the version can’t include them', async () => {
    const { asked, client } = await aFoundation(
      {
        'GET /v3/organizations': json(aPage([acme])),
        'GET /v3/spaces': json(aPage([dev])),
        'GET /v3/apps': json(aPage([anApp({ guid: 'a' })])),
      },
      { version: '3.65.0' },
    );
    const [only] = (await client.allApps({ pageSize: 5000 })).resources;
    assert.equal(only?.place?.organization.name, 'acme');
    assert.deepEqual(asked(), [
      '/v3/organizations?per_page=5000&order_by=name',
      '/v3/spaces?per_page=5000&order_by=name',
      '/v3/apps?per_page=5000',
    ]);
  });

  it('come after the lists of places if the API refuses to include them', async () => {
    const refusal = apiError(400, 10005, 'CF-BadQueryParameter', 'Unknown query parameter(s)');
    const server = await startServer(({ path }) => {
      if (path.includes('include=')) return refusal;
      if (path.startsWith('/v3/organizations')) return json(aPage([acme]));
      if (path.startsWith('/v3/spaces')) return json(aPage([dev]));
      return json(aPage([anApp({ guid: 'a' })]));
    });
    const [only] = (await aClient(server.origin).allApps({ pageSize: 50 })).resources;
    assert.equal(only?.place?.space.name, 'dev');
  });

  // In 2016 organizations and spaces were in v2 only: https://v2-apidocs.cloudfoundry.org/spaces.
  it('get their places from v2 if v3 has none', async () => {
    const { asked, client } = await aFoundation(
      {
        'GET /v2/organizations': json(
          aV2Page([aV2Resource('organizations', 'org-1', { name: 'acme' })]),
        ),
        'GET /v2/spaces': json(
          aV2Page([aV2Resource('spaces', 'space-1', { name: 'dev', organization_guid: 'org-1' })]),
        ),
        'GET /v3/apps': json(
          aPage([
            anApp({ relationships: undefined, links: { space: { href: '/v2/spaces/space-1' } } }),
          ]),
        ),
      },
      { era: 'info', version: '2.48.0' },
    );
    const [only] = (await client.allApps({ pageSize: 5000 })).resources;
    assert.equal(only?.place?.organization.name, 'acme');
    assert.equal(only?.place?.space.name, 'dev');
    assert.deepEqual(asked(), [
      '/v2/organizations?results-per-page=100',
      '/v2/spaces?results-per-page=100',
      '/v3/apps?per_page=5000',
    ]);
  });

  it('have no place if the user can’t see their space', async () => {
    const { client } = await aFoundation({ 'GET /v3/apps': json(aPage([anApp()])) });
    const [only] = (await client.allApps({ pageSize: 50 })).resources;
    assert.equal(only?.place, null);
  });

  it('are asked for by name, encoded as the API decodes it', async () => {
    const { asked, client } = await aFoundation({ 'GET /v3/apps': json(aPage([])) });
    const filter = { ...noFilter, names: ['a,b', '50% & more'] };
    await client.allApps({ pageSize: 50, filter });
    // The API splits at commas and decodes again: `app/messages/list_message.rb`.
    assert.match(asked()[0] ?? '', /names=a%2Cb,50%25\+&\+more/);
  });

  it('are asked for by the time of their last change', async () => {
    const { asked, client } = await aFoundation({ 'GET /v3/apps': json(aPage([])) });
    const filter = { ...noFilter, updatedAfter: new Date('2026-11-01T10:20:30.999Z') };
    await client.allApps({ pageSize: 50, filter });
    // The API takes no fractions of seconds: https://v3-apidocs.cloudfoundry.org/#timestamps.
    assert.match(asked()[0] ?? '', /updated_ats\[gt\]=2026-11-01T10:20:30Z/);
  });

  // `names` isn't decoded by Korifi (`api/payloads/app.go`), and parameters may be ignored.
  it('are matched locally if the API ignores names or can’t be asked for them', async () => {
    const { asked, client } = await aFoundation(
      {
        'GET /v3/organizations': json(aPage([acme])),
        'GET /v3/spaces': json(aPage([dev])),
        'GET /v3/apps': json(
          aPage([anApp({ guid: 'a', name: 'A,B' }), anApp({ guid: 'b', name: 'other' })]),
        ),
      },
      { isKorifi: true },
    );
    const filter = { ...noFilter, names: ['a,b'] };
    const { resources } = await client.allApps({ pageSize: 50, filter });
    assert.deepEqual(
      resources.map(({ guid }) => guid),
      ['a'],
    );
    assert.doesNotMatch(asked().at(-1) ?? '', /names/);
  });
});
