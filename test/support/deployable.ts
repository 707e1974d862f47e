import type { Discovery } from '../../src/cloudfoundry/discovery.ts';
import { toApp } from '../../src/cloudfoundry/resources/app.ts';
import { toDeployment } from '../../src/cloudfoundry/resources/deployment.ts';
import { aDeployment, anApp, aPage } from './builders.ts';
import { aClient } from './clients.ts';
import {
  apiError,
  json,
  startServer,
  unknownRequest,
  type Received,
  type Reply,
} from './hostileServer.ts';

const notFound = apiError(404, 10010, 'CF-ResourceNotFound', 'Deployment not found');

type DeploymentJson = ReturnType<typeof aDeployment>;

/** What the API says of an app that is deployed; a test changes it as it goes. */
export interface Deployable {
  deployments: readonly DeploymentJson[];
  /** Processes by guid: type, and state and details of their instances. */
  processes: Readonly<Record<string, readonly string[]>>;
  /** Why instances in the state CRASHED do not run. */
  details: string | null;
  /** What is answered instead, by path without query. */
  instead: Record<string, Reply>;
  /** What becomes of the n-th write, counted from 1. */
  onWrite: (request: Received, count: number) => Reply;
}

/** An app with two instances of droplet-1, and a client that is about to deploy droplet-2. */
export async function aDeployableApp(
  given: Partial<Deployable> = {},
  discovery: Partial<Discovery> = {},
) {
  const state: Deployable = {
    deployments: [],
    processes: { 'process-1': ['RUNNING', 'RUNNING'] },
    details: null,
    instead: {},
    onWrite: () => json({}),
    ...given,
  };
  let count = 0;
  const read = (path: string, query: string): Reply => {
    const other = state.instead[path];
    if (other) return other;
    if (path === '/v3/deployments') return json(aPage(listed(state, query)));
    if (path === '/v3/apps/app-1/processes') return json(aPage(processesOf(state)));
    const [, kind, guid] = /^\/v3\/(deployments|processes)\/([^/]+)/.exec(path) ?? [];
    if (kind === 'deployments') {
      const found = state.deployments.find((one) => one.guid === guid);
      return found ? json(found) : notFound;
    }
    return kind === 'processes' ? json({ resources: statsOf(state, guid ?? '') }) : unknownRequest;
  };
  const server = await startServer((request): Reply => {
    const [path = '', query = ''] = request.path.split('?');
    if (request.method === 'GET') return read(path, query);
    count += 1;
    return state.onWrite(request, count);
  });
  const links = { processes: { href: '/v3/apps/app-1/processes' } };
  return {
    state,
    server,
    client: aClient(server.origin, {
      discovery,
      limits: { idleTimeout: 200, totalTimeout: 2000 },
    }),
    app: toApp(anApp({ current: 'droplet-1', links: { ...anApp().links, ...links } })),
    writes: () => server.requests.filter(({ method }) => method !== 'GET'),
    /** The deployment that is there, as the client reads it. */
    deployment: () => toDeployment(state.deployments[0] ?? aDeployment()),
  };
}

function listed({ deployments }: Deployable, query: string): readonly DeploymentJson[] {
  const isActive = query.includes('status_values=ACTIVE');
  return deployments.filter(({ status }) => !isActive || status.value === 'ACTIVE');
}

function processesOf({ processes }: Deployable): readonly object[] {
  return Object.entries(processes).map(([guid, states]) => ({
    guid,
    type: 'web',
    instances: states.length,
    links: { stats: { href: `/v3/processes/${guid}/stats` } },
  }));
}

function statsOf({ details, processes }: Deployable, guid: string): readonly object[] {
  return (processes[guid] ?? []).map((state, index) => ({
    type: 'web',
    index,
    instance_guid: `${guid}-${index}`,
    state,
    uptime: 1,
    details: state === 'CRASHED' ? details : null,
  }));
}
