import type { Json, JsonObject } from '../../cloudfoundry/json.ts';
import type { Droplet } from '../model.ts';
import type { State } from '../state.ts';
import { presentLifecycle } from './app.ts';
import { presentDropletWithResult } from './dropletWithResult.ts';
import { link, metadata, redacted, redactedObject, time, toOne, type Redaction } from './common.ts';

/** A droplet as the API shows it since 3.19, and before in its own way. */
export function presentDroplet(
  state: State,
  api: string,
  droplet: Droplet,
  redaction: Redaction,
): JsonObject {
  if (state.isKorifi) return presentKorifiDroplet(api, droplet);
  const { version } = state;
  if (!version.since(19)) return presentDropletWithResult(state, api, droplet, redaction);
  const checksum = state.bits.checksumOf(droplet);
  return {
    guid: droplet.guid,
    created_at: time(droplet.createdAt),
    updated_at: time(droplet.updatedAt),
    state: droplet.state,
    error: droplet.error,
    lifecycle: { type: droplet.lifecycle.type, data: {} },
    checksum: checksum === null ? null : { type: 'sha256', value: checksum },
    buildpacks: buildpacks(state, droplet),
    stack: droplet.stack,
    image: droplet.image,
    execution_metadata: redacted(redaction, droplet.executionMetadata),
    process_types: redactedObject(redaction, droplet.processTypes),
    ...(version.since(78) && { relationships: { app: toOne(droplet.app.guid) } }),
    ...(version.since(65) && { metadata: metadata(droplet.metadata) }),
    links: dropletLinks(state, api, droplet),
  };
}

function buildpacks({ version }: State, droplet: Droplet): Json {
  return (
    droplet.buildpacks?.map((buildpack) => ({
      name: buildpack.name,
      detect_output: buildpack.detectOutput,
      ...(version.since(45) && {
        buildpack_name: buildpack.buildpackName,
        version: buildpack.version,
      }),
    })) ?? null
  );
}

function dropletLinks({ version }: State, api: string, droplet: Droplet): JsonObject {
  const { app, guid, lifecycle, packageGuid, state } = droplet;
  const self = `${api}/v3/droplets/${guid}`;
  const canDownload = state === 'STAGED' && lifecycle.type === 'buildpack' && version.since(86);
  return {
    self: link(self),
    // For some years a droplet without package had a link without address.
    ...(packageGuid !== null && { package: link(`${api}/v3/packages/${packageGuid}`) }),
    ...(packageGuid === null && !version.since(72) && { package: null }),
    app: link(`${api}/v3/apps/${app.guid}`),
    assign_current_droplet: assignLink(`${api}/v3/apps/${app.guid}`),
    ...(state === 'AWAITING_UPLOAD' &&
      version.since(72) && { upload: link(`${self}/upload`, 'POST') }),
    ...(canDownload && { download: link(`${self}/download`) }),
  };
}

function assignLink(app: string): JsonObject {
  return link(`${app}/relationships/current_droplet`, 'PATCH');
}

/** Korifi shows finished builds as droplets: always staged, never redacted, without checksum and download. */
function presentKorifiDroplet(api: string, droplet: Droplet): JsonObject {
  const { app, guid, packageGuid } = droplet;
  return {
    guid,
    created_at: time(droplet.createdAt),
    updated_at: time(droplet.updatedAt),
    state: 'STAGED',
    error: null,
    lifecycle: presentLifecycle(droplet.lifecycle),
    execution_metadata: '',
    process_types: redactedObject('none', droplet.processTypes),
    checksum: null,
    buildpacks: [],
    stack: droplet.stack ?? '',
    image: droplet.image,
    relationships: { app: toOne(app.guid) },
    metadata: metadata(droplet.metadata),
    links: {
      self: link(`${api}/v3/droplets/${guid}`),
      package: link(`${api}/v3/packages/${packageGuid ?? ''}`),
      app: link(`${api}/v3/apps/${app.guid}`),
      assign_current_droplet: assignLink(`${api}/v3/apps/${app.guid}`),
      download: null,
    },
  };
}
