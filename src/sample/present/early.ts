import type { Json, JsonObject } from '../../cloudfoundry/json.ts';
import type { Bits } from '../blobs/bits.ts';
import type { App, Droplet, Entity, Package, Process } from '../model.ts';
import type { State } from '../state.ts';
import { guidOf } from '../data/guid.ts';
import { link, time } from './common.ts';

// The experimental API of 2015 and 2016: relative links, nothing withheld.

/** An app. In 2015 it had a buildpack, in 2016 a lifecycle. */
export function presentEarlyApp(state: State, app: App): JsonObject {
  const { guid, currentDropletGuid, lifecycle, space } = app;
  const self = `/v3/apps/${guid}`;
  const buildpack = lifecycle.buildpacks[0] ?? null;
  const is2015 = state.generation === '2015';
  return {
    guid,
    name: app.name,
    desired_state: app.state,
    total_desired_instances: desiredInstances(state, app),
    ...(is2015 && { buildpack }),
    created_at: time(app.createdAt),
    updated_at: changedAt(app),
    ...(!is2015 && { lifecycle: earlyLifecycle(app) }),
    environment_variables: { ...app.environment },
    links: {
      self: link(self),
      space: link(`/v2/spaces/${space.guid}`),
      processes: link(`${self}/processes`),
      ...(is2015
        ? { routes: link(`${self}/routes`) }
        : { route_mappings: link(`${self}/route_mappings`) }),
      packages: link(`${self}/packages`),
      ...(currentDropletGuid !== null && { droplet: link(`/v3/droplets/${currentDropletGuid}`) }),
      droplets: link(`${self}/droplets`),
      ...(!is2015 && { tasks: link(`${self}/tasks`) }),
      start: link(`${self}/start`, 'PUT'),
      stop: link(`${self}/stop`, 'PUT'),
      assign_current_droplet: link(`${self}/current_droplet`, 'PUT'),
    },
  };
}

/** Of all its processes. */
export function desiredInstances(state: State, app: App): number {
  const counts = state.history(app).processes.map(({ starts }) => starts.length);
  return counts.reduce((sum, count) => sum + count, 0);
}

function earlyLifecycle({ lifecycle }: Pick<App, 'lifecycle'>): JsonObject {
  const { buildpacks, stack, type } = lifecycle;
  return { type, data: type === 'docker' ? {} : { buildpack: buildpacks[0] ?? null, stack } };
}

export function presentEarlyDroplet(state: State, droplet: Droplet): JsonObject {
  const { app, guid } = droplet;
  return {
    guid,
    state: droplet.state,
    ...(state.generation === '2015'
      ? body2015(state.bits, droplet)
      : body2016(state.bits, droplet)),
    environment_variables: { ...app.environment },
    created_at: time(droplet.createdAt),
    updated_at: changedAt(droplet),
    links: earlyDropletLinks(droplet),
  };
}

function body2015(bits: Bits, droplet: Droplet): JsonObject {
  return {
    hash: hash(bits.checksumOf(droplet)),
    buildpack: detected(droplet) ?? droplet.lifecycle.buildpacks[0] ?? null,
    error: droplet.error,
    procfile: procfile(droplet),
  };
}

function body2016(bits: Bits, droplet: Droplet): JsonObject {
  const { error, state } = droplet;
  const isOver = state === 'STAGED' || state === 'FAILED' || state === 'EXPIRED';
  return {
    error,
    lifecycle: earlyLifecycle(droplet),
    memory_limit: 1024,
    disk_limit: 4096,
    result: isOver ? result(bits, droplet) : null,
  };
}

function result(bits: Bits, droplet: Droplet): JsonObject {
  const { executionMetadata, image, lifecycle, processTypes, stack } = droplet;
  return {
    execution_metadata: executionMetadata === '' ? null : executionMetadata,
    process_types: processTypes && { ...processTypes },
    ...(lifecycle.type === 'docker'
      ? { image }
      : { hash: hash(bits.checksumOf(droplet)), buildpack: detected(droplet), stack }),
  };
}

/** The first kind of checksum that there was. */
export function hash(checksum: string | null): JsonObject {
  return { type: 'sha1', value: checksum?.slice(0, 40) ?? null };
}

function detected({ buildpacks }: Droplet): string | null {
  return buildpacks?.at(-1)?.name ?? null;
}

/** As the app's own file of that name has it. */
export function procfile({ processTypes }: Droplet): string | null {
  if (processTypes === null) return null;
  return Object.entries(processTypes)
    .map(([type, command]) => `${type}: ${command}\n`)
    .join('');
}

function earlyDropletLinks(droplet: Droplet): JsonObject {
  const { app, guid, packageGuid } = droplet;
  return {
    self: link(`/v3/droplets/${guid}`),
    ...(packageGuid !== null && { package: link(`/v3/packages/${packageGuid}`) }),
    app: link(`/v3/apps/${app.guid}`),
    assign_current_droplet: link(`/v3/apps/${app.guid}/current_droplet`, 'PUT'),
    ...buildpackLink('', droplet),
  };
}

/** Only buildpacks of the foundation itself have an address there. */
export function buildpackLink(api: string, droplet: Droplet): JsonObject {
  const buildpack = detected(droplet);
  return buildpack?.endsWith('_buildpack')
    ? { buildpack: link(`${api}/v2/buildpacks/${guidOf('buildpack', buildpack)}`) }
    : {};
}

export function presentEarlyPackage(item: Package): JsonObject {
  const { app, guid, image, type } = item;
  const self = `/v3/packages/${guid}`;
  return {
    guid,
    type,
    data: type === 'docker' ? { image } : { error: null, hash: hash(item.checksum) },
    state: item.state,
    created_at: time(item.createdAt),
    updated_at: changedAt(item),
    links: {
      self: link(self),
      ...(type === 'bits' && {
        upload: link(`${self}/upload`, 'POST'),
        download: link(`${self}/download`, 'GET'),
      }),
      stage: link(`${self}/droplets`, 'POST'),
      app: link(`/v3/apps/${app.guid}`),
    },
  };
}

export function presentEarlyProcess(state: State, process: Process): JsonObject {
  const { app, guid, type } = process;
  const self = `/v3/processes/${guid}`;
  return {
    guid,
    type,
    command: process.command ?? state.currentDroplet(app)?.processTypes?.[type] ?? null,
    instances: process.starts.length,
    memory_in_mb: 1024,
    disk_in_mb: 1024,
    ...(state.generation === '2016' && { ports: type === 'web' ? [8080] : null }),
    created_at: time(process.createdAt),
    updated_at: changedAt(process),
    links: {
      self: link(self),
      scale: link(`${self}/scale`, 'PUT'),
      app: link(`/v3/apps/${app.guid}`),
      space: link(`/v2/spaces/${app.space.guid}`),
    },
  };
}

/** Null until the first change. */
export function changedAt({ createdAt, updatedAt }: Entity): Json {
  return updatedAt === createdAt ? null : time(updatedAt);
}
