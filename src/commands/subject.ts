import type { PlaceNames } from '../changes/protection.ts';
import type { Place } from '../changes/warnings.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import {
  foundationOf,
  type AppRow,
  type DropletRow,
  type FoundationRow,
} from '../explorer/rows.ts';

/** An app that is to be changed, and where it is. Its row may have left the tree. */
export interface AppSubject {
  readonly foundation: FoundationRow;
  readonly place: Place;
  readonly app: App;
}

/** A droplet that an app is to get. */
export interface DropletSubject extends AppSubject {
  readonly droplet: Droplet;
}

export function appSubject(row: AppRow): AppSubject {
  return {
    foundation: foundationOf(row),
    place: { organization: row.parent.parent.organization, space: row.parent.space },
    app: row.app,
  };
}

export function dropletSubject(row: DropletRow): DropletSubject {
  return { ...appSubject(row.parent), droplet: row.droplet };
}

export function placeNames({ place }: AppSubject): PlaceNames {
  return { organization: place.organization.name, space: place.space.name };
}
