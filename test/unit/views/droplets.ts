import type { JsonObject } from '../../../src/cloudfoundry/json.ts';
import { toDroplet } from '../../../src/cloudfoundry/generations/droplet.ts';
import type { Lifecycle } from '../../../src/explorer/lifecycle.ts';
import type { Missing, Part } from '../../../src/explorer/part.ts';
import { shownView } from '../../../src/views/panels/dropletView.ts';
import { language } from '../../support/language.ts';

export const around = {
  app: 'web',
  place: 'acme / dev',
  foundation: 'api.example.org',
};
const status = { isRefreshing: false, notice: null, canAssign: true, prospect: null };
const nothing = new Set<string>();

const notRecorded: Missing = { kind: 'missing', reason: 'notRecorded', message: '' };
export const noEndpoint: Missing = {
  kind: 'missing',
  reason: 'noEndpoint',
  message: 'Unknown request',
};

export function missing(reason: Missing['reason']): Missing {
  return { kind: 'missing', reason, message: '' };
}

export function known<T>(value: T): Part<T> {
  return { kind: 'known', value };
}

export function aLifecycle(raw: JsonObject, parts: Partial<Lifecycle> = {}): Lifecycle {
  return {
    droplet: toDroplet(raw),
    partial: null,
    current: known({ kind: 'none' }),
    currentDroplet: notRecorded,
    processes: notRecorded,
    package: notRecorded,
    build: notRecorded,
    assignments: notRecorded,
    deployments: notRecorded,
    allDeployments: notRecorded,
    revisions: notRecorded,
    ...parts,
  };
}

export function view(raw: JsonObject, parts: Partial<Lifecycle> = {}, revealed = nothing) {
  return shownView(around, aLifecycle(raw, parts), revealed, status, language);
}

export const of2015: JsonObject = {
  guid: 'guid-1821f133',
  state: 'STAGED',
  hash: { type: 'sha1', value: 'my-hash' },
  buildpack: 'https://github.com/cloudfoundry/my-buildpack.git',
  error: null,
  procfile: 'web: bundle exec rackup',
  environment_variables: { yuu: 'huuu' },
  created_at: '1970-01-01T00:00:01Z',
  updated_at: null,
  links: {
    self: { href: '/v3/droplets/guid-1821f133' },
    package: { href: '/v3/packages/guid-46ecf573' },
    app: { href: '/v3/apps/guid-995ee15c' },
    assign_current_droplet: { href: '/v3/apps/guid-995ee15c/current_droplet', method: 'PUT' },
    buildpack: { href: '/v2/buildpacks/a4c8e973' },
  },
};

export const of2016: JsonObject = {
  guid: 'guid-3270f557',
  state: 'STAGED',
  error: 'example error',
  lifecycle: { type: 'buildpack', data: { buildpack: 'name-1935', stack: 'name-1936' } },
  memory_limit: 123,
  disk_limit: null,
  result: {
    execution_metadata: 'metadata',
    process_types: { web: 'start me' },
    hash: { type: 'sha1', value: 'my-hash' },
    buildpack: 'http://buildpack.git.url.com',
    stack: null,
  },
  environment_variables: { cloud: 'foundry' },
  created_at: '2016-03-14T22:30:42Z',
  updated_at: '2016-03-14T22:31:54Z',
  links: {
    self: { href: '/v3/droplets/guid-3270f557' },
    package: { href: '/v3/packages/guid-7a9cd95f' },
  },
};

export const modern: JsonObject = {
  guid: '585bc3c1',
  state: 'STAGED',
  error: null,
  lifecycle: { type: 'cnb', data: { credentials: { 'reg.example.org': { token: 'abc' } } } },
  execution_metadata: 'metadata',
  process_types: { web: 'start me', rake: 'bundle exec rake' },
  checksum: { type: 'sha256', value: 'e3b0c442' },
  buildpacks: [
    {
      name: 'ruby_buildpack',
      detect_output: 'ruby 1.6.14',
      version: '1.1.1',
      buildpack_name: 'ruby',
    },
  ],
  stack: 'cflinuxfs4',
  image: null,
  metadata: { labels: { env: 'prod' }, annotations: { note: '</script><img onerror=x>' } },
  created_at: '2016-03-14T22:30:42Z',
  updated_at: '2016-03-14T22:31:54Z',
  relationships: { app: { data: { guid: '7b34f1cf' } } },
  links: {
    self: { href: 'https://api.example.org/v3/droplets/585bc3c1' },
    package: { href: 'https://api.example.org/v3/packages/8222f76a' },
  },
};
