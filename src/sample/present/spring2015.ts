import type { JsonObject } from '../../cloudfoundry/json.ts';
import type { App, Droplet, Package, Process } from '../model.ts';
import type { State } from '../state.ts';
import { link, time } from './common.ts';
import { buildpackLink, changedAt, desiredInstances, procfile } from './early.ts';

// Cloud Controller's presenters of spring 2015, in `app/presenters/v3`.

/** An app. What it is to run is its `desired_droplet`; nothing leads to its droplets. */
export function presentSpringApp(state: State, app: App): JsonObject {
  const self = `/v3/apps/${app.guid}`;
  const desired = app.currentDropletGuid;
  return {
    guid: app.guid,
    name: app.name,
    desired_state: app.state,
    total_desired_instances: desiredInstances(state, app),
    created_at: time(app.createdAt),
    updated_at: changedAt(app),
    environment_variables: { ...app.environment },
    _links: {
      self: link(self),
      processes: link(`${self}/processes`),
      packages: link(`${self}/packages`),
      space: link(`/v2/spaces/${app.space.guid}`),
      ...(desired !== null && { desired_droplet: link(`/v3/droplets/${desired}`) }),
      start: link(`${self}/start`, 'PUT'),
      stop: link(`${self}/stop`, 'PUT'),
      assign_current_droplet: link(`${self}/current_droplet`, 'PUT'),
    },
  };
}

/** A droplet. Only the app tells how to assign it. */
export function presentSpringDroplet(state: State, droplet: Droplet): JsonObject {
  const { app, guid, lifecycle, packageGuid } = droplet;
  const git = lifecycle.buildpacks.find((name) => name.includes('://'));
  return {
    guid,
    state: droplet.state,
    hash: state.bits.checksumOf(droplet)?.slice(0, 40) ?? null,
    buildpack_git_url: git ?? null,
    failure_reason: droplet.error,
    detected_start_command: droplet.processTypes?.['web'] ?? null,
    procfile: procfile(droplet),
    environment_variables: { ...app.environment },
    created_at: time(droplet.createdAt),
    updated_at: changedAt(droplet),
    _links: {
      self: link(`/v3/droplets/${guid}`),
      package: link(`/v3/packages/${packageGuid ?? ''}`),
      app: link(`/v3/apps/${app.guid}`),
      ...buildpackLink('', droplet),
    },
  };
}

export function presentSpringPackage(item: Package): JsonObject {
  const self = `/v3/packages/${item.guid}`;
  return {
    guid: item.guid,
    type: item.type,
    hash: item.checksum?.slice(0, 40) ?? null,
    url: item.image,
    state: item.state,
    error: null,
    created_at: time(item.createdAt),
    updated_at: changedAt(item),
    _links: {
      self: link(self),
      ...(item.type === 'bits' && { upload: link(`${self}/upload`, 'POST') }),
      app: link(`/v3/apps/${item.app.guid}`),
    },
  };
}

export function presentSpringProcess({ guid, type }: Process): JsonObject {
  return { guid, type };
}
