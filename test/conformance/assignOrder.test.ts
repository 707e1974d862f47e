import assert from 'node:assert/strict';
import {
  askedFoundation,
  at,
  detail,
  resources,
  textAt,
  type AskedFoundation,
  type Asker,
} from './support/client.ts';
import type { SampleOptions } from '../../src/sample/options.ts';

// A request that is wrong in several ways is told the first that Cloud Controller looks at. What it looks at, and in
// which order, changed over the years; so the answer to a doubly wrong request tells the years apart.

const notOfThisApp =
  'Unable to assign current droplet. Ensure the droplet exists and belongs to this app.';
const stopFirst = 'Stop the app before changing droplet';
const notStaged = 'droplet must be in staged state';
const deploying =
  'Unable to assign current droplet while the app has a deployment in progress. Wait for the deployment to complete or cancel it.';

describe('the order of checks for an assignment', () => {
  let foundation: AskedFoundation;

  afterEach(() => foundation.close());

  describe('since 2019', () => {
    beforeEach(() => start({ data: 'small' }));

    it('checks the body before the app', async () => {
      await refused(
        'nope',
        null,
        'dev',
        422,
        'Current droplet cannot be removed. Replace it with a preferred droplet.',
      );
    });

    it('checks the app before the role', async () => {
      await refused('nope', 'nope', 'auditor', 404, 'App not found');
    });

    it('checks the role before the deployment and the droplet', async () => {
      const { guid } = await app('checkout', 'prod');
      await refused(
        guid,
        'nope',
        'auditor',
        403,
        'You are not authorized to perform the requested action',
      );
    });

    it('checks the deployment before the droplet', async () => {
      const { guid } = await app('checkout', 'prod');
      await refused(guid, 'nope', 'dev', 422, deploying);
    });

    it('checks the droplet’s app before its state', async () => {
      const { guid } = await app('catalog', 'dev');
      await refused(guid, await dropletOf('storefront', 'dev', 'FAILED'), 'dev', 422, notOfThisApp);
    });

    it('refuses a droplet in any state but STAGED', async () => {
      const { guid } = await app('storefront', 'dev');
      for (const state of [
        'FAILED',
        'EXPIRED',
        'COPYING',
        'AWAITING_UPLOAD',
        'PROCESSING_UPLOAD',
      ]) {
        await refused(guid, await dropletOf('storefront', 'dev', state), 'dev', 422, notStaged);
      }
    });

    it('lets a running app change its droplet', async () => {
      const { guid } = await app('storefront', 'dev');
      const droplet = await dropletOf('storefront', 'dev', 'STAGED');
      assert.equal((await assign(guid, droplet)).status, 200);
    });
  });

  describe('between April 2017 and May 2018', () => {
    beforeEach(() => start({ data: 'small', apiVersion: '3.45.0' }));

    it('checks the droplet’s app before whether the app runs', async () => {
      const { guid } = await app('storefront', 'dev');
      await refused(guid, 'nope', 'dev', 422, notOfThisApp);
    });

    it('checks whether the app runs before the state of the droplet', async () => {
      const { guid } = await app('storefront', 'dev');
      await refused(guid, await dropletOf('storefront', 'dev', 'FAILED'), 'dev', 422, stopFirst);
    });

    it('lets a stopped app change its droplet', async () => {
      const { guid } = await app('storefront', 'dev');
      await foundation.ask(`POST /v3/apps/${guid}/actions/stop`);
      const droplet = await dropletOf('storefront', 'dev', 'STAGED');
      assert.equal((await assign(guid, droplet)).status, 200);
    });
  });

  for (const generation of ['2015', '2016'] as const) {
    describe(`in ${generation}`, () => {
      beforeEach(() => start({ data: 'small', generation }));

      it('checks the app, the role, whether it runs, the droplet and its state', async () => {
        const failed = await dropletOf('storefront', 'dev', 'FAILED');
        const staged = await dropletOf('storefront', 'dev', 'STAGED');
        const { guid } = await app('storefront', 'dev');
        const denied = 'You are not authorized to perform the requested action';
        await refusedEarly('nope', 'nope', 'auditor', 404, 10010, 'App not found');
        await refusedEarly(guid, 'nope', 'auditor', 403, 10003, denied);
        await refusedEarly(guid, 'nope', 'dev', 422, 10008, stopFirst);
        assert.equal((await foundation.ask(`PUT /v3/apps/${guid}/stop`)).status, 200);
        await refusedEarly(guid, 'nope', 'dev', 404, 10010, 'Droplet not found');
        await refusedEarly(guid, failed, 'dev', 422, 10008, notStaged);
        const answer = await assignEarly(guid, staged);
        assert.equal(answer.status, 200);
        assert.equal(textAt(answer.body, 'links', 'droplet', 'href'), `/v3/droplets/${staged}`);
      });
    });
  }

  async function start(options: Partial<SampleOptions>): Promise<void> {
    foundation = await askedFoundation(options);
  }

  /** The app of that name in the space of that name of acme. */
  async function app(name: string, space: string): Promise<{ readonly guid: string }> {
    const org = at(
      (await foundation.ask('GET /v2/organizations?q=name:acme')).body,
      'resources',
      0,
    );
    const path = `${textAt(org, 'entity', 'spaces_url')}?q=name:${space}`;
    const spaceGuid = textAt(
      (await foundation.ask(`GET ${path}`)).body,
      'resources',
      0,
      'metadata',
      'guid',
    );
    const found = await foundation.ask(`GET /v3/apps?names=${name}&space_guids=${spaceGuid}`);
    return { guid: textAt(found.body, 'resources', 0, 'guid') };
  }

  async function dropletOf(name: string, space: string, state: string): Promise<string> {
    const { guid } = await app(name, space);
    const path = `/v3/apps/${guid}/droplets?states=${state}&order_by=-created_at`;
    return textAt(resources((await foundation.ask(`GET ${path}`)).body).at(-1), 'guid');
  }

  function assign(guid: string, droplet: string | null, as: Asker = 'dev') {
    const path = `/v3/apps/${guid}/relationships/current_droplet`;
    return foundation.ask(`PATCH ${path}`, { data: droplet && { guid: droplet } }, as);
  }

  function assignEarly(guid: string, droplet: string, as: Asker = 'dev') {
    return foundation.ask(`PUT /v3/apps/${guid}/current_droplet`, { droplet_guid: droplet }, as);
  }

  async function refused(
    guid: string,
    droplet: string | null,
    as: Asker,
    status: number,
    reason: string,
  ): Promise<void> {
    const answer = await assign(guid, droplet, as);
    assert.equal(detail(answer.body), reason);
    assert.equal(answer.status, status);
  }

  async function refusedEarly(
    guid: string,
    droplet: string,
    as: Asker,
    status: number,
    code: number,
    description: string,
  ): Promise<void> {
    const answer = await assignEarly(guid, droplet, as);
    const expected = { description, error_code: at(answer.body, 'error_code'), code };
    assert.deepEqual({ status: answer.status, body: answer.body }, { status, body: expected });
  }
});
