import { asObject, asString } from '../json.ts';
import type { DetectedBuildpack } from '../resources/droplet.ts';

/** Reads a detected buildpack: an object today, formerly just a name. */
export function toBuildpack(value: unknown): DetectedBuildpack {
  if (typeof value === 'string') {
    return { name: value, detectOutput: null, buildpackName: null, version: null };
  }
  const json = asObject(value);
  return {
    name: asString(json['name']),
    detectOutput: asString(json['detect_output']),
    buildpackName: asString(json['buildpack_name']),
    version: asString(json['version']),
  };
}
