import assert from 'node:assert/strict';
import { askedFoundation, at, resources, textAt, type AskedFoundation } from './support/client.ts';

// What Cloud Controller's own source and acceptance specs of spring 2015 say: `app/controllers/v3/apps_controller.rb`
// and `droplets_controller.rb`, `app/presenters/v3`, and "Apps (Experimental)" and "Droplets (Experimental)" in
// `spec/api/documentation/v3`.

const keysOf = (value: unknown, ...path: readonly string[]): string =>
  Object.keys(Object(path.length === 0 ? value : at(value, ...path))).join(' ');

describe('the API of spring 2015', () => {
  let foundation: AskedFoundation;

  beforeEach(async () => {
    foundation = await askedFoundation({ data: 'small', generation: '2015-04' });
  });

  afterEach(() => foundation.close());

  const ask = (request: string, body?: unknown) => foundation.ask(request, body);

  const app = async (name: string): Promise<unknown> =>
    at((await ask(`GET /v3/apps?names[]=${name}`)).body, 'resources', 0);

  /** All droplets of the app, oldest first. */
  const dropletsOf = async (one: unknown): Promise<readonly unknown[]> => {
    const { body } = await ask('GET /v3/droplets?per_page=5000');
    const self = textAt(one, '_links', 'self', 'href');
    return resources(body).filter((each) => textAt(each, '_links', 'app', 'href') === self);
  };

  const refusalOf = async (path: string): Promise<readonly [number, unknown, unknown]> => {
    const { body, status } = await ask(`GET ${path}`);
    return [status, at(body, 'code'), at(body, 'description')];
  };

  it('shows an app with the links of that time, and the way to assign a droplet', async () => {
    const one = await app('storefront');
    const guid = textAt(one, 'guid');
    assert.equal(
      keysOf(one),
      'guid name desired_state total_desired_instances created_at updated_at environment_variables _links',
    );
    assert.equal(
      keysOf(one, '_links'),
      'self processes packages space desired_droplet start stop assign_current_droplet',
    );
    assert.deepEqual(at(one, '_links', 'assign_current_droplet'), {
      href: `/v3/apps/${guid}/current_droplet`,
      method: 'PUT',
    });
    assert.deepEqual(at(one, '_links', 'start'), {
      href: `/v3/apps/${guid}/start`,
      method: 'PUT',
    });
  });

  it('leaves out the link to the droplet when none is desired', async () => {
    assert.doesNotMatch(keysOf(await app('spike-graphql'), '_links'), /desired_droplet/);
  });

  it('shows a droplet without a way to assign it', async () => {
    const [first] = await dropletsOf(await app('storefront'));
    assert.equal(
      keysOf(first),
      'guid state hash buildpack_git_url failure_reason detected_start_command procfile environment_variables created_at updated_at _links',
    );
    assert.match(keysOf(first, '_links'), /^self package app(?: buildpack)?$/);
    assert.match(textAt(first, 'hash'), /^[0-9a-f]{40}$/);
  });

  it('has only droplets in the states of that time', async () => {
    const { body } = await ask('GET /v3/droplets?per_page=5000');
    const states = new Set(resources(body).map((each) => textAt(each, 'state')));
    assert.deepEqual([...states].toSorted(), ['FAILED', 'PENDING', 'STAGED', 'STAGING']);
  });

  it('filters apps by arrays, and repeats them in the links of a page', async () => {
    const guids = [await app('storefront'), await app('spike-graphql')].map((one) =>
      textAt(one, 'guid'),
    );
    const filter = guids.map((guid) => `guids[]=${guid}`).join('&');
    const order = 'order_by=created_at&order_direction=desc';
    const { body } = await ask(`GET /v3/apps?${order}&${filter}&per_page=1`);
    assert.equal(at(body, 'pagination', 'total_results'), 2);
    const query = `${filter}&${order}&page=2&per_page=1`;
    assert.deepEqual(at(body, 'pagination', 'next'), { href: `/v3/apps?${query}` });
    const next = await ask(`GET /v3/apps?${query}`);
    const times = [body, next.body].map((page) => textAt(page, 'resources', 0, 'created_at'));
    assert.deepEqual(times, times.toSorted().toReversed());
    assert.equal(at(next.body, 'pagination', 'next'), null);
  });

  for (const [query, description] of [
    ['names=storefront', 'Invalid type for param names'],
    ['space_guids=a,b', 'Invalid type for param space_guids'],
    ['order_by=-created_at', 'Invalid type for param order_by'],
    ['order_by=name', 'Invalid type for param order_by'],
    ['order_by=created_at&order_direction=down', 'Invalid type for param order_direction'],
    ['per_page=0', 'Invalid type for param per_page'],
    ['include=space', 'Unknown query param include'],
  ] as const) {
    it(`refuses apps with ${query}`, async () => {
      assert.deepEqual(await refusalOf(`/v3/apps?${query}`), [
        400,
        10005,
        `The query parameter is invalid: ${description}`,
      ]);
    });
  }

  for (const [query, description] of [
    ['app_guids=a', "Unknown query param(s) 'app_guids'"],
    ['app_guids[]=a&states[]=STAGED', "Unknown query param(s) 'app_guids', 'states'"],
    ['order_by=-created_at', "Order by can only be 'created_at' or 'updated_at'"],
    ['per_page=5001', 'Per page must be between 1 and 5000'],
  ] as const) {
    it(`refuses droplets with ${query}: their list has no filters`, async () => {
      assert.deepEqual(await refusalOf(`/v3/droplets?${query}`), [
        400,
        10005,
        `The query parameter is invalid: ${description}`,
      ]);
    });
  }

  it('has no list of an app’s droplets', async () => {
    const { body, status } = await ask(
      `GET /v3/apps/${textAt(await app('storefront'), 'guid')}/droplets`,
    );
    assert.deepEqual([status, at(body, 'code')], [404, 10000]);
  });

  it('orders all droplets by a field and a direction', async () => {
    const { body } = await ask('GET /v3/droplets?order_by=created_at&order_direction=desc');
    const times = resources(body).map((each) => textAt(each, 'created_at'));
    assert.deepEqual(times, times.toSorted().toReversed());
  });

  it('assigns the droplet that the body calls desired, once the app is stopped', async () => {
    const one = await app('storefront');
    const path = `PUT ${textAt(one, '_links', 'assign_current_droplet', 'href')}`;
    const current = textAt(one, '_links', 'desired_droplet', 'href');
    const other = (await dropletsOf(one)).findLast(
      (each) =>
        at(each, 'state') === 'STAGED' && textAt(each, '_links', 'self', 'href') !== current,
    );
    const guid = textAt(other, 'guid');
    const running = await ask(path, { desired_droplet_guid: guid });
    assert.deepEqual(
      [running.status, at(running.body, 'description')],
      [422, 'Stop the app before changing droplet'],
    );
    await ask(`PUT ${textAt(one, '_links', 'stop', 'href')}`);
    const renamed = await ask(path, { droplet_guid: guid });
    assert.deepEqual([renamed.status, at(renamed.body, 'description')], [404, 'Droplet not found']);
    const { body, status } = await ask(path, { desired_droplet_guid: guid });
    assert.equal(status, 200);
    assert.equal(textAt(body, '_links', 'desired_droplet', 'href'), `/v3/droplets/${guid}`);
    assert.equal(textAt(body, 'desired_state'), 'STOPPED');
  });

  it('assigns a droplet in any state', async () => {
    const one = await app('storefront');
    await ask(`PUT ${textAt(one, '_links', 'stop', 'href')}`);
    const failed = (await dropletsOf(one)).find((each) => at(each, 'state') === 'FAILED');
    const path = `PUT ${textAt(one, '_links', 'assign_current_droplet', 'href')}`;
    const { status } = await ask(path, { desired_droplet_guid: textAt(failed, 'guid') });
    assert.equal(status, 200);
  });

  it('reports a missing droplet when there is nothing to start', async () => {
    const one = await app('spike-graphql');
    const { body, status } = await ask(`PUT ${textAt(one, '_links', 'start', 'href')}`);
    assert.deepEqual([status, at(body, 'description')], [404, 'Droplet not found']);
  });

  it('has no root, and organizations and spaces in v2 only', async () => {
    assert.equal((await ask('GET /')).status, 404);
    assert.equal((await ask('GET /v3/organizations')).status, 404);
    assert.equal(resources((await ask('GET /v2/organizations')).body).length, 3);
  });
});
