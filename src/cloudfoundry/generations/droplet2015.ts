import { asString, type Json, type JsonObject } from '../json.ts';
import { toChecksum, type Checksum } from '../resources/checksum.ts';
import type { Droplet } from '../resources/droplet.ts';
import { guidOfLink, toResource, type Redactable } from '../resources/resource.ts';
import { redactableObject } from './redactable.ts';

/** Reads a droplet of 2015: `hash`, one `buildpack`, a `procfile`, and the environment it was staged with. */
export function toDroplet2015(json: JsonObject): Droplet {
  const resource = toResource(json);
  // The earliest droplets named a git address, and kept the reason for a failure elsewhere.
  const buildpack = asString(json['buildpack']) ?? asString(json['buildpack_git_url']);
  return {
    // Field by field: creating an object by spread is slow, and a list may have 5,000.
    guid: resource.guid,
    createdAt: resource.createdAt,
    updatedAt: resource.updatedAt,
    metadata: resource.metadata,
    links: resource.links,
    state: asString(json['state']) ?? 'UNKNOWN',
    error: asString(json['error']) ?? asString(json['failure_reason']),
    lifecycleType: 'buildpack',
    requested: { buildpacks: [], stack: null },
    buildpacks:
      buildpack === null
        ? []
        : [{ name: buildpack, detectOutput: null, buildpackName: null, version: null }],
    stack: null,
    image: null,
    checksum: toHash(json['hash']),
    executionMetadata: { kind: 'absent' },
    processTypes: startCommand(json),
    procfile: asString(json['procfile']),
    stagingMemoryInMb: null,
    stagingDiskInMb: null,
    environmentVariables: redactableObject(json['environment_variables']),
    appGuid: guidOfLink(resource.links['app']),
    packageGuid: guidOfLink(resource.links['package']),
    raw: json,
  };
}

/** An object with type and value; a plain string before July 2015. Null without a value. */
function toHash(hash: Json | undefined): Checksum | null {
  if (typeof hash === 'string') return { type: 'sha1', value: hash };
  return toChecksum(hash, 'sha1');
}

function startCommand(json: JsonObject): Redactable<Readonly<Record<string, string>>> {
  const web = asString(json['detected_start_command']);
  return web === null ? { kind: 'absent' } : { kind: 'value', value: { web } };
}
