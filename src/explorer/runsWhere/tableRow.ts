import type { PlacedApp } from '../../cloudfoundry/allApps.ts';
import type { Place } from '../../cloudfoundry/place.ts';
import type { Droplet } from '../../cloudfoundry/resources/droplet.ts';
import type { FilteredApp, FilteredDroplet } from '../filterMatch.ts';

/** What is known about the droplet that is current for an app. */
export type CurrentOfRow =
  | { readonly kind: 'none' }
  /** This version of the API doesn't tell it in a list of apps. */
  | { readonly kind: 'untold' }
  /** Its guid is known, and it is still to be read. */
  | { readonly kind: 'awaited'; readonly guid: string }
  /** Its guid is known, but the API didn't list it, or can't. */
  | { readonly kind: 'unlisted'; readonly guid: string }
  | { readonly kind: 'read'; readonly droplet: FilteredDroplet };

/** An app and its current droplet: only what is shown and filtered, since there may be 100,000. */
export interface TableRow {
  readonly app: FilteredApp;
  /** Null if the user can't see it. */
  readonly place: Place | null;
  /** Becomes known later. */
  current: CurrentOfRow;
}

export function toTableRow({ app, place }: PlacedApp): TableRow {
  const { guid, name, state, lifecycleType, requested, createdAt, updatedAt, metadata } = app;
  return {
    app: { guid, name, state, lifecycleType, requested, createdAt, updatedAt, metadata },
    place,
    current: toCurrent(app.currentDroplet),
  };
}

function toCurrent(current: PlacedApp['app']['currentDroplet']): CurrentOfRow {
  switch (current.kind) {
    case 'assigned':
      return { kind: 'awaited', guid: current.guid };
    case 'none':
      return current;
    case 'unknown':
      return { kind: 'untold' };
  }
}

/** Without links and the object as sent, which take most of the memory. */
export function toTableDroplet(droplet: Droplet): FilteredDroplet {
  const { guid, state, error, lifecycleType, requested, createdAt, metadata } = droplet;
  const { buildpacks, stack, image } = droplet;
  return {
    guid,
    state,
    error,
    lifecycleType,
    requested,
    createdAt,
    metadata,
    buildpacks,
    stack,
    image,
  };
}

/** The droplet of a row; null if nothing but its guid is known. */
export function dropletOfRow({ current }: TableRow): FilteredDroplet | null {
  return current.kind === 'read' ? current.droplet : null;
}

/** The guid of a row's current droplet; null if there is none or it is unknown. */
export function dropletGuidOf({ current }: TableRow): string | null {
  switch (current.kind) {
    case 'awaited':
    case 'unlisted':
      return current.guid;
    case 'read':
      return current.droplet.guid;
    case 'none':
    case 'untold':
      return null;
  }
}

export function stackOf(row: TableRow): string | null {
  const droplet = dropletOfRow(row);
  return droplet && (droplet.stack ?? droplet.requested.stack);
}

/** A buildpack as it is shown and counted. */
export interface ShownBuildpack {
  readonly name: string;
  readonly version: string | null;
}

/** The buildpacks that a row's droplet was made with; those that were requested if the API tells no others. */
export function buildpacksOf(row: TableRow): readonly ShownBuildpack[] {
  const { buildpacks = [], requested } = dropletOfRow(row) ?? {};
  const detected = buildpacks.flatMap(({ buildpackName, name, version }) => {
    const shown = buildpackName ?? name;
    return shown === null ? [] : [{ name: shown, version }];
  });
  if (detected.length > 0) return detected;
  return (requested?.buildpacks ?? []).map((name) => ({ name, version: null }));
}
