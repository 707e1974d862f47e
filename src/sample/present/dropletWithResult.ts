import type { JsonObject } from '../../cloudfoundry/json.ts';
import type { Droplet } from '../model.ts';
import type { State } from '../state.ts';
import { presentLifecycle } from './app.ts';
import { link, redacted, redactedObject, time, type Redaction } from './common.ts';
import { buildpackLink, hash } from './early.ts';

/**
 * A droplet from 3.0.0 to 3.18: what was asked stands in its `lifecycle`, what came of it in its `result`.
 * @see `app/presenters/v3/droplet_presenter.rb` of these versions
 */
export function presentDropletWithResult(
  state: State,
  api: string,
  droplet: Droplet,
  redaction: Redaction,
): JsonObject {
  const { app, guid, packageGuid } = droplet;
  const isOver = ['STAGED', 'FAILED', 'EXPIRED'].includes(droplet.state);
  return {
    guid,
    state: droplet.state,
    error: droplet.error,
    lifecycle: presentLifecycle(droplet.lifecycle),
    staging_memory_in_mb: 1024,
    staging_disk_in_mb: 4096,
    result: isOver ? result(state, droplet, redaction) : null,
    environment_variables: redactedObject(redaction, app.environment ?? {}),
    created_at: time(droplet.createdAt),
    updated_at: time(droplet.updatedAt),
    links: {
      self: link(`${api}/v3/droplets/${guid}`),
      package: packageGuid === null ? null : link(`${api}/v3/packages/${packageGuid}`),
      app: link(`${api}/v3/apps/${app.guid}`),
      assign_current_droplet: assignLink(state, `${api}/v3/apps/${app.guid}`),
      ...buildpackLink(api, droplet),
    },
  };
}

/** It leads to the relationship since 3.15, to the current droplet itself before. */
function assignLink({ version }: State, app: string): JsonObject {
  return version.since(15)
    ? link(`${app}/relationships/current_droplet`, 'PATCH')
    : link(`${app}/droplets/current`, 'PUT');
}

/** `checksum` was `hash` before 3.15, and the last buildpack stood alone before 3.6. */
function result(state: State, droplet: Droplet, redaction: Redaction): JsonObject {
  const { image, lifecycle, stack } = droplet;
  const { version } = state;
  const checksum = state.bits.checksumOf(droplet);
  const buildpacks = (droplet.buildpacks ?? []).map(({ detectOutput, name }) => ({
    name,
    detect_output: detectOutput,
  }));
  return {
    execution_metadata: redacted(redaction, droplet.executionMetadata),
    process_types: redactedObject(redaction, droplet.processTypes),
    ...(lifecycle.type === 'docker'
      ? { image }
      : {
          ...(version.since(15)
            ? { checksum: checksum === null ? null : { type: 'sha256', value: checksum } }
            : { hash: hash(checksum) }),
          ...(version.since(6) ? { buildpacks } : { buildpack: buildpacks.at(-1) ?? null }),
          stack,
        }),
  };
}
