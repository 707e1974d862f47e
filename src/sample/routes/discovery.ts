import type { JsonObject } from '../../cloudfoundry/json.ts';
import { unknownRequest } from '../http/apiError.ts';
import { ok, type Answer } from '../http/answer.ts';
import type { OpenCall } from '../http/call.ts';
import { open, type Route } from '../http/router.ts';
import { link } from '../present/common.ts';
import type { Generation } from '../options.ts';
import type { State } from '../state.ts';

const sshAddress = 'ssh.example.org:2222';
const v2Versions: Readonly<Record<Generation, string>> = {
  '2015-04': '2.25.0',
  '2015': '2.36.0',
  '2016': '2.51.0',
  modern: '2.293.0',
};

/** How a client finds out what this foundation is. */
export const discoveryRoutes: readonly Route[] = [
  open('GET', '/', root),
  open('GET', '/v3', v3Root),
  open('GET', '/v3/info', info),
  open('GET', '/v2/info', v2Info),
];

/** There was no root before the autumn of 2016. */
export const earlyDiscoveryRoutes: readonly Route[] = [open('GET', '/v2/info', v2Info)];

function root({ login, origin, state }: OpenCall): Answer {
  const { version, isKorifi } = state;
  if (isKorifi) return ok(korifiRoot(origin, state.hasKorifiUaa ? login : null));
  return ok({
    links: {
      self: link(origin),
      cloud_controller_v3: { href: `${origin}/v3`, meta: { version: version.text } },
      network_policy_v0: link(`${origin}/networking/v0/external`),
      network_policy_v1: link(`${origin}/networking/v1/external`),
      ...(version.since(80) && { login: link(login) }),
      // 3.0.0-alpha.6 brought it. Before, `/v2/info` alone tells where to sign in.
      ...(version.sinceAlpha(6) && { uaa: link(login) }),
      credhub: link(origin),
      routing: link(`${origin}/routing`),
      logging: link(origin.replace(/^http/, 'ws')),
      ...(version.since(80) && { log_cache: link(origin) }),
      ...(version.since(69) && { log_stream: link(origin) }),
      app_ssh: {
        href: sshAddress,
        meta: { host_key_fingerprint: 'x', oauth_client: 'ssh-proxy' },
      },
      cloud_controller_v2: { href: `${origin}/v2`, meta: { version: v2Versions.modern } },
    },
  });
}

/** @see Korifi's `api/presenter/root.go`: without a UAA it names itself as its login server. */
function korifiRoot(origin: string, uaa: string | null): JsonObject {
  return {
    links: {
      self: link(origin),
      bits_service: null,
      cloud_controller_v2: null,
      cloud_controller_v3: { href: `${origin}/v3`, meta: { version: '3.117.0+cf-k8s' } },
      network_policy_v0: null,
      network_policy_v1: null,
      login: link(uaa ?? origin),
      uaa: uaa === null ? null : link(uaa),
      credhub: null,
      routing: null,
      logging: null,
      log_cache: link(origin),
      log_stream: null,
      app_ssh: null,
    },
    // It says so by how one signs in; the version tells what it is.
    cf_on_k8s: uaa === null,
  };
}

const collections = [
  'apps',
  'audit_events',
  'builds',
  'deployments',
  'droplets',
  'feature_flags',
  'info',
  'organizations',
  'packages',
  'processes',
  'spaces',
] as const;

const collectionsSince: Readonly<Record<string, number>> = {
  audit_events: 78,
  deployments: 57,
  info: 80,
};

function v3Root({ origin, state }: OpenCall): Answer {
  const names = state.isKorifi
    ? []
    : collections.filter((name) => state.version.since(collectionsSince[name] ?? 0));
  return ok({
    links: {
      self: link(`${origin}/v3`),
      ...Object.fromEntries(names.map((name) => [name, link(`${origin}/v3/${name}`)])),
    },
  });
}

function info({ origin, state }: OpenCall): Answer {
  if (!state.version.since(80)) throw unknownRequest();
  return ok({
    build: 'sample',
    cli_version: { minimum: '', recommended: '' },
    custom: {},
    description: 'Sample foundation',
    name: 'sample',
    version: 0,
    osbapi_version: '2.15',
    ...(state.version.since(201) && {
      rate_limits: rateLimits(state),
    }),
    links: { self: link(`${origin}/v3/info`), support: link('') },
  });
}

function rateLimits({ rateLimit }: State): JsonObject {
  const { requests, resetSeconds } = rateLimit ?? { requests: 2000, resetSeconds: 3600 };
  return {
    enabled: rateLimit !== null,
    general_limit: requests,
    reset_interval_in_minutes: Math.ceil(resetSeconds / 60),
  };
}

function v2Info({ login, origin, state }: OpenCall): Answer {
  if (state.isKorifi) throw unknownRequest();
  const isEarly = state.generation !== 'modern';
  return ok({
    name: 'sample',
    build: 'sample',
    support: '',
    version: 0,
    description: 'Sample foundation',
    authorization_endpoint: login,
    token_endpoint: login,
    min_cli_version: null,
    min_recommended_cli_version: null,
    app_ssh_endpoint: sshAddress,
    app_ssh_host_key_fingerprint: 'x',
    app_ssh_oauth_client: 'ssh-proxy',
    doppler_logging_endpoint: origin.replace(/^http/, 'ws'),
    api_version: v2Versions[state.generation],
    ...(!isEarly && { osbapi_version: '2.15', routing_endpoint: `${origin}/routing` }),
  });
}
