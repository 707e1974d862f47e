import assert from 'node:assert/strict';
import fs from 'node:fs';
import { askedFoundation, at, textAt, type AskedFoundation } from './support/client.ts';

/** From the first of the versions read that has it, to the last; in the versions between two that were read, either is right. */
interface Span {
  readonly since: string;
  readonly until?: string;
}

type Spans = Readonly<Record<string, Span>>;

/** Facts read from the source of Cloud Controller at twenty-two versions. */
const facts = JSON.parse(fs.readFileSync('test/conformance/versions.json', 'utf8')) as {
  readonly versions_read: readonly string[];
  readonly parameters: Readonly<Record<string, Spans>>;
  readonly order_by: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly routes: Spans;
  readonly links: Readonly<Record<string, Spans>>;
  readonly root_links: Spans;
};

/** Of the versions read, those that differ most. */
const versions = [
  '3.1.0',
  '3.15.0',
  '3.28.0',
  '3.45.0',
  '3.63.0',
  '3.65.0',
  '3.78.0',
  '3.86.0',
  '3.99.0',
  '3.128.0',
  '3.175.0',
  '3.228.0',
] as const;

const paths: Readonly<Record<string, string>> = {
  apps: '/v3/apps',
  app_droplets: '/v3/apps/APP/droplets',
  organizations: '/v3/organizations',
  spaces: '/v3/spaces',
  packages: '/v3/packages',
  builds: '/v3/builds',
  app_builds: '/v3/apps/APP/builds',
  deployments: '/v3/deployments',
  revisions: '/v3/apps/APP/revisions',
  audit_events: '/v3/audit_events',
  processes: '/v3/processes',
};

/** Which route of the table each list is. */
const routeOf: Readonly<Record<string, string>> = {
  apps: 'GET /apps',
  app_droplets: 'GET /apps/:app_guid/droplets',
  organizations: 'GET /organizations',
  spaces: 'GET /spaces',
  packages: 'GET /packages',
  builds: 'GET /builds',
  app_builds: 'GET /apps/:guid/builds',
  deployments: 'GET /deployments/',
  revisions: 'GET /apps/:guid/revisions',
  audit_events: 'GET /audit_events',
  processes: 'GET /processes',
};

/** Parameters that are asked with a value of their own. */
const values: Readonly<Record<string, string>> = {
  page: '1',
  per_page: '1',
  order_by: 'created_at',
  current: 'true',
  deployable: 'true',
  embed: 'process_instances',
  include: 'space',
  order_direction: 'asc',
};

/** These are there for droplets in some states, or of an admin's buildpack, only. */
const rare: ReadonlySet<string> = new Set(['upload', 'buildpack', 'hash']);

const rank = (version: string) => facts.versions_read.indexOf(version);

function isIn({ since, until }: Span, version: string): boolean {
  return rank(version) >= rank(since) && (until === undefined || rank(version) <= rank(until));
}

/** Whether the sample has what the table tells of this version; one version later or earlier would be wrong. */
describe('the sample foundation, version by version as the source of Cloud Controller', () => {
  assert.ok(versions.every((version) => rank(version) >= 0));

  for (const version of versions) {
    describe(version, () => {
      let foundation: AskedFoundation;
      let app = '';
      let droplet = '';

      before(async () => {
        foundation = await askedFoundation({ data: 'small', apiVersion: version });
        const found = await foundation.ask('GET /v3/apps?names=storefront');
        app = textAt(found.body, 'resources', 0, 'guid');
        const droplets = await foundation.ask(`GET /v3/apps/${app}/droplets?states=STAGED`);
        droplet = textAt(droplets.body, 'resources', 0, 'guid');
      });

      after(() => foundation.close());

      const ask = (path: string) => foundation.ask(`GET ${path.replace('APP', app)}`);

      for (const [list, spans] of Object.entries(facts.parameters)) {
        const path = paths[list] ?? '';
        const route = facts.routes[routeOf[list] ?? ''];

        it(`has ${path} if the version has it`, async () => {
          assert.ok(route, list);
          const { body, status } = await ask(path);
          if (isIn(route, version)) assert.equal(status, 200);
          else assert.deepEqual([status, at(body, 'errors', 0, 'code')], [404, 10000]);
        });

        for (const [name, span] of Object.entries(spans)) {
          if (!route || !isIn(route, version)) continue;
          it(`${isIn(span, version) ? 'knows' : 'refuses'} ${name} of ${path}`, async () => {
            const value = list === 'spaces' && name === 'include' ? 'org' : (values[name] ?? 'x');
            const { body, status } = await ask(`${path}?${name}=${value}`);
            const text = status === 400 ? textAt(body, 'errors', 0, 'detail') : '';
            const isUnknown = text.includes(`Unknown query parameter(s): '${name}'. Valid`);
            assert.equal(!isUnknown, isIn(span, version), text);
          });
        }
      }

      for (const [kind, path] of [
        ['app', '/v3/apps/APP'],
        ['droplet', '/v3/droplets/DROPLET'],
        ['process', '/v3/apps/APP/processes/web'],
      ] as const) {
        it(`has the links of ${kind === 'app' ? 'an' : 'a'} ${kind}`, async () => {
          const { body } = await ask(path.replace('DROPLET', droplet));
          const links = Object.keys(Object(at(body, 'links')));
          const spans = Object.entries(facts.links[kind] ?? {});
          const known = spans.filter(([, span]) => isIn(span, version)).map(([name]) => name);
          assert.deepEqual(
            links.filter((name) => !known.includes(name)),
            [],
            'links that came later, or were gone',
          );
          assert.deepEqual(
            known.filter((name) => !rare.has(name) && !links.includes(name)),
            [],
            'links that are missing',
          );
        });
      }

      it('names its login server as the version does', async () => {
        const { body } = await ask('/');
        const links = Object.keys(Object(at(body, 'links')));
        for (const name of ['login', 'uaa', 'log_cache']) {
          const span = facts.root_links[name];
          assert.equal(links.includes(name), span !== undefined && isIn(span, version), name);
        }
      });
    });
  }
});
