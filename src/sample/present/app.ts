import type { JsonObject } from '../../cloudfoundry/json.ts';
import type { App, Lifecycle } from '../model.ts';
import type { State } from '../state.ts';
import { link, metadata, time, toOne } from './common.ts';

/** An app as the API shows it since 2017. */
export function presentApp(state: State, api: string, app: App): JsonObject {
  const { version, isKorifi } = state;
  return {
    guid: app.guid,
    created_at: time(app.createdAt),
    updated_at: time(app.updatedAt),
    name: app.name,
    state: app.state,
    lifecycle: presentLifecycle(app.lifecycle),
    relationships: {
      space: toOne(app.space.guid),
      ...(version.since(175) &&
        !isKorifi && { current_droplet: { data: { guid: app.currentDropletGuid } } }),
    },
    ...(version.since(62) && { metadata: metadata(app.metadata) }),
    links: appLinks(state, `${api}/v3/apps/${app.guid}`, `${api}/v3/spaces/${app.space.guid}`),
  };
}

/** What the next staging is asked for. */
export function presentLifecycle(lifecycle: Lifecycle): JsonObject {
  const { type, buildpacks, stack, hasCredentials } = lifecycle;
  return {
    type,
    data:
      type === 'docker'
        ? {}
        : { buildpacks: [...buildpacks], stack, ...(hasCredentials && { credentials: '***' }) },
  };
}

function appLinks({ version }: State, self: string, space: string): JsonObject {
  return {
    self: link(self),
    ...(version.since(16) && { environment_variables: link(`${self}/environment_variables`) }),
    space: link(space),
    processes: link(`${self}/processes`),
    ...(!version.since(70) && { route_mappings: link(`${self}/route_mappings`) }),
    packages: link(`${self}/packages`),
    // The same question, called otherwise before.
    ...(!version.since(15) && { droplet: link(`${self}/droplets/current`) }),
    ...(version.since(15) && { current_droplet: link(`${self}/droplets/current`) }),
    droplets: link(`${self}/droplets`),
    tasks: link(`${self}/tasks`),
    start: link(`${self}/actions/start`, 'POST'),
    stop: link(`${self}/actions/stop`, 'POST'),
    ...(version.since(170) && {
      clear_buildpack_cache: link(`${self}/actions/clear_buildpack_cache`, 'POST'),
    }),
    ...(version.since(68) && {
      revisions: link(`${self}/revisions`),
      deployed_revisions: link(`${self}/revisions/deployed`),
    }),
    ...(version.since(80) && { features: link(`${self}/features`) }),
  };
}
