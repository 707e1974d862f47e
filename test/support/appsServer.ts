import { anApp, anOrganization, aPage, aSpace } from './builders.ts';
import { apiError, json, startServer, type Reply, type TestServer } from './hostileServer.ts';

/** An app that the server lists. */
export interface ListedApp {
  readonly guid: string;
  readonly name: string;
  readonly updated: string;
}

export interface AppsServer {
  readonly server: TestServer;
  /** What it lists; may be changed. */
  apps: readonly ListedApp[];
  /** How many apps a page has, whatever is asked for. */
  pageSize: number;
  /** Answers instead, as long as it is set. */
  instead: ((path: string) => Reply | null) | null;
  /** The requests for apps so far, decoded. */
  asked(): readonly string[];
}

/**
 * A server that lists apps as a Cloud Controller 3.228 does (observed): `names` without regard to case, `updated_ats[gt]`
 * exclusive, places included.
 */
export async function startAppsServer(apps: readonly ListedApp[]): Promise<AppsServer> {
  const server = await startServer(({ path }) => {
    const { pathname, searchParams } = new URL(path, 'http://x');
    const other = started.instead?.(path);
    if (other) return other;
    const [, kind, guid] = /^\/v3\/(\w+)\/([^/]+)$/.exec(pathname) ?? [];
    if (kind === 'spaces' && guid === 'space-1') return json(aSpace({ name: 'dev' }));
    if (kind === 'organizations' && guid === 'org-1') return json(anOrganization({ name: 'acme' }));
    if (pathname !== '/v3/apps') {
      return apiError(404, 10010, 'CF-ResourceNotFound', 'Not found');
    }
    const found = started.apps.filter((app) => isAskedFor(app, searchParams));
    const size = Math.min(Number(searchParams.get('per_page')), started.pageSize);
    const page = Number(searchParams.get('page') ?? 1);
    searchParams.set('page', String(page + 1));
    return json({
      ...aPage(
        found
          .slice((page - 1) * size, page * size)
          .map(({ guid: its, name, updated }) => anApp({ guid: its, name, updated_at: updated })),
        {
          total: found.length,
          ...(page * size < found.length && { next: `/v3/apps?${searchParams.toString()}` }),
        },
      ),
      included: {
        organizations: [anOrganization({ name: 'acme' })],
        spaces: [aSpace({ name: 'dev' })],
      },
    });
  });
  const started: AppsServer = {
    server,
    apps,
    pageSize: 5000,
    instead: null,
    asked: () =>
      server.requests
        .map(({ path }) => decodeURIComponent(path))
        .filter((path) => path.startsWith('/v3/apps?')),
  };
  return started;
}

function isAskedFor({ guid, name, updated }: ListedApp, query: URLSearchParams): boolean {
  const names = query.get('names')?.toLowerCase().split(',');
  const guids = query.get('guids')?.split(',');
  const after = query.get('updated_ats[gt]');
  return (
    (!names || names.includes(name.toLowerCase())) &&
    (!guids || guids.includes(guid)) &&
    (after === null || updated > after)
  );
}
