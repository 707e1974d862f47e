import { bounded } from '../bounds.ts';
import { asList, asNumber, asObject, asString, asStrings, type JsonObject } from '../json.ts';
import { toChecksum } from '../resources/checksum.ts';
import type { DetectedBuildpack, Droplet } from '../resources/droplet.ts';
import { guidOfLink, toResource } from '../resources/resource.ts';
import { toBuildpack } from './buildpack.ts';
import { redactableCommands, redactableObject, redactableText } from './redactable.ts';

/**
 * Reads a droplet of November 2015 to May 2017: `lifecycle` is what was requested, `result` what
 * staging produced.
 */
export function toDroplet2016(json: JsonObject): Droplet {
  const resource = toResource(json);
  const lifecycle = asObject(json['lifecycle']);
  const data = asObject(lifecycle['data']);
  const result = asObject(json['result']);
  const requested = asString(data['buildpack']);
  return {
    // Field by field: creating an object by spread is slow, and a list may have 5,000.
    guid: resource.guid,
    createdAt: resource.createdAt,
    updatedAt: resource.updatedAt,
    metadata: resource.metadata,
    links: resource.links,
    state: asString(json['state']) ?? 'UNKNOWN',
    error: asString(json['error']),
    lifecycleType: asString(lifecycle['type']) ?? 'buildpack',
    requested: {
      buildpacks: requested === null ? bounded(asStrings(data['buildpacks'])) : [requested],
      stack: asString(data['stack']),
    },
    buildpacks: toBuildpacks(result),
    stack: asString(result['stack']),
    image: asString(result['image']),
    // `hash` became `checksum` in 3.15.
    checksum: toChecksum(result['checksum'] ?? result['hash'], 'sha1'),
    executionMetadata: redactableText(result['execution_metadata']),
    processTypes: redactableCommands(result['process_types']),
    procfile: null,
    // In 2016 the names of the limits got units.
    stagingMemoryInMb: asNumber(json['staging_memory_in_mb'] ?? json['memory_limit']),
    stagingDiskInMb: asNumber(json['staging_disk_in_mb'] ?? json['disk_limit']),
    environmentVariables: redactableObject(json['environment_variables']),
    appGuid: guidOfLink(resource.links['app']),
    packageGuid: guidOfLink(resource.links['package']),
    raw: json,
  };
}

/** A name; an object since September 2016; a list of objects since 3.6. */
function toBuildpacks(result: JsonObject): readonly DetectedBuildpack[] {
  const list = bounded(asList(result['buildpacks']));
  if (list.length > 0) return list.map(toBuildpack);
  const single = result['buildpack'];
  return single === undefined || single === null ? [] : [toBuildpack(single)];
}
