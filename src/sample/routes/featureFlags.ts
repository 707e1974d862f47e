import { notFound } from '../http/apiError.ts';
import { ok } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import type { Collection } from '../http/collection.ts';
import { answerPage } from '../http/page.ts';
import { signedIn, type Route } from '../http/router.ts';
import type { JsonObject } from '../../cloudfoundry/json.ts';
import type { Entity } from '../model.ts';
import { link } from '../present/common.ts';

const disabled = new Set([
  'diego_cnb',
  'diego_docker',
  'hide_marketplace_from_unauthenticated_users',
  'route_sharing',
  'service_instance_sharing',
  'user_org_creation',
]);

/** By name, as the API sorts them. None was ever changed. */
const flags: readonly Entity[] = [
  'app_bits_upload',
  'app_scaling',
  'diego_cnb',
  'diego_docker',
  'env_var_visibility',
  'hide_marketplace_from_unauthenticated_users',
  'private_domain_creation',
  'resource_matching',
  'route_creation',
  'route_sharing',
  'service_instance_creation',
  'service_instance_sharing',
  'set_roles_by_username',
  'space_developer_env_var_visibility',
  'space_scoped_private_broker_creation',
  'task_creation',
  'unset_roles_by_username',
  'user_org_creation',
].map((guid) => ({
  guid,
  createdAt: 0,
  updatedAt: 0,
  metadata: { labels: {}, annotations: {} },
}));

const collection: Collection<Entity> = {
  parameters: [],
  early: [],
  korifi: [],
  labelsSince: null,
  hasNoTimes: true,
  order: { name: ({ guid }) => guid },
  filters: {},
};

export const featureFlagRoutes: readonly Route[] = [
  signedIn('GET', '/v3/feature_flags', (call) =>
    answerPage(call, collection, flags, (flag) => present(call, flag)),
  ),
  signedIn('GET', '/v3/feature_flags/:name', (call) => {
    const flag = flags.find(({ guid }) => guid === call.parameter('name'));
    if (!flag) throw notFound('Feature flag');
    return ok(present(call, flag));
  }),
];

function present({ api }: Call, { guid: name }: Entity): JsonObject {
  return {
    name,
    enabled: !disabled.has(name),
    updated_at: null,
    custom_error_message: null,
    links: { self: link(`${api}/v3/feature_flags/${name}`) },
  };
}
