import type {
  App,
  DataSet,
  Droplet,
  History,
  Organization,
  Process,
  Revision,
  Space,
} from '../model.ts';
import { guidOf } from './guid.ts';
import type { Era } from './recipe.ts';

const none = { labels: {}, annotations: {} };
const lifecycle = {
  type: 'buildpack',
  buildpacks: [],
  stack: 'cflinuxfs4',
  hasCredentials: false,
} as const;

/** The small foundation that a real Cloud Controller was asked about: droplets were uploaded, nothing was staged. */
export function observedDataSet({ start }: Era): DataSet {
  const born = start - 600_000;
  const organization: Organization = {
    guid: guidOf('observed', 'acme'),
    createdAt: born,
    updatedAt: born,
    metadata: none,
    name: 'acme',
    quotaGuid: guidOf('quota', 'default'),
  };
  const [prod, dev] = [spaceOf(organization, 'prod', born), spaceOf(organization, 'dev', born)];
  const apps = [appOf(prod, 'web1', born + 10_000), appOf(prod, 'web2', born + 11_000)];
  return {
    organizations: [organization],
    spaces: [prod, dev],
    apps,
    appOfDroplet: (guid) =>
      apps.find((app) => dropletNumbers.some((n) => dropletGuid(app, n) === guid)),
    historyOf,
    crashing: [],
    hasLogCache: false,
  };
}

function spaceOf(organization: Organization, name: string, createdAt: number): Space {
  const guid = guidOf('observed', name);
  return { guid, createdAt, updatedAt: createdAt, metadata: none, name, organization };
}

function appOf(space: Space, name: string, createdAt: number): App {
  return {
    guid: guidOf('observed', name),
    createdAt,
    updatedAt: createdAt,
    metadata: none,
    name,
    space,
    state: 'STARTED',
    lifecycle,
    environment: null,
    currentDropletGuid: guidOf('observed', name, 3),
  };
}

function historyOf(app: App): History {
  const revision: Revision = {
    guid: guidOf('observed', app.name, 'revision'),
    createdAt: app.createdAt + 30_000,
    updatedAt: app.createdAt + 30_000,
    metadata: none,
    app,
    version: 1,
    dropletGuid: dropletGuid(app, 3),
    processTypes: ['web', 'worker'],
    description: 'Initial revision.',
  };
  return {
    droplets: dropletNumbers.map((n) => dropletOf(app, n)),
    packages: [],
    builds: [],
    processes: ['web', 'worker'].map((type) => processOf(app, type, revision)),
    revisions: [revision],
    deployments: [],
    events: [],
  };
}

const dropletNumbers = [1, 2, 3];

function dropletGuid({ name }: App, n: number): string {
  return guidOf('observed', name, n);
}

function dropletOf(app: App, n: number): Droplet {
  const createdAt = app.createdAt + n * 2000;
  return {
    guid: dropletGuid(app, n),
    createdAt,
    updatedAt: createdAt,
    metadata: none,
    app,
    packageGuid: null,
    state: 'STAGED',
    error: null,
    lifecycle,
    hasBits: true,
    buildpacks: [],
    stack: null,
    image: null,
    executionMetadata: '',
    processTypes: { web: `bin/web v${n}`, worker: 'bin/worker' },
  };
}

function processOf(app: App, type: string, revision: Revision): Process {
  return {
    guid: type === 'web' ? app.guid : guidOf('observed', app.name, type),
    createdAt: revision.createdAt,
    updatedAt: revision.createdAt,
    metadata: none,
    app,
    type,
    command: null,
    version: guidOf('observed', app.name, type, 'version'),
    revisionGuid: revision.guid,
    dropletGuid: revision.dropletGuid,
    starts: type === 'web' ? [revision.createdAt] : [],
  };
}
