import type { JsonObject } from '../json.ts';
import type { Checksum } from './checksum.ts';
import type { Redactable, Resource } from './resource.ts';

/** A buildpack as staging detected it. */
export interface DetectedBuildpack {
  readonly name: string | null;
  readonly detectOutput: string | null;
  readonly buildpackName: string | null;
  readonly version: string | null;
}

/**
 * A droplet of any generation of the API, in one shape. Fields that a generation lacks are null,
 * empty or `absent`.
 * @see https://v3-apidocs.cloudfoundry.org/#droplets
 */
export interface Droplet extends Resource {
  /** As sent. Unknown states are shown as they are and aren't assignable. */
  readonly state: string;
  readonly error: string | null;
  /** `buildpack`, `docker`, `cnb`, or a value that a later API adds. */
  readonly lifecycleType: string;
  readonly requested: { readonly buildpacks: readonly string[]; readonly stack: string | null };
  readonly buildpacks: readonly DetectedBuildpack[];
  readonly stack: string | null;
  readonly image: string | null;
  readonly checksum: Checksum | null;
  readonly executionMetadata: Redactable<string>;
  readonly processTypes: Redactable<Readonly<Record<string, string>>>;
  /** YAML text, in 2015 only. */
  readonly procfile: string | null;
  /** Mebibytes. Until 2017 the droplet had its staging limits; today the build has them. */
  readonly stagingMemoryInMb: number | null;
  readonly stagingDiskInMb: number | null;
  /** Secret. Droplets contained it until 2017. */
  readonly environmentVariables: Redactable<JsonObject>;
  readonly appGuid: string | null;
  readonly packageGuid: string | null;
  /** The object as sent. */
  readonly raw: JsonObject;
}
