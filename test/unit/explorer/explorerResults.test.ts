import assert from 'node:assert/strict';
import { Connection } from '../../../src/cloudfoundry/connection.ts';
import { Explorer } from '../../../src/explorer/explorer.ts';
import type { FilterKind } from '../../../src/explorer/filter.ts';
import { parseFilter } from '../../../src/explorer/filterQuery.ts';
import {
  isStale,
  type AppRow,
  type DropletRow,
  type FoundationRow,
  type Row,
} from '../../../src/explorer/rows.ts';
import { aDroplet, anApp, anOrganization, aPage, aRoot, aSpace } from '../../support/builders.ts';
import { aLog } from '../../support/clients.ts';
import { aFoundation } from '../../support/foundations.ts';
import { apiError, closeServers, json, startServer } from '../../support/hostileServer.ts';

const organizations = [
  anOrganization({ guid: 'org-1', name: 'acme' }),
  anOrganization({ guid: 'org-2', name: 'initech' }),
];
const usualSpaces = [
  aSpace({ guid: 'space-1', name: 'dev' }),
  aSpace({
    guid: 'space-2',
    name: 'prod',
    relationships: { organization: { data: { guid: 'org-2' } } },
  }),
];
const inSpace = (guid: string, space: string) =>
  anApp({
    guid,
    name: `name-of-${guid}`,
    relationships: {
      space: { data: { guid: space } },
      current_droplet: { data: { guid: 'droplet-1' } },
    },
  });
const dropletOf = (guid: string, app: string) =>
  aDroplet({ guid, relationships: { app: { data: { guid: app } } } });

function names(rows: readonly Row[]): readonly string[] {
  return rows.map((row) =>
    row.kind === 'app' ? row.app.name : row.kind === 'droplet' ? row.droplet.guid : row.kind,
  );
}

describe('The results of a search', () => {
  let explorer: Explorer;
  let foundation: FoundationRow;
  let connection: Connection;
  let asked: string[];
  let fired: (Row | undefined)[];
  let apps = [inSpace('a', 'space-1'), inSpace('b', 'space-2')];
  let droplets = [dropletOf('droplet-1', 'a'), dropletOf('droplet-2', 'b')];
  let spaces = usualSpaces;
  let isFailing = false;

  beforeEach(async () => {
    spaces = usualSpaces;
    apps = [inSpace('a', 'space-1'), inSpace('b', 'space-2')];
    droplets = [dropletOf('droplet-1', 'a'), dropletOf('droplet-2', 'b')];
    isFailing = false;
    asked = [];
    const server = await startServer(({ path }) => {
      const { pathname, searchParams } = new URL(path, 'http://x');
      if (pathname === '/') return json(aRoot(server.origin));
      asked.push(decodeURIComponent(path));
      if (isFailing) return apiError(403, 10003, 'CF-NotAuthorized', 'no');
      const guids = searchParams.get('guids')?.split(',');
      switch (pathname) {
        case '/v3/organizations':
          return json(aPage(organizations));
        case '/v3/spaces':
          return json(aPage(spaces));
        case '/v3/apps':
          return json({
            ...aPage(apps.filter(({ guid }) => guids?.includes(guid) ?? true)),
            included: { organizations, spaces },
          });
        case '/v3/droplets': {
          const size = Number(searchParams.get('per_page'));
          const page = Number(searchParams.get('page') ?? 1);
          const rest = droplets.slice((page - 1) * size);
          const next = rest.length > size && {
            next: `${pathname}?per_page=${size}&page=${page + 1}`,
          };
          return json(aPage(rest.slice(0, size), { ...next, total: droplets.length }));
        }
        default:
          return json(aPage(droplets.slice(0, 1)));
      }
    });
    connection = new Connection({
      api: new URL(server.origin),
      store: {
        load: async () => ({ accessToken: 'token', refreshToken: null, expiresAt: null }),
        save: async () => undefined,
      },
      log: aLog(),
    });
    explorer = new Explorer(() => 50);
    foundation = explorer.add(aFoundation({ api: server.origin }), connection);
    fired = [];
    explorer.onDidChange((row) => fired.push(row));
  });

  afterEach(async () => {
    await connection.close();
    await closeServers();
  });

  const find = async (kind: FilterKind, text: string) => {
    const parsed = parseFilter(kind, text);
    assert.ok(parsed.kind === 'filter');
    return explorer.results.find(foundation, parsed.filter);
  };
  it('stand at the top of the tree, the latest first', async () => {
    const first = await find('allApps', '');
    const second = await find('allDroplets', '');
    const kinds = (await explorer.children(undefined)).map(({ kind }) => kind);
    assert.deepEqual(kinds, ['results', 'results', 'organization', 'organization']);
    assert.deepEqual((await explorer.children(undefined)).slice(0, 2), [second, first]);
    const other = explorer.add({ ...foundation.foundation, id: 'other' }, connection);
    assert.deepEqual(await explorer.children(undefined), [second, first, foundation, other]);
  });

  it('are apps with their places, which are above them in the tree', async () => {
    const results = await find('allApps', '');
    const rows = await explorer.children(results);
    assert.deepEqual(names(rows), ['name-of-a', 'name-of-b']);
    const [app] = rows as readonly AppRow[];
    assert.ok(app);
    assert.equal(app.parent.space.name, 'dev');
    assert.equal(app.parent.parent.organization.name, 'acme');
    assert.equal(explorer.parent(app), results);
    assert.equal(explorer.parent(results), undefined);
    const [droplet] = await explorer.children(app);
    assert.ok(droplet);
    assert.equal(explorer.parent(droplet), app);
  });

  it('have other ids than the same rows in their places', async () => {
    const [organization] = await explorer.children(undefined);
    const [space] = await explorer.children(organization);
    const [inTree] = await explorer.children(space);
    const [app] = await explorer.children(await find('allApps', ''));
    const [again] = await explorer.children(await find('allApps', ''));
    assert.equal(new Set([inTree?.id, app?.id, again?.id]).size, 3);
  });

  it('are droplets with their apps, which are asked for once', async () => {
    const results = await find('allDroplets', '');
    const rows = (await explorer.children(results)) as readonly DropletRow[];
    assert.deepEqual(
      rows.map(({ droplet, parent }) => [droplet.guid, parent.app.name]),
      [
        ['droplet-1', 'name-of-a'],
        ['droplet-2', 'name-of-b'],
      ],
    );
    assert.deepEqual(asked, [
      '/v3/droplets?per_page=50&order_by=-created_at',
      '/v3/apps?per_page=150&guids=a,b&include=space.organization',
    ]);
    await explorer.refresh(results);
    assert.equal(asked.length, 3);
  });

  it('leave out what is in a space that the user can’t see', async () => {
    apps = [inSpace('a', 'space-1'), inSpace('b', 'space-9')];
    assert.deepEqual(names(await explorer.children(await find('allApps', ''))), ['name-of-a']);
    assert.deepEqual(names(await explorer.children(await find('allDroplets', ''))), ['droplet-1']);
    apps = [];
    assert.deepEqual(names(await explorer.children(await find('allApps', ''))), ['empty']);
  });

  it('need no list if there is no place with that name', async () => {
    assert.deepEqual(names(await explorer.children(await find('allApps', 'org:nobody'))), [
      'empty',
    ]);
    assert.deepEqual(names(await explorer.children(await find('allDroplets', 'space:x'))), [
      'empty',
    ]);
    assert.deepEqual(
      asked.map((path) => path.split('?')[0]),
      ['/v3/organizations', '/v3/spaces'],
    );
  });

  // A request line must stay under 8 kB (nginx's `large_client_header_buffers`): some 200 guids.
  it('are looked for here if more places or apps have the name than fit into a request', async () => {
    spaces = Array.from({ length: 300 }, (_, n) => aSpace({ guid: `space-${n}`, name: 'dev' }));
    apps = [inSpace('a', 'space-1'), inSpace('b', 'space-2')];
    spaces[2] = aSpace({ guid: 'space-2', name: 'prod' });
    assert.deepEqual(names(await explorer.children(await find('allApps', 'space:dev'))), [
      'name-of-a',
    ]);
    assert.deepEqual(names(await explorer.children(await find('allDroplets', 'space:dev'))), [
      'droplet-1',
    ]);
    assert.ok(asked.every((path) => path.length < 8000));
  });

  it('keep as many rows after a refresh, though most droplets are in other places', async () => {
    droplets = Array.from({ length: 6000 }, (_, n) =>
      dropletOf(`droplet-${n}`, n % 100 === 0 ? 'a' : 'b'),
    );
    const results = await find('allDroplets', '!org:initech');
    await explorer.children(results);
    await explorer.loadMore(results);
    const before = results.found.count;
    assert.ok(before >= 50, String(before));
    await explorer.refresh(results);
    assert.ok(results.found.count >= before, `${before} → ${results.found.count}`);
  });

  it('request nothing any longer once they are removed', async () => {
    const results = await find('allApps', '');
    const loading = explorer.children(results);
    explorer.results.remove(results);
    await loading;
    const count = asked.length;
    await explorer.children(results);
    await explorer.loadMore(results);
    assert.equal(asked.length, count);
  });

  it('are matched here as far as the API can’t be asked', async () => {
    assert.deepEqual(names(await explorer.children(await find('allApps', '!org:ACME'))), [
      'name-of-b',
    ]);
    assert.deepEqual(names(await explorer.children(await find('allDroplets', '!space:prod'))), [
      'droplet-1',
    ]);
    assert.deepEqual(names(await explorer.children(await find('allApps', 'of-a'))), ['name-of-a']);
  });

  it('can be searched for something else, renamed and removed', async () => {
    const results = await find('allApps', 'of-a');
    await explorer.children(results);
    const parsed = parseFilter('allApps', 'of-b');
    assert.ok(parsed.kind === 'filter');
    await explorer.results.findElse(results, parsed.filter);
    assert.deepEqual(names(await explorer.children(results)), ['name-of-b']);
    explorer.results.rename(results, 'mine');
    assert.equal(results.name, 'mine');
    assert.equal(fired.at(-1), results);
    explorer.results.remove(results);
    assert.deepEqual(explorer.results.rows, []);
    assert.equal(fired.at(-1), undefined);
  });

  it('show what becomes known about an app in its place, and the other way around', async () => {
    const [organization] = await explorer.children(undefined);
    const [space] = await explorer.children(organization);
    const inTree = (await explorer.children(space)).at(0);
    const found = (await explorer.children(await find('allApps', ''))).at(0);
    const [droplet] = await explorer.children(await find('allDroplets', ''));
    assert.ok(inTree?.kind === 'app' && found?.kind === 'app');
    for (const given of [inTree, found]) {
      fired = [];
      const current = { kind: 'assigned', guid: `from-${given.id}` } as const;
      explorer.update(given, { current });
      assert.deepEqual([inTree.current, found.current], [current, current]);
      assert.ok([inTree, found, droplet].every((row) => fired.includes(row)));
    }
  });

  it('say why they could not be loaded, keep their rows, and can be tried again', async () => {
    isFailing = true;
    const results = await find('allApps', '');
    assert.deepEqual(names(await explorer.children(results)), ['problem']);
    isFailing = false;
    await explorer.retry(results);
    const rows = await explorer.children(results);
    assert.deepEqual(names(rows), ['name-of-a', 'name-of-b']);
    isFailing = true;
    await explorer.refresh(results);
    assert.deepEqual(names(await explorer.children(results)), [
      'problem',
      'name-of-a',
      'name-of-b',
    ]);
    assert.ok(rows[0] && isStale(rows[0]));
  });

  it('are refreshed with the tree while they are expanded', async () => {
    const results = await find('allApps', '');
    await explorer.children(results);
    asked.length = 0;
    await explorer.refresh();
    assert.ok(asked.some((path) => path.startsWith('/v3/apps')));
    explorer.setExpanded(results, false);
    asked.length = 0;
    await explorer.refresh();
    assert.ok(!asked.some((path) => path.startsWith('/v3/apps')));
  });

  it('go with their foundation, and when its user signs out', async () => {
    await find('allApps', '');
    explorer.forget(foundation);
    assert.deepEqual(explorer.results.rows, []);
    await find('allApps', '');
    explorer.remove(foundation);
    assert.deepEqual(explorer.results.rows, []);
  });
});
