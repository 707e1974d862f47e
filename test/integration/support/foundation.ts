import { Connection } from '../../../src/cloudfoundry/connection.ts';
import { Explorer } from '../../../src/explorer/explorer.ts';
import {
  isListRow,
  type AppRow,
  type DropletRow,
  type FoundationRow,
  type OrganizationRow,
  type Row,
  type SpaceRow,
} from '../../../src/explorer/rows.ts';
import { memoryTokenStore } from '../../../src/foundations/tokenStore.ts';
import type { Identity } from '../../support/authority.ts';
import { aDroplet, anApp, anOrganization, aSpace } from '../../support/builders.ts';
import { aLog } from '../../support/clients.ts';
import { aFoundation } from '../../support/foundations.ts';
import {
  closeServers,
  json,
  startServer,
  unknownRequest,
  type Reply,
  type TestServer,
} from '../../support/hostileServer.ts';
import { aToken } from '../../support/tokens.ts';
import { signInAt } from '../../support/signIn.ts';

/** What every foundation here gives to whoever signs in. */
export const tokensGiven = { access: aToken('access'), refresh: aToken('refresh') } as const;

const connections = new Set<Connection>();

/** What a foundation has, and answers replacing that: `{ 'GET /v3/spaces': reset }`. */
export interface Content {
  readonly organizations?: readonly object[];
  readonly spaces?: readonly object[];
  readonly apps?: readonly object[];
  /** Of `app-1`. */
  readonly droplets?: readonly { readonly guid: string }[];
  readonly replies?: Readonly<Record<string, Reply>>;
}

/** Starts a foundation with one of everything, where the content says nothing else. It can be changed while it runs. */
export async function startFoundation(
  content: Content = {},
  identity?: Identity,
): Promise<{
  readonly server: TestServer;
  readonly change: (content: Content) => void;
}> {
  let now = content;
  const server: TestServer = await startServer(({ method, path }) => {
    const request = `${method} ${path.split('?', 1)[0] ?? ''}`;
    return now.replies?.[request] ?? usualReply(request, now, server.origin);
  }, identity);
  return {
    server,
    change: (changed) => {
      now = changed;
    },
  };
}

function usualReply(request: string, content: Content, origin: string): Reply {
  const { access, refresh } = tokensGiven;
  const droplets = content.droplets ?? [aDroplet()];
  switch (request) {
    case 'GET /':
      return json({
        links: {
          self: { href: origin },
          cloud_controller_v3: { href: `${origin}/v3`, meta: { version: '3.228.0' } },
          login: { href: origin },
        },
      });
    case 'POST /oauth/token':
      return json({ access_token: access, refresh_token: refresh, expires_in: 1200 });
    case 'GET /v3/organizations':
      return page(content.organizations ?? [anOrganization()]);
    case 'GET /v3/spaces':
      return page(content.spaces ?? [aSpace()]);
    case 'GET /v3/apps':
      return page(content.apps ?? [anApp({ current: 'droplet-1' })]);
    case 'GET /v3/apps/app-1':
      return json(anApp({ current: 'droplet-1' }));
    case 'GET /v3/apps/app-1/droplets':
    case 'GET /v3/droplets':
      return page(droplets);
  }
  const droplet = droplets.find(({ guid }) => request === `GET /v3/droplets/${guid}`);
  return droplet ? json(droplet) : unknownRequest;
}

/** A page, and the last one unless there are said to be more. */
export function page(resources: readonly object[], more = 0): Reply {
  return json({
    pagination: {
      total_results: resources.length + more,
      next: more === 0 ? null : { href: '/v3/apps/app-1/droplets?page=2' },
    },
    resources,
  });
}

/** An explorer that shows these foundations, signed in to each. */
export async function anExplorerOf(...servers: readonly TestServer[]): Promise<{
  readonly explorer: Explorer;
  readonly rows: readonly FoundationRow[];
}> {
  const explorer = new Explorer(() => 50);
  const rows = await Promise.all(
    servers.map(async ({ origin }) => {
      const api = new URL(origin);
      const connection = new Connection({ api, store: memoryTokenStore(), log: aLog() });
      connections.add(connection);
      await signInAt(connection, { kind: 'password', username: 'dev', password: 'dev' });
      return explorer.add(aFoundation({ api: api.origin }), connection);
    }),
  );
  return { explorer, rows };
}

/** Ends all connections and foundations: for `afterEach`. */
export async function closeFoundations(): Promise<void> {
  await Promise.all([...connections].map((connection) => connection.close()));
  connections.clear();
  await closeServers();
}

/** The rows that one sees who opens the first of everything, and finds `app-1` there. */
export async function openAll(explorer: Explorer): Promise<{
  readonly organization: OrganizationRow;
  readonly space: SpaceRow;
  readonly app: AppRow;
  readonly droplet: DropletRow;
}> {
  const organization = await firstOf(explorer, explorer.foundations[0], isOrganization);
  const space = await firstOf(explorer, organization, isSpace);
  const app = await firstOf(explorer, space, isApp);
  const droplet = await firstOf(explorer, app, isDroplet);
  return { organization, space, app, droplet };
}

async function firstOf<R extends Row>(
  explorer: Explorer,
  parent: Row | undefined,
  isWanted: (row: Row) => row is R,
): Promise<R> {
  const found = (await explorer.children(parent)).find(isWanted);
  if (!found) throw new Error(`Nothing of that kind below ${parent?.id}.`);
  return found;
}

const isOrganization = (row: Row): row is OrganizationRow => row.kind === 'organization';
const isSpace = (row: Row): row is SpaceRow => row.kind === 'space';
const isApp = (row: Row): row is AppRow => row.kind === 'app';
const isDroplet = (row: Row): row is DropletRow => row.kind === 'droplet';

/** Every row of the tree, opened all the way down. */
export async function everyRow(explorer: Explorer, parent?: Row): Promise<readonly Row[]> {
  const children = await explorer.children(parent);
  const below = await Promise.all(
    children.filter(isListRow).map((child) => everyRow(explorer, child)),
  );
  return [...children, ...below.flat()];
}
