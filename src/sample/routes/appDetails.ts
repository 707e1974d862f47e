import type { JsonObject } from '../../cloudfoundry/json.ts';
import { notAuthorized } from '../http/apiError.ts';
import { ok, type Answer } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { signedIn, type Route } from '../http/router.ts';
import { link } from '../present/common.ts';
import { record } from '../rules/events.ts';
import { canReadSecrets } from '../users.ts';
import { appOfCall } from './apps.ts';

/** What an app has besides itself. */
export const appDetailRoutes: readonly Route[] = [
  signedIn('GET', '/v3/apps/:guid/permissions', permissions),
  signedIn('GET', '/v3/apps/:guid/features', features),
];

/** The app's environment. Whoever reads it leaves a trace. */
export const environmentRoutes: readonly Route[] = [
  signedIn('GET', '/v3/apps/:guid/env', environment),
  signedIn('GET', '/v3/apps/:guid/environment_variables', environmentVariables),
];

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
