import { bounded } from '../bounds.ts';
import { asList, asObject, asString, asStrings, type JsonObject } from '../json.ts';
import { toChecksum } from '../resources/checksum.ts';
import type { Droplet } from '../resources/droplet.ts';
import { guidOfLink, relatedGuid, toResource } from '../resources/resource.ts';
import { toBuildpack } from './buildpack.ts';
import { redactableCommands, redactableText } from './redactable.ts';

/** Reads a droplet of 3.19 (May 2017) and later. @see https://v3-apidocs.cloudfoundry.org/#the-droplet-object */
export function toModernDroplet(json: JsonObject): Droplet {
  const resource = toResource(json);
  const lifecycle = asObject(json['lifecycle']);
  // A Cloud Controller always sends `{}` here; Korifi fills it.
  const data = asObject(lifecycle['data']);
  return {
    // Field by field: an object that starts with a spread is slow to make, and a list may have 5,000.
    guid: resource.guid,
    createdAt: resource.createdAt,
    updatedAt: resource.updatedAt,
    metadata: resource.metadata,
    links: resource.links,
    state: asString(json['state']) ?? 'UNKNOWN',
    error: asString(json['error']),
    lifecycleType: asString(lifecycle['type']) ?? 'buildpack',
    requested: {
      buildpacks: bounded(asStrings(data['buildpacks'])),
      stack: asString(data['stack']),
    },
    buildpacks: bounded(asList(json['buildpacks'])).map(toBuildpack),
    stack: asString(json['stack']),
    image: asString(json['image']),
    checksum: toChecksum(json['checksum'], 'sha256'),
    executionMetadata: redactableText(json['execution_metadata']),
    processTypes: redactableCommands(json['process_types']),
    procfile: null,
    stagingMemoryInMb: null,
    stagingDiskInMb: null,
    environmentVariables: { kind: 'absent' },
    appGuid: relatedGuid(json, 'app') ?? guidOfLink(resource.links['app']),
    packageGuid: guidOfLink(resource.links['package']),
    raw: json,
  };
}
