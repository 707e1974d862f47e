import { bounded } from '../bounds.ts';
import { asObject, asString, asStrings, type JsonObject } from '../json.ts';
import {
  guidOfLink,
  relatedGuid,
  toName,
  toResource,
  type Link,
  type Resource,
} from './resource.ts';

/**
 * An app's current droplet according to the API: some versions include it in the app,
 * others must be asked.
 */
export type CurrentDroplet =
  | { readonly kind: 'assigned'; readonly guid: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' };

/** @see https://v3-apidocs.cloudfoundry.org/#apps */
export interface App extends Resource {
  readonly name: string;
  /** `STARTED`, `STOPPED`, as sent. */
  readonly state: string;
  readonly lifecycleType: string;
  readonly requested: { readonly buildpacks: readonly string[]; readonly stack: string | null };
  readonly spaceGuid: string | null;
  readonly currentDroplet: CurrentDroplet;
}

/**
 * Reads an app of any generation. Those of 2015–16 use `desired_state`, and name the
 * space by a /v2 link.
 */
export function toApp(json: JsonObject): App {
  const resource = toResource(json);
  const lifecycle = asObject(json['lifecycle']);
  const data = asObject(lifecycle['data']);
  const singular = asString(data['buildpack']) ?? asString(json['buildpack']);
  return {
    // Field by field: creating an object by spread is slow, and a list may have 5,000.
    guid: resource.guid,
    createdAt: resource.createdAt,
    updatedAt: resource.updatedAt,
    metadata: resource.metadata,
    links: resource.links,
    name: toName(json['name'], resource.guid),
    state: asString(json['state']) ?? asString(json['desired_state']) ?? 'UNKNOWN',
    lifecycleType: asString(lifecycle['type']) ?? 'buildpack',
    requested: {
      buildpacks: singular === null ? bounded(asStrings(data['buildpacks'])) : [singular],
      stack: asString(data['stack']),
    },
    spaceGuid: relatedGuid(json, 'space') ?? guidOfLink(resource.links['space']),
    currentDroplet: toCurrentDroplet(json, resource),
  };
}

/**
 * The link to an app's current droplet, or to the endpoint that returns it; its name
 * differs by generation.
 */
export function currentLinkOf({ links }: Pick<App, 'links'>): Link | undefined {
  return links['current_droplet'] ?? links['droplet'] ?? links['desired_droplet'];
}

function toCurrentDroplet(json: JsonObject, { guid, links }: Resource): CurrentDroplet {
  const relationships = asObject(json['relationships']);
  if (relationships['current_droplet'] !== undefined) {
    const current = relatedGuid(json, 'current_droplet');
    return current === null ? { kind: 'none' } : { kind: 'assigned', guid: current };
  }
  // Until April 2016 the link names the droplet itself, and is missing if none is assigned. Later
  // it always exists and leads to the endpoint that returns the droplet
  // (`/v3/apps/:guid/droplets/current`), as `current_droplet` does since 3.15. In spring 2015 it
  // was called `desired_droplet`.
  const named = links['droplet'] ?? links['desired_droplet'];
  if (named && !links['current_droplet']) {
    const current = guidOfLink(named);
    if (current !== null && current !== 'current') return { kind: 'assigned', guid: current };
    return { kind: 'unknown' };
  }
  // Before September 2015 (`_links`) there may have been other names, so a missing link means
  // unknown, not none.
  if (links['current_droplet'] || json['links'] === undefined) return { kind: 'unknown' };
  return links['assign_current_droplet'] && guid !== '' ? { kind: 'none' } : { kind: 'unknown' };
}
