import { bounded } from '../bounds.ts';
import { asGuid, asList, asObject, asString, asStrings, type JsonObject } from '../json.ts';
import { toChecksum } from '../resources/checksum.ts';
import type { Droplet } from '../resources/droplet.ts';
import { guidOfLink, relatedGuid, toResource } from '../resources/resource.ts';
import { toBuildpack } from './buildpack.ts';
import { redactableCommands, redactableText } from './redactable.ts';

/** Reads a droplet of 3.19 (May 2017) and later. @see https://v3-apidocs.cloudfoundry.org/#the-droplet-object */
export function toModernDroplet(json: JsonObject): Droplet {
  return new ModernDroplet(json);
}

/** The fields that are parsed only when something reads them. */
type Parts = Pick<
  Droplet,
  | 'appGuid'
  | 'buildpacks'
  | 'checksum'
  | 'executionMetadata'
  | 'links'
  | 'metadata'
  | 'packageGuid'
  | 'processTypes'
  | 'requested'
>;

const noEnvironment = { kind: 'absent' } as const;

/**
 * A page may have 5,000 droplets, of which only a few are drawn. For the others, only the
 * identifying fields are parsed.
 */
class ModernDroplet implements Droplet {
  readonly guid: string;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly state: string;
  readonly error: string | null;
  readonly stack: string | null;
  readonly image: string | null;
  readonly lifecycleType: string;
  readonly procfile = null;
  readonly stagingMemoryInMb = null;
  readonly stagingDiskInMb = null;
  readonly environmentVariables = noEnvironment;
  readonly raw: JsonObject;
  #parts: Parts | null = null;

  constructor(json: JsonObject) {
    this.guid = asGuid(json['guid']) ?? '';
    this.createdAt = asString(json['created_at']);
    this.updatedAt = asString(json['updated_at']);
    this.state = asString(json['state']) ?? 'UNKNOWN';
    this.error = asString(json['error']);
    this.stack = asString(json['stack']);
    this.image = asString(json['image']);
    this.lifecycleType = asString(asObject(json['lifecycle'])['type']) ?? 'buildpack';
    this.raw = json;
  }

  get appGuid() {
    return this.#read().appGuid;
  }

  get buildpacks() {
    return this.#read().buildpacks;
  }

  get checksum() {
    return this.#read().checksum;
  }

  get executionMetadata() {
    return this.#read().executionMetadata;
  }

  get links() {
    return this.#read().links;
  }

  get metadata() {
    return this.#read().metadata;
  }

  get packageGuid() {
    return this.#read().packageGuid;
  }

  get processTypes() {
    return this.#read().processTypes;
  }

  get requested() {
    return this.#read().requested;
  }

  #read(): Parts {
    return (this.#parts ??= toParts(this.raw));
  }
}

function toParts(json: JsonObject): Parts {
  const { links, metadata } = toResource(json);
  // A Cloud Controller always sends `{}` here; Korifi fills it.
  const data = asObject(asObject(json['lifecycle'])['data']);
  return {
    links,
    metadata,
    requested: {
      buildpacks: bounded(asStrings(data['buildpacks'])),
      stack: asString(data['stack']),
    },
    buildpacks: bounded(asList(json['buildpacks'])).map(toBuildpack),
    checksum: toChecksum(json['checksum'], 'sha256'),
    executionMetadata: redactableText(json['execution_metadata']),
    processTypes: redactableCommands(json['process_types']),
    appGuid: relatedGuid(json, 'app') ?? guidOfLink(links['app']),
    packageGuid: guidOfLink(links['package']),
  };
}
