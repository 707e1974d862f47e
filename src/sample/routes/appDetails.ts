import type { JsonObject } from '../../cloudfoundry/json.ts';
import { notAuthorized } from '../http/apiError.ts';
import { ok, type Answer } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import type { Collection } from '../http/collection.ts';
import { answerPage } from '../http/page.ts';
import { signedIn, type Route } from '../http/router.ts';
import type { Entity } from '../model.ts';
import { link } from '../present/common.ts';
import { record } from '../rules/events.ts';
import { canReadSecrets } from '../users.ts';
import { appOfCall } from './apps.ts';
import { sidecarCollection } from './processes.ts';

/** What an app has besides itself. */
export const appDetailRoutes: readonly Route[] = [
  signedIn('GET', '/v3/apps/:guid/permissions', permissions),
  signedIn('GET', '/v3/apps/:guid/features', features),
  signedIn('GET', '/v3/apps/:guid/sidecars', (call) => none(call, sidecarCollection)),
  signedIn('GET', '/v3/apps/:guid/routes', routesOfApp),
];

/** The app's environment. Whoever reads it leaves a trace. */
export const environmentRoutes: readonly Route[] = [
  signedIn('GET', '/v3/apps/:guid/env', environment),
  signedIn('GET', '/v3/apps/:guid/environment_variables', environmentVariables),
];

/** The sample's apps have no routes. @see https://v3-apidocs.cloudfoundry.org/#list-routes-for-an-app */
const routes: Collection<Entity> = {
  parameters: [
    'hosts',
    'space_guids',
    'organization_guids',
    'domain_guids',
    'paths',
    'app_guids',
    'include',
    'label_selector',
    'ports',
    'service_instance_guids',
  ],
  early: [],
  korifi: ['app_guids', 'space_guids', 'domain_guids', 'hosts', 'paths'],
  labelsSince: null,
  order: {},
  filters: {},
  includes: { domain: 78, space: 78, 'space.organization': 78, route_policies: 228 },
};

/** The links of its pages name the app once more. */
function routesOfApp(call: Call): Answer {
  const query = new Map([...call.query, ['app_guids', call.parameter('guid')]]);
  return none({ ...call, query }, routes);
}

/** A list of what no app of the sample has. @throws ApiError 404 without the app */
function none(call: Call, collection: Collection<Entity>): Answer {
  appOfCall(call);
  return answerPage(call, collection, [], () => null);
}

function permissions(call: Call): Answer {
  appOfCall(call);
  return ok({ read_basic_data: true, read_sensitive_data: canReadSecrets(call.user) });
}

function features(call: Call): Answer {
  const path = `/v3/apps/${appOfCall(call).guid}/features`;
  const resources = [
    feature('ssh', 'Enable SSHing into the app.', true),
    feature('revisions', 'Enable versioning of an application', true),
    feature('service-binding-k8s', 'Enable k8s service bindings for the app', false),
    feature(
      'file-based-vcap-services',
      'Enable file-based VCAP service bindings for the app',
      false,
    ),
  ];
  return ok({
    resources,
    // A Cloud Controller makes no absolute links here, and no pages.
    pagination: {
      total_results: resources.length,
      total_pages: 1,
      first: link(path),
      last: link(path),
      next: null,
      previous: null,
    },
  });
}

function feature(name: string, description: string, enabled: boolean): JsonObject {
  return { name, description, enabled };
}

function environment(call: Call): Answer {
  const app = appOfCall(call);
  if (!canReadSecrets(call.user)) throw notAuthorized();
  record(call.state, app, call.user, 'audit.app.environment.show', {});
  const { organization } = app.space;
  return ok({
    environment_variables: app.environment && { ...app.environment },
    staging_env_json: {},
    running_env_json: {},
    system_env_json: { VCAP_SERVICES: {} },
    application_env_json: {
      VCAP_APPLICATION: {
        cf_api: call.origin,
        limits: { fds: 16384 },
        application_name: app.name,
        application_uris: [],
        name: app.name,
        space_name: app.space.name,
        space_id: app.space.guid,
        organization_id: organization.guid,
        organization_name: organization.name,
        uris: [],
        users: null,
        application_id: app.guid,
      },
    },
  });
}

function environmentVariables(call: Call): Answer {
  const app = appOfCall(call);
  if (!canReadSecrets(call.user)) throw notAuthorized();
  record(call.state, app, call.user, 'audit.app.environment_variables.show', {});
  const self = `${call.api}/v3/apps/${app.guid}`;
  return ok({
    var: { ...app.environment },
    links: { self: link(`${self}/environment_variables`), app: link(self) },
  });
}
