import assert from 'node:assert/strict';
import type { AssignmentPlan } from '../../src/changes/plan.ts';
import { planAssignment } from '../../src/changes/planning.ts';
import type { Place } from '../../src/cloudfoundry/place.ts';
import type { Discovery } from '../../src/cloudfoundry/discovery.ts';
import { toDroplet } from '../../src/cloudfoundry/generations/droplet.ts';
import type { JsonObject } from '../../src/cloudfoundry/json.ts';
import { toApp } from '../../src/cloudfoundry/resources/app.ts';
import { toOrganization } from '../../src/cloudfoundry/resources/organization.ts';
import { toSpace } from '../../src/cloudfoundry/resources/space.ts';
import {
  aDroplet,
  aDropletOf2015,
  aDropletOf2016,
  anApp,
  anAppOf2015,
  anAppOf2016,
  anOrganization,
  aSpace,
} from './builders.ts';
import { aClient } from './clients.ts';
import {
  apiError,
  json,
  startServer,
  unknownRequest,
  type Received,
  type Reply,
} from './hostileServer.ts';

/** How an app with two droplets looks in one generation of the API, and how a droplet is assigned there. */
interface Generation {
  readonly method: 'PUT' | 'PATCH';
  readonly path: string;
  readonly body: object;
  readonly discovery: Partial<Discovery>;
  app(current: string | null): JsonObject;
  droplet(guid: string): JsonObject;
}

const before2017: Partial<Discovery> = { era: 'info', version: '2.48.0' };

/** The three shapes of the assignment: its method, its address, its body. */
export const generations: Readonly<Record<'2015' | '2016' | 'modern', Generation>> = {
  2015: {
    method: 'PUT',
    path: '/v3/apps/app-1/current_droplet',
    body: { droplet_guid: 'droplet-2' },
    discovery: before2017,
    app: (current) => anAppOf2015({ current }),
    droplet: (guid) => aDropletOf2015({ guid }),
  },
  2016: {
    method: 'PUT',
    path: '/v3/apps/app-1/droplets/current',
    body: { droplet_guid: 'droplet-2' },
    discovery: before2017,
    app: () => anAppOf2016(),
    droplet: (guid) => aDropletOf2016({ guid }),
  },
  modern: {
    method: 'PATCH',
    path: '/v3/apps/app-1/relationships/current_droplet',
    body: { data: { guid: 'droplet-2' } },
    discovery: {},
    app: (current) => anApp({ current }),
    droplet: (guid) => aDroplet({ guid }),
  },
};

interface Behavior {
  /** What becomes of the n-th write, counted from 1; `carryOut` makes the droplet current. */
  readonly onWrite?: (carryOut: () => void, count: number) => Reply;
  /** What reads are answered after the first write, instead of the truth. */
  readonly readsAfterWrite?: Reply;
  /** What this address is answered, at any time, instead of the truth. */
  readonly instead?: Record<string, Reply>;
}

/** An app whose current droplet is droplet-1, and a client that is about to assign droplet-2. */
export async function anAssignableApp(
  generation: Generation,
  { onWrite, readsAfterWrite, instead = {} }: Behavior = {},
) {
  let current = 'droplet-1';
  let count = 0;
  const carryOut = (): void => {
    current = 'droplet-2';
  };
  const server = await startServer(({ method, path }: Received): Reply => {
    if (method !== 'GET') {
      count += 1;
      if (onWrite) return onWrite(carryOut, count);
      carryOut();
      return json({ data: { guid: current } });
    }
    if (count > 0 && readsAfterWrite) return readsAfterWrite;
    const other = instead[path];
    if (other) return other;
    if (path === '/v3/apps/app-1') return json(generation.app(current));
    if (path === '/v3/apps/app-1/droplets/current') return json(generation.droplet(current));
    const [, guid] = /^\/v3\/droplets\/(droplet-[12])$/.exec(path) ?? [];
    return guid === undefined ? unknownRequest : json(generation.droplet(guid));
  });
  return {
    server,
    client: aClient(server.origin, {
      discovery: generation.discovery,
      limits: { idleTimeout: 200, totalTimeout: 2000 },
    }),
    app: toApp(generation.app(current)),
    candidate: toDroplet(generation.droplet('droplet-2')),
    instead,
    /** Somebody else assigns another droplet. */
    setCurrent: (guid: string) => {
      current = guid;
    },
    writes: () => server.requests.filter(({ method }) => method !== 'GET'),
  };
}

/** The plan to assign droplet-2, which must be possible. */
export async function planOf({
  client,
  app,
  candidate,
}: Awaited<ReturnType<typeof anAssignableApp>>): Promise<AssignmentPlan> {
  const planned = await planAssignment(client, app, candidate, null);
  return planned.kind === 'plan' ? planned.plan : assert.fail(JSON.stringify(planned));
}

/** Where the app is. */
export const somePlace: Place = {
  organization: toOrganization(anOrganization()),
  space: toSpace(aSpace()),
};

export const dropletNotFound = apiError(404, 10010, 'CF-ResourceNotFound', 'Droplet not found');
