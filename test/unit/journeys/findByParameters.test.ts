import assert from 'node:assert/strict';
import fs from 'node:fs';
import { Connection } from '../../../src/cloudfoundry/connection.ts';
import { Explorer } from '../../../src/explorer/explorer.ts';
import type { FilterKind } from '../../../src/explorer/filter.ts';
import { parseFilter } from '../../../src/explorer/filterQuery.ts';
import { aDroplet, anApp, anOrganization, aPage, aRoot, aSpace } from '../../support/builders.ts';
import { aLog } from '../../support/clients.ts';
import { aFoundation } from '../../support/foundations.ts';
import { closeServers, json, startServer } from '../../support/hostileServer.ts';

const guid = '1d2c3b4a-0000-4000-8000-000000000001';

/**
 * Every parameter that the documents of the API of 2015 name for these lists, and what a user types
 * or does: "List all Droplets" (`GET /v3/droplets`) and "Filters Apps by guids, names, spaces, and
 * organizations" (`GET /v3/apps`). The names are the same today (3.228, observed).
 */
const droplets = {
  app_guids: ['app:billing', 'app_guids=app-1'],
  states: ['state:failed,staged', 'states=FAILED,STAGED'],
  order_by: ['sort:-updated_at', 'order_by=-updated_at'],
  page: ['Load More', 'page=2'],
  per_page: ['the setting cfDroplets.pageSize', 'per_page=2'],
} as const;
const apps = {
  names: ['name:=billing', 'names=billing'],
  space_guids: ['space:dev', 'space_guids=space-1'],
  organization_guids: ['org:acme', 'organization_guids=org-1'],
  guids: [`guid:${guid}`, `guids=${guid}`],
  order_by: ['sort:created_at', 'order_by=created_at'],
  page: ['Load More', 'page=2'],
  per_page: ['the setting cfDroplets.pageSize', 'per_page=2'],
} as const;
/** Parameters that later versions added (3.228, observed), and that can be said, too. */
const newDroplets = {
  guids: [`guid:${guid}`, `guids=${guid}`],
  space_guids: ['space:dev', 'space_guids=space-1'],
  organization_guids: ['org:acme', 'organization_guids=org-1'],
  label_selector: ['label:env=prod', 'label_selector=env=prod'],
} as const;
const newApps = {
  stacks: ['stack:cflinuxfs3', 'stacks=cflinuxfs3'],
  lifecycle_type: ['lifecycle:docker', 'lifecycle_type=docker'],
  label_selector: ['label:"env in (dev,test)"', 'label_selector=env in (dev,test)'],
} as const;

type Said = Readonly<Record<string, readonly [typed: string, asked: string]>>;

async function aServer() {
  const server = await startServer(({ method, path }) => {
    const { pathname, searchParams } = new URL(path, 'http://x');
    const isFirst = !searchParams.has('page');
    const next = isFirst && { next: `${path}&page=2`, total: 3 };
    switch (`${method} ${pathname}`) {
      case 'GET /':
        return json(aRoot(server.origin));
      case 'GET /v3/organizations':
        return json(aPage([anOrganization({ name: 'acme' }), anOrganization({ guid: 'org-2' })]));
      case 'GET /v3/spaces':
        return json(aPage([aSpace({ name: 'dev' }), aSpace({ guid: 'space-2' })]));
      case 'GET /v3/apps':
        return json({
          ...aPage([anApp({ guid: isFirst ? 'app-1' : 'app-2' })], { ...next }),
          included: {
            organizations: [anOrganization({ name: 'acme' })],
            spaces: [aSpace({ name: 'dev' })],
          },
        });
      default:
        return json(aPage([aDroplet({ guid: isFirst ? guid : 'other' })], { ...next }));
    }
  });
  return server;
}

/** What is asked of the list itself when a user types this, and then loads more. */
async function asked(kind: FilterKind, typed: string): Promise<readonly string[]> {
  const server = await aServer();
  const connection = new Connection({
    api: new URL(server.origin),
    store: {
      load: async () => ({ accessToken: 'token', refreshToken: null, expiresAt: null }),
      save: async () => undefined,
    },
    log: aLog(),
  });
  const explorer = new Explorer(() => 2);
  const foundation = explorer.add(aFoundation({ api: server.origin }), connection);
  const parsed = parseFilter(kind, typed);
  assert.ok(parsed.kind === 'filter', typed);
  const results = await explorer.results.find(foundation, parsed.filter);
  await explorer.children(results);
  assert.ok(results.found.count > 0 || typed.startsWith('guid:'), typed);
  await explorer.loadMore(results);
  await connection.close();
  const list = kind === 'allApps' ? '/v3/apps?' : '/v3/droplets?';
  return server.requests
    .map(({ path }) => decodeURIComponent(path.replaceAll('+', ' ')))
    .filter((path) => path.startsWith(list));
}

describe('Every parameter of a list can be said by a user', () => {
  afterEach(closeServers);

  for (const [kind, path, table] of [
    ['allDroplets', '/v3/droplets', { ...droplets, ...newDroplets }],
    ['allApps', '/v3/apps', { ...apps, ...newApps }],
  ] as const) {
    for (const [parameter, [typed, wire]] of Object.entries(table as Said)) {
      it(`GET ${path}, ${parameter}: ${typed} → ${wire}`, async () => {
        const isTyped = /^"?\w+:/.test(typed);
        const requests = await asked(kind, isTyped ? typed : '');
        const [name = ''] = wire.split('=', 1);
        assert.equal(name, parameter);
        assert.ok(
          requests.some((request) => request.split(/[?&]/).includes(wire)),
          requests.join('\n'),
        );
      });
    }
  }

  it('is explained in the README', () => {
    const readme = fs.readFileSync('README.md', 'utf8');
    for (const table of [droplets, newDroplets, apps, newApps]) {
      for (const [parameter, [typed]] of Object.entries(table as Said)) {
        const field = /^"?(\w+):/.exec(typed)?.[1];
        assert.ok(readme.includes(`\`${parameter}\``), parameter);
        assert.ok(field === undefined || readme.includes(`\`${field}:`), typed);
      }
    }
  });
});
