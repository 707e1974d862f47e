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

describe('the deliberate refusals of the sample foundation', () => {
  let foundation: AskedFoundation;
  let app: string;
  let droplets: readonly string[];

  const start = async (name: string, options: Partial<SampleOptions> = {}): Promise<void> => {
    foundation = await askedFoundation({ data: 'small', ...options });
    const { ask } = foundation;
    app = textAt((await ask(`GET /v3/apps?names=${name}`)).body, 'resources', 0, 'guid');
    droplets = resources((await ask(`GET /v3/apps/${app}/droplets?states=STAGED`)).body).map(
      (droplet) => textAt(droplet, 'guid'),
    );
  };

  afterEach(() => foundation.close());

  it('include any change in a suspended organization, except by an administrator', async () => {
    await start('search-indexer', { suspended: ['acme'] });
    const { ask } = foundation;
    const [organization] = resources((await ask('GET /v3/organizations?names=acme')).body);
    assert.equal(at(organization, 'suspended'), true);
    for (const [request, body] of changes()) {
      const answer = await ask(request, body);
      assert.equal(answer.status, 403, request);
      assert.equal(at(answer.body, 'errors', 0, 'code'), 10017);
      assert.equal(textAt(answer.body, 'errors', 0, 'title'), 'CF-OrgSuspended');
      assert.equal(detail(answer.body), 'The organization is suspended');
      assert.ok((await ask(request, body, 'admin')).status < 300, request);
    }
  });

  it('include any change in a suspended space', async () => {
    await start('search-indexer', { suspended: ['acme/prod'] });
    const { ask } = foundation;
    const spaces = resources((await ask('GET /v3/spaces')).body);
    assert.deepEqual(
      spaces.map((space) => at(space, 'suspended')).filter((isSuspended) => isSuspended === true),
      [true],
    );
    for (const [request, body] of changes()) {
      const answer = await ask(request, body);
      assert.equal(at(answer.body, 'errors', 0, 'code'), 10019, request);
      assert.equal(detail(answer.body), 'The space is suspended');
    }
  });

  it('include a deployment when the operator allows none', async () => {
    await start('search-indexer', { hasDeployments: false });
    const { body, status } = await foundation.ask('POST /v3/deployments', {});
    assert.equal(status, 403);
    assert.equal(textAt(body, 'errors', 0, 'title'), 'CF-DeploymentsDisabled');
  });

  it('include a droplet without anything to start', async () => {
    await start('link-shortener');
    const path = `/v3/apps/${app}/relationships/current_droplet`;
    const refused: string[] = [];
    for (const guid of droplets) {
      const { body, status } = await foundation.ask(`PATCH ${path}`, { data: { guid } });
      if (status !== 200) refused.push(detail(body));
    }
    assert.deepEqual(refused, [
      "Unable to create process types for this app's droplet. Please provide a droplet with valid process types.",
    ]);
  });

  function changes(): readonly (readonly [string, object])[] {
    const [oldest, next] = droplets;
    return [
      [`PATCH /v3/apps/${app}`, { metadata: { labels: { a: 'b' } } }],
      [`PATCH /v3/apps/${app}/relationships/current_droplet`, { data: { guid: oldest } }],
      [`POST /v3/apps/${app}/actions/restart`, {}],
      [`PATCH /v3/droplets/${oldest}`, { metadata: { labels: { a: 'b' } } }],
      [`DELETE /v3/droplets/${next}`, {}],
      [
        'POST /v3/deployments',
        { droplet: { guid: oldest }, relationships: { app: { data: { guid: app } } } },
      ],
    ];
  }
});
