import assert from 'node:assert/strict';
import fs from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { askedFoundation, at, resources, textAt, type AskedFoundation } from './support/client.ts';
import { deviations } from './support/deviations.ts';

const description: unknown = JSON.parse(fs.readFileSync('test/conformance/openapi.json', 'utf8'));
const root = 'https://api.example.org/description.json';

describe('the answers of the sample foundation, checked against the OpenAPI description', () => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  const validators = new Map<string, ValidateFunction>();
  const seen = new Set<string>();
  let foundation: AskedFoundation;
  let questions: readonly (readonly [path: string, request: string])[];

  before(async () => {
    ajv.addFormat('uuid', /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/);
    ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/);
    ajv.addFormat('uri', { validate: (uri: string) => URL.canParse(uri) });
    ajv.addFormat('double', true);
    ajv.addFormat('email', /^[^@\s]+@[^@\s]+$/);
    assert.ok(typeof description === 'object' && description !== null);
    ajv.addSchema(description, root);
    foundation = await askedFoundation({ data: 'small' });
    questions = await questionsTo(foundation);
  });

  after(() => foundation.close());

  it('have the described shape for every read', async () => {
    const broken = new Set<string>();
    for (const [path, request] of questions) {
      for (const asker of ['dev', 'auditor'] as const) {
        const { body, status } = await foundation.ask(request, undefined, asker);
        for (const error of errorsOf(path, request, status, body)) broken.add(error);
      }
    }
    assert.deepEqual([...broken], []);
  }).timeout(60_000);

  it('have the described shape for every change', async () => {
    const broken = new Set<string>();
    for (const [path, request, order] of await ordersTo(foundation)) {
      const { body, status } = await foundation.ask(request, order);
      assert.ok(status < 300, `${request} ${status}`);
      for (const error of errorsOf(path, request, status, body)) broken.add(error);
    }
    assert.deepEqual([...broken], []);
  });

  it('have the described shape for a job, whatever its outcome', async () => {
    const { ask, tick } = foundation;
    const [old] = resources((await ask('GET /v3/droplets?states=EXPIRED')).body);
    const accepted = await ask(`DELETE /v3/droplets/${textAt(old, 'guid')}`);
    const { pathname } = new URL(accepted.headers.get('location') ?? '');
    for (const seconds of [0, 2]) {
      tick(seconds);
      const { body, status } = await ask(`GET ${pathname}`);
      assert.deepEqual(errorsOf('/v3/jobs/{guid}', `GET ${pathname}`, status, body), []);
    }
  });

  it('differ wherever a real Cloud Controller is known to differ', () => {
    const missing = deviations.filter((deviation) => !seen.has(deviation.at));
    assert.deepEqual(missing, []);
  });

  /** What is wrong with the answer, but for what is known to be. */
  function errorsOf(
    path: string,
    request: string,
    status: number,
    body: unknown,
  ): readonly string[] {
    const method = request.split(' ', 1)[0]?.toLowerCase() ?? 'get';
    const pointer = pointerTo(path, method, status);
    const found = pointer === undefined ? ['is not described'] : shapeErrors(pointer, body);
    return found.map((error) => `${path} ${status} ${error}`).filter((error) => !isNamed(error));
  }

  function shapeErrors(pointer: string, body: unknown): readonly string[] {
    if (!isDescribed(pointer)) return [];
    const validate =
      validators.get(pointer) ??
      ajv.compile({ $ref: `${root}#${pointer.split('/').map(encodeURIComponent).join('/')}` });
    validators.set(pointer, validate);
    if (validate(body)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message }) =>
        `${instancePath.replace(/\/\d+(?=\/|$)/g, '') || 'body'} ${message}`,
    );
  }

  function isNamed(error: string): boolean {
    const named = deviations.find(({ at: end }) => error.endsWith(end));
    if (named) seen.add(named.at);
    return named !== undefined;
  }
});

/** Where the description has the shape of an answer, or undefined where it does not know such an answer. */
function pointerTo(path: string, method: string, status: number): string | undefined {
  const keys = ['paths', path, method, 'responses', String(status)];
  const response = keys.reduce<unknown>(property, description);
  if (response === undefined) return undefined;
  const shared = property(response, '$ref');
  const own = `/${keys.map((key) => key.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
  const start = typeof shared === 'string' ? shared.replace(/^#/, '') : own;
  return `${start}/content/application~1json/schema`;
}

/** Whether there is anything at that place of the description. */
function isDescribed(pointer: string): boolean {
  return (
    pointer
      .slice(1)
      .split('/')
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce<unknown>(property, description) !== undefined
  );
}

function property(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

/** Questions about everything in the data set, and some that are refused, with their paths in the description. */
async function questionsTo({
  ask,
}: AskedFoundation): Promise<readonly (readonly [string, string])[]> {
  const found: (readonly [string, string])[] = ['/', '/v3', '/v3/info', '/v2/info'].map(
    (path) => [path, `GET ${path}`] as const,
  );
  const lists = [
    'organizations',
    'spaces',
    'apps',
    'droplets',
    'packages',
    'builds',
    'processes',
    'deployments',
    'audit_events',
  ];
  for (const list of lists) {
    const path = `/v3/${list}`;
    found.push([path, `GET ${path}?per_page=5000`], [path, `GET ${path}?per_page=2&page=2`]);
    found.push([path, `GET ${path}?order_by=-created_at&page=99`]);
    const all = resources((await ask(`GET ${path}?per_page=5000`)).body);
    const step = Math.ceil(all.length / 150);
    for (const one of all.filter((_one, index) => index % step === 0)) {
      found.push([`${path}/{guid}`, `GET ${path}/${textAt(one, 'guid')}`]);
    }
    found.push([`${path}/{guid}`, `GET ${path}/nope`]);
  }
  found.push(['/v3/spaces', 'GET /v3/spaces?include=organization']);
  found.push(['/v3/apps', 'GET /v3/apps?include=space.organization&label_selector=team=web']);
  found.push(['/v3/droplets', 'GET /v3/droplets?states=FAILED,EXPIRED']);
  found.push(['/v3/apps', 'GET /v3/apps?foo=1'], ['/v3/droplets', 'GET /v3/droplets?foo=1']);
  for (const state of ['STAGED', 'FAILED', 'EXPIRED']) {
    const [droplet] = resources((await ask(`GET /v3/droplets?states=${state}`)).body);
    const path = `/v3/droplets/${textAt(droplet, 'guid')}/download`;
    found.push(['/v3/droplets/{guid}/download', `GET ${path}`]);
  }
  found.push(['/v3/droplets/{guid}/download', 'GET /v3/droplets/nope/download']);
  found.push(['/v3/feature_flags', 'GET /v3/feature_flags']);
  found.push(['/v3/feature_flags/{name}', 'GET /v3/feature_flags/app_scaling']);
  for (const app of resources((await ask('GET /v3/apps?per_page=5000')).body)) {
    found.push(...questionsAbout(textAt(app, 'guid')));
  }
  for (const [guid, kind] of await guidsOf(ask, ['processes', 'packages', 'revisions'])) {
    if (kind === 'processes') {
      found.push(['/v3/processes/{guid}/stats', `GET /v3/processes/${guid}/stats`]);
      found.push([
        '/v3/processes/{guid}/process_instances',
        `GET /v3/processes/${guid}/process_instances`,
      ]);
    } else if (kind === 'packages') {
      found.push(['/v3/packages/{guid}/droplets', `GET /v3/packages/${guid}/droplets`]);
    } else {
      found.push(['/v3/revisions/{guid}', `GET /v3/revisions/${guid}`]);
    }
  }
  return found;
}

function questionsAbout(guid: string): readonly (readonly [string, string])[] {
  return [
    'droplets',
    'droplets/current',
    'relationships/current_droplet',
    'builds',
    'packages',
    'processes',
    'revisions',
    'revisions/deployed',
    'features',
    'permissions',
    'env',
    'environment_variables',
  ]
    .map((of) => [`/v3/apps/{guid}/${of}`, `GET /v3/apps/${guid}/${of}`] as const)
    .concat([
      ['/v3/apps/{guid}/processes/{type}', `GET /v3/apps/${guid}/processes/web`],
      ['/v3/apps/{guid}/processes/{type}/stats', `GET /v3/apps/${guid}/processes/web/stats`],
    ]);
}

/** The first few of each kind. */
async function guidsOf(
  ask: AskedFoundation['ask'],
  kinds: readonly string[],
): Promise<readonly (readonly [guid: string, kind: string])[]> {
  const app = textAt((await ask('GET /v3/apps?names=checkout')).body, 'resources', 0, 'guid');
  const found: (readonly [string, string])[] = [];
  for (const kind of kinds) {
    const all = resources((await ask(`GET /v3/apps/${app}/${kind}`)).body);
    found.push(...all.map((one) => [textAt(one, 'guid'), kind] as const));
  }
  return found;
}

/** Changes that succeed one after the other, with their bodies. */
async function ordersTo({
  ask,
}: AskedFoundation): Promise<
  readonly (readonly [path: string, request: string, body?: unknown])[]
> {
  const [active] = resources((await ask('GET /v3/deployments?status_values=ACTIVE')).body);
  const paused = textAt(active, 'guid');
  const app = at((await ask('GET /v3/apps?names=catalog')).body, 'resources', 0);
  const guid = textAt(app, 'guid');
  const droplet = { guid: textAt(app, 'relationships', 'current_droplet', 'data', 'guid') };
  const [old] = resources((await ask(`GET /v3/apps/${guid}/droplets?states=STAGED`)).body);
  const deleted = textAt(old, 'guid');
  const path = '/v3/apps/{guid}';
  const deployment = '/v3/deployments/{guid}/actions';
  return [
    [`${deployment}/continue`, `POST /v3/deployments/${paused}/actions/continue`],
    [`${deployment}/cancel`, `POST /v3/deployments/${paused}/actions/cancel`],
    [path, `PATCH /v3/apps/${guid}`, { metadata: { labels: { seen: 'yes' } } }],
    [
      '/v3/droplets/{guid}',
      `PATCH /v3/droplets/${deleted}`,
      { metadata: { labels: { seen: 'yes' } } },
    ],
    ['/v3/droplets/{guid}', `DELETE /v3/droplets/${deleted}`],
    [`${path}/actions/stop`, `POST /v3/apps/${guid}/actions/stop`],
    [`${path}/actions/start`, `POST /v3/apps/${guid}/actions/start`],
    [`${path}/actions/restart`, `POST /v3/apps/${guid}/actions/restart`],
    [
      `${path}/relationships/current_droplet`,
      `PATCH /v3/apps/${guid}/relationships/current_droplet`,
      { data: droplet },
    ],
    [
      '/v3/deployments',
      'POST /v3/deployments',
      { droplet, relationships: { app: { data: { guid } } } },
    ],
  ];
}
