import assert from 'node:assert/strict';
import {
  askedFoundation,
  at,
  detail,
  resources,
  textAt,
  type AskedFoundation,
} from './support/client.ts';

describe('lists of the sample foundation', () => {
  let foundation: AskedFoundation;

  before(async () => {
    foundation = await askedFoundation({ data: 'small' });
  });

  after(() => foundation.close());

  const names = async (path: string): Promise<readonly string[]> =>
    resources((await foundation.ask(`GET ${path}`)).body).map((one) => textAt(one, 'name'));

  const refusal = async (path: string): Promise<string> => {
    const { body, status } = await foundation.ask(`GET ${path}`);
    assert.equal(status, 400);
    return detail(body).replace('The query parameter is invalid: ', '');
  };

  const selectorRefusal = (selector: string): Promise<string> =>
    refusal(`/v3/apps?label_selector=${encodeURIComponent(selector)}`);

  const selected = async (selector: string): Promise<number> =>
    (await names(`/v3/apps?per_page=100&label_selector=${encodeURIComponent(selector)}`)).length;

  const storefront = async (): Promise<string> =>
    textAt((await foundation.ask('GET /v3/apps?names=storefront')).body, 'resources', 0, 'guid');

  it('show the storefront with 132 droplets in every state but STAGING, the newest staged one current', async () => {
    const guid = await storefront();
    const path = `/v3/apps/${guid}/droplets?per_page=5000&order_by=-created_at`;
    const { body } = await foundation.ask(`GET ${path}`);
    const all = resources(body);
    assert.equal(all.length, 132);
    assert.deepEqual([...new Set(all.map((one) => textAt(one, 'state')))].toSorted(), [
      'AWAITING_UPLOAD',
      'COPYING',
      'EXPIRED',
      'FAILED',
      'PROCESSING_UPLOAD',
      'STAGED',
    ]);
    const newest = all.find((one) => at(one, 'state') === 'STAGED');
    const current = await foundation.ask(`GET /v3/apps/${guid}/droplets/current`);
    assert.equal(textAt(newest, 'guid'), textAt(current.body, 'guid'));
  });

  it('hide droplets that are being staged, which can still be read by guid', async () => {
    const guid = await storefront();
    const path = `/v3/audit_events?target_guids=${guid}&types=audit.app.droplet.create`;
    const events = resources((await foundation.ask(`GET ${path}&order_by=-created_at`)).body);
    const droplet = textAt(events[0], 'data', 'droplet_guid');
    const single = await foundation.ask(`GET /v3/droplets/${droplet}`);
    assert.equal(textAt(single.body, 'state'), 'STAGING');
    const listed = await foundation.ask('GET /v3/droplets?states=STAGING');
    assert.deepEqual(resources(listed.body), []);
  });

  it('allow 1 to 5000 per page', async () => {
    assert.equal(await refusal('/v3/apps?per_page=5001'), 'Per page must be between 1 and 5000');
    assert.equal(await refusal('/v3/apps?page=0'), 'Page must be a positive integer');
    assert.equal(
      await refusal('/v3/apps?page=0&per_page=0'),
      'Page must be a positive integer, Per page must be a positive integer',
    );
  });

  it('are empty past the end, with a total of zero', async () => {
    const { body } = await foundation.ask('GET /v3/organizations?page=5&per_page=2');
    const page = (number: number) => ({
      href: `${foundation.api}/v3/organizations?page=${number}&per_page=2`,
    });
    assert.deepEqual(body, {
      pagination: {
        total_results: 0,
        total_pages: 1,
        first: page(1),
        last: page(1),
        next: null,
        previous: page(4),
      },
      resources: [],
    });
  });

  it('accept a plus only when it is encoded', async () => {
    assert.deepEqual((await names('/v3/organizations?order_by=%2Bname'))[0], 'acme');
    assert.equal(
      await refusal('/v3/organizations?order_by=+name'),
      "Order by can only be: 'created_at', 'updated_at', 'name'",
    );
  });

  it('are ordered anew when a name has changed since', async () => {
    const path = '/v3/apps?per_page=5000&order_by=';
    const sorted = (await names(`${path}name`)).toSorted();
    assert.deepEqual(await names(`${path}name`), sorted);
    assert.deepEqual(await names(`${path}-name`), sorted.toReversed());
    const app = `/v3/apps/${await storefront()}`;
    const rename = (name: string) => foundation.ask(`PATCH ${app}`, { name }, 'admin');
    assert.equal((await rename('a-storefront')).status, 200);
    assert.equal((await names(`${path}name`)).indexOf('a-storefront'), 0);
    assert.equal((await names(`${path}-name`)).at(-1), 'a-storefront');
    await rename('storefront');
    assert.deepEqual(await names(`${path}name`), sorted);
  });

  it('name the valid droplet parameters when one is unknown', async () => {
    assert.equal(
      await refusal('/v3/droplets?x=1&y=2'),
      "Unknown query parameter(s): 'x', 'y'. Valid parameters are: 'page', 'per_page', 'order_by', 'created_ats', 'updated_ats', 'guids', 'app_guid', 'app_guids', 'current', 'organization_guids', 'package_guid', 'space_guids', 'states', 'label_selector'",
    );
  });

  it('refuse on an app’s droplets what only filters all droplets, and vice versa', async () => {
    const path = `/v3/apps/${await storefront()}/droplets`;
    assert.equal(await refusal(`${path}?app_guids=a`), "Unknown query parameter(s): 'app_guids'");
    assert.equal(
      await refusal('/v3/droplets?current=true'),
      "Unknown query parameter(s): 'current'",
    );
    assert.equal(await refusal(`${path}?current=no`), "Current only accepts the value 'true'");
    const { body } = await foundation.ask(`GET ${path}?current=true`);
    assert.equal(resources(body).length, 1);
  });

  it('decode the elements of a list twice, so that a comma can be in one', async () => {
    const guid = await storefront();
    const rename = (name: string) => foundation.ask(`PATCH /v3/apps/${guid}`, { name });
    await rename('store, front 100%');
    assert.deepEqual(await names('/v3/apps?names=store%252C%20front%20100%2525'), [
      'store, front 100%',
    ]);
    assert.deepEqual(await names('/v3/apps?names=store%2C%20front'), []);
    const { body } = await foundation.ask(
      'GET /v3/apps?names=store%252C%20front%20100%2525&per_page=1',
    );
    assert.equal(
      textAt(body, 'pagination', 'first', 'href'),
      `${foundation.api}/v3/apps?names=store%252C+front+100%25&page=1&per_page=1`,
    );
    await rename('storefront');
  });

  it('select by labels', async () => {
    const all = await selected('!nothing');
    const web = await selected('team=web');
    assert.ok(web > 0 && web < all);
    assert.equal(await selected('team==web'), web);
    assert.equal(await selected('team!=web'), all - web);
    assert.equal(await selected('team in (web,payments)'), web + (await selected('team=payments')));
    assert.equal(await selected('team notin (web,payments)'), await selected('!team'));
    assert.equal(await selected('team,tier=frontend'), web);
    assert.equal(await selected('acme.example/criticality=high'), await selected('team=payments'));
  });

  it('refuse invalid selectors', async () => {
    assert.equal(await selectorRefusal('a=b, c=d'), 'Invalid label_selector value');
    assert.equal(await selectorRefusal(''), 'Missing label_selector value');
    assert.equal(await selectorRefusal('a/b/c'), "key has more than one '/'");
    assert.equal(await selectorRefusal('-a'), "'-a' starts or ends with invalid characters");
    assert.equal(
      await selectorRefusal(Array.from({ length: 51 }, () => 'a').join(',')),
      'Too many label_selector requirements (maximum is 50)',
    );
  });

  it('select by time, exactly or by relation', async () => {
    const guid = await storefront();
    const path = `/v3/apps/${guid}/droplets`;
    const all = resources((await foundation.ask(`GET ${path}?per_page=5000`)).body);
    const time = textAt(all[9], 'created_at');
    const count = async (query: string) =>
      resources((await foundation.ask(`GET ${path}?per_page=5000&${query}`)).body).length;
    assert.equal(await count(`created_ats=${time}`), 1);
    assert.equal(await count(`created_ats[lt]=${time}`), 9);
    assert.equal(await count(`created_ats[lte]=${time}`), 10);
    assert.equal(await count(`created_ats[gt]=${time}`), all.length - 10);
    assert.equal(await count(`created_ats[gte]=${time}&created_ats[lte]=${time}`), 1);
    const format = "Timestamps should be formatted as 'YYYY-MM-DDThh:mm:ssZ'";
    assert.equal(
      await refusal(`${path}?updated_ats=today`),
      `Updated ats has an invalid timestamp format. ${format}`,
    );
    assert.equal(
      await refusal(`${path}?created_ats[eq]=${time}`),
      "Created ats Invalid relational operator: 'eq'",
    );
  });

  it('hide commands from everybody', async () => {
    for (const user of ['dev', 'auditor', 'admin'] as const) {
      const { body } = await foundation.ask('GET /v3/droplets?states=STAGED', undefined, user);
      for (const droplet of resources(body)) {
        assert.equal(at(droplet, 'execution_metadata'), '[PRIVATE DATA HIDDEN IN LISTS]');
        assert.deepEqual(at(droplet, 'process_types'), {
          redacted_message: '[PRIVATE DATA HIDDEN IN LISTS]',
        });
      }
    }
  });

  it('hide more than single answers do, which depend on the role; the current droplet hides nothing', async () => {
    const guid = await storefront();
    const current = await foundation.ask(
      `GET /v3/apps/${guid}/droplets/current`,
      undefined,
      'auditor',
    );
    assert.equal(textAt(current.body, 'process_types', 'web'), 'npm start');
    const path = `/v3/droplets/${textAt(current.body, 'guid')}`;
    const forDev = await foundation.ask(`GET ${path}`);
    assert.equal(textAt(forDev.body, 'process_types', 'web'), 'npm start');
    const forAuditor = await foundation.ask(`GET ${path}`, undefined, 'auditor');
    assert.deepEqual(at(forAuditor.body, 'process_types'), {
      redacted_message: '[PRIVATE DATA HIDDEN]',
    });
    assert.equal(at(forAuditor.body, 'execution_metadata'), '[PRIVATE DATA HIDDEN]');
  });
});
