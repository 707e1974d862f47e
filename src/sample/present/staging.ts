import type { JsonObject } from '../../cloudfoundry/json.ts';
import type { Build, Package } from '../model.ts';
import type { State } from '../state.ts';
import { presentLifecycle } from './app.ts';
import { link, metadata, time, toOne } from './common.ts';

export function presentBuild(foundation: State, api: string, build: Build): JsonObject {
  const { app, createdBy, dropletGuid, guid, state } = build;
  const { version } = foundation;
  const hasDroplet = state !== 'STAGING' && foundation.find('droplets', dropletGuid) !== undefined;
  return {
    guid,
    created_at: time(build.createdAt),
    updated_at: time(build.updatedAt),
    state,
    staging_memory_in_mb: 1024,
    staging_disk_in_mb: 4096,
    staging_log_rate_limit_bytes_per_second: -1,
    error: build.error,
    lifecycle: presentLifecycle(build.lifecycle),
    package: { guid: build.packageGuid },
    droplet: hasDroplet ? { guid: dropletGuid } : null,
    created_by: { guid: createdBy.guid, name: createdBy.name, email: createdBy.email },
    ...(version.since(78) && { relationships: { app: toOne(app.guid) } }),
    ...(version.since(65) && { metadata: metadata(build.metadata) }),
    links: {
      self: link(`${api}/v3/builds/${guid}`),
      app: link(`${api}/v3/apps/${app.guid}`),
      ...(hasDroplet && { droplet: link(`${api}/v3/droplets/${dropletGuid}`) }),
    },
  };
}

export function presentPackage({ version }: State, api: string, item: Package): JsonObject {
  const { app, checksum, guid, image, type } = item;
  const self = `${api}/v3/packages/${guid}`;
  return {
    guid,
    created_at: time(item.createdAt),
    updated_at: time(item.updatedAt),
    type,
    state: item.state,
    data:
      type === 'docker'
        ? { image: image ?? '', username: 'ci-pull', password: '***' }
        : { error: null, checksum: { type: 'sha256', value: checksum } },
    ...(version.since(78) && { relationships: { app: toOne(app.guid) } }),
    ...(version.since(65) && { metadata: metadata(item.metadata) }),
    links: {
      self: link(self),
      ...(type === 'bits' && {
        upload: link(`${self}/upload`, 'POST'),
        download: link(`${self}/download`, 'GET'),
      }),
      app: link(`${api}/v3/apps/${app.guid}`),
    },
  };
}
