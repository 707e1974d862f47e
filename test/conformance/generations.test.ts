import assert from 'node:assert/strict';
import { askedFoundation, at, resources, textAt, type AskedFoundation } from './support/client.ts';

// The keys, in order, of answers that the API's documentation of October 2015, November 2015 and March 2016 shows.

const droplet2015 = [
  'guid state hash buildpack error procfile environment_variables created_at updated_at links',
  'type value',
  'self package app assign_current_droplet buildpack',
] as const;
const droplet2016 = [
  'guid state error lifecycle memory_limit disk_limit result environment_variables created_at updated_at links',
  'execution_metadata process_types hash buildpack stack',
  'self package app assign_current_droplet buildpack',
] as const;

const keys = (value: unknown, ...path: readonly string[]): string =>
  Object.keys(Object(path.length === 0 ? value : at(value, ...path))).join(' ');

for (const generation of ['2015', '2016'] as const) {
  describe(`the API of ${generation}`, () => {
    let foundation: AskedFoundation;
    let app: unknown;
    let staged: unknown;

    before(async () => {
      foundation = await askedFoundation({ data: 'small', generation });
      const found = await foundation.ask('GET /v3/apps?names=storefront');
      app = at(found.body, 'resources', 0);
      const path = `GET ${textAt(app, 'links', 'droplets', 'href')}?states=STAGED&per_page=1`;
      staged = at((await foundation.ask(path)).body, 'resources', 0);
    });

    after(() => foundation.close());

    it('has no root, and answers in the v2 form that there is none', async () => {
      const { body, headers, status } = await foundation.ask('GET /', undefined, 'nobody');
      assert.equal(status, 404);
      assert.deepEqual(body, {
        code: 10000,
        description: 'Unknown request',
        error_code: 'CF-NotFound',
      });
      assert.equal(headers.get('content-type'), 'application/json;charset=utf-8');
    });

    it('is found through /v2/info', async () => {
      const { body } = await foundation.ask('GET /v2/info', undefined, 'nobody');
      assert.equal(at(body, 'authorization_endpoint'), foundation.api);
      assert.equal(at(body, 'token_endpoint'), foundation.api);
    });

    it('has organizations and spaces in v2 only', async () => {
      assert.equal((await foundation.ask('GET /v3/organizations')).status, 404);
      const organization = at((await foundation.ask('GET /v2/organizations')).body, 'resources', 0);
      assert.equal(textAt(organization, 'entity', 'name'), 'acme');
      const spaces = await foundation.ask(`GET ${textAt(organization, 'entity', 'spaces_url')}`);
      assert.equal(resources(spaces.body).length, 3);
      const guid = textAt(organization, 'metadata', 'guid');
      const asked = await foundation.ask(`GET /v2/spaces?q=organization_guid:${guid}`);
      assert.deepEqual(resources(asked.body), resources(spaces.body));
    });

    it('shows at most a hundred v2 resources per page', async () => {
      const { body, status } = await foundation.ask('GET /v2/spaces?results-per-page=101');
      assert.equal(status, 400);
      assert.match(textAt(body, 'description'), /results_per_page must be <= 100/);
      const page = await foundation.ask('GET /v2/spaces?results-per-page=3');
      assert.equal(at(page.body, 'total_pages'), 3);
      const next = await foundation.ask(`GET ${textAt(page.body, 'next_url')}`);
      assert.equal(resources(next.body).length, 3);
    });

    // The API's documentation of 2015 and 2016, "Delete a Droplet".
    it('deletes a droplet at once', async () => {
      const found = await foundation.ask(`GET ${textAt(app, 'links', 'droplets', 'href')}`);
      const path = textAt(at(found.body, 'resources', 0), 'links', 'self', 'href');
      assert.equal((await foundation.ask(`DELETE ${path}`)).status, 204);
      assert.equal((await foundation.ask(`GET ${path}`)).status, 404);
    });

    it('has relative links and does not count pages', async () => {
      const { body } = await foundation.ask('GET /v3/apps?per_page=2&order_by=-created_at');
      assert.deepEqual(at(body, 'pagination', 'first'), {
        href: '/v3/apps?order_by=-created_at&page=1&per_page=2',
      });
      assert.equal(keys(body, 'pagination'), 'total_results first last next previous');
    });

    it('names the current droplet and the way to assign another in the links of the app', () => {
      const guid = textAt(app, 'guid');
      assert.match(textAt(app, 'links', 'droplet', 'href'), /^\/v3\/droplets\/[^/]+$/);
      assert.deepEqual(at(app, 'links', 'assign_current_droplet'), {
        href: `/v3/apps/${guid}/current_droplet`,
        method: 'PUT',
      });
      assert.match(textAt(app, 'links', 'space', 'href'), /^\/v2\/spaces\//);
      assert.equal(textAt(app, 'desired_state'), 'STARTED');
    });

    it('leaves out the link to the droplet when none is assigned', async () => {
      const { body } = await foundation.ask('GET /v3/apps?names=spike-graphql');
      assert.doesNotMatch(keys(body, 'resources', '0', 'links'), /\bdroplet\b/);
    });

    it('shows droplets as its documentation does', () => {
      const [droplet, part, links] = generation === '2015' ? droplet2015 : droplet2016;
      assert.equal(keys(staged), droplet);
      assert.equal(keys(staged, generation === '2015' ? 'hash' : 'result'), part);
      assert.equal(keys(staged, 'links'), links);
      const { ['method']: method } = Object(at(staged, 'links', 'assign_current_droplet'));
      assert.equal(method, 'PUT');
    });

    it('lists droplets that are being staged', async () => {
      const { body } = await foundation.ask('GET /v3/droplets?states=PENDING,STAGING');
      assert.deepEqual(
        resources(body).map((droplet) => at(droplet, 'state')),
        ['PENDING', 'STAGING'],
      );
    });

    it('withholds nothing', async () => {
      const path = `GET ${textAt(staged, 'links', 'self', 'href')}`;
      const { body } = await foundation.ask(path, undefined, 'auditor');
      assert.equal(textAt(body, 'environment_variables', 'LOG_LEVEL'), 'debug');
    });

    it('starts and stops with PUT', async () => {
      const stopped = await foundation.ask(`PUT ${textAt(app, 'links', 'stop', 'href')}`);
      assert.equal(textAt(stopped.body, 'desired_state'), 'STOPPED');
      const started = await foundation.ask(`PUT ${textAt(app, 'links', 'start', 'href')}`);
      assert.equal(textAt(started.body, 'desired_state'), 'STARTED');
    });

    it('knows few filters', async () => {
      const { body, status } = await foundation.ask('GET /v3/droplets?guids=a');
      assert.equal(status, 400);
      assert.equal(at(body, 'code'), 10005);
      assert.equal((await foundation.ask('GET /v3/builds')).status, 404);
    });
  });
}
