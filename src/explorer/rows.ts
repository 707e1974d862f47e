import type { RolloutProgress } from '../changes/rolloutProgress.ts';
import type { PlaceNames } from '../changes/protection.ts';
import type { Place } from '../cloudfoundry/place.ts';
import type { Connection } from '../cloudfoundry/connection.ts';
import type { PlacedApp } from '../cloudfoundry/allApps.ts';
import type { App, CurrentDroplet } from '../cloudfoundry/resources/app.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import type { Organization } from '../cloudfoundry/resources/organization.ts';
import type { Space } from '../cloudfoundry/resources/space.ts';
import type { Filter } from './filter.ts';
import type { PagedList } from './pagedList.ts';

/** A foundation in the tree. */
export interface Foundation {
  readonly id: string;
  readonly name: string;
  /** An origin, as normalized by `toApiUrl`. */
  readonly api: string;
  /** The signed-in user. */
  readonly user: string;
  readonly source: FoundationSource;
  /** The file of the command line's session, if it isn't the default one. */
  readonly cliFile?: string;
  /** Everything can be viewed, and nothing changed. */
  readonly isReadOnly: boolean;
  /** Additional certificate authorities, for this foundation only. */
  readonly caFile: string | null;
  /** The user agreed to skip certificate checks for this foundation. */
  readonly skipsValidation: boolean;
  /** Origins besides its own that its links may lead to. */
  readonly trustedLinkOrigins: readonly string[];
  /** Blob stores that its downloads may come from, even unencrypted or on a private network. */
  readonly trustedBlobOrigins: readonly string[];
}

/**
 * Where a foundation comes from: the user signed in to it, a setting names it, the `cf`
 * command line is signed in to it (and has its tokens), or it is the sample, which exists as
 * long as the window.
 */
type FoundationSource = 'added' | 'setting' | 'cli' | 'sample';

/**
 * The droplets that an app's instances run, by guid, according to its deployed revisions;
 * many apps have none.
 */
export type Running =
  { readonly kind: 'unknown' } | { readonly kind: 'known'; readonly droplets: ReadonlySet<string> };

/** For apps without revisions. */
export const unknownRunning: Running = { kind: 'unknown' };

/** The guids of the organization and the space that the `cf` command line targets. */
export interface Target {
  readonly organization: string | null;
  readonly space: string | null;
}

/*
 * Rows are created once and kept, since VS Code finds them by reference. Their fields change;
 * the objects stay.
 */
export interface FoundationRow {
  readonly kind: 'foundation';
  readonly id: string;
  foundation: Foundation;
  readonly connection: Connection;
  readonly organizations: PagedList<Organization, OrganizationRow>;
  /** From the command line's session; null for any other. */
  target: Target | null;
  readonly ending: EndingRows;
}

export interface OrganizationRow {
  readonly kind: 'organization';
  readonly id: string;
  readonly parent: FoundationRow;
  organization: Organization;
  readonly spaces: PagedList<Space, SpaceRow>;
  readonly ending: EndingRows;
}

export interface SpaceRow {
  readonly kind: 'space';
  readonly id: string;
  readonly parent: OrganizationRow;
  space: Space;
  readonly apps: PagedList<App, AppRow>;
  filter: Filter | null;
  /** The last count of apps without the filter. */
  unfiltered: number | null;
  readonly ending: EndingRows;
}

export interface AppRow {
  readonly kind: 'app';
  readonly id: string;
  readonly parent: SpaceRow;
  /** The results that show it; null in its space. */
  readonly within: ResultsRow | null;
  app: App;
  current: CurrentDroplet;
  /**
   * What was asked about the current droplet before the app was opened; null if nothing was. May be
   * of a former one: see `currentDropletOf`.
   */
  currentDroplet: Droplet | null;
  /** What its instances run; requested once its droplets have been listed. */
  running: Running;
  /** The deployment in progress, as last seen. */
  rollout: RolloutProgress | null;
  readonly droplets: PagedList<Droplet, DropletRow>;
  filter: Filter | null;
  unfiltered: number | null;
  readonly ending: EndingRows;
}

export interface DropletRow {
  readonly kind: 'droplet';
  readonly id: string;
  readonly parent: AppRow;
  /** The results that show it; null under its app. */
  readonly within: ResultsRow | null;
  droplet: Droplet;
}

/** What a search across a foundation found: apps or droplets, which are also in their places. */
export interface ResultsRow {
  readonly kind: 'results';
  readonly id: string;
  readonly parent: FoundationRow;
  /** Given by the user; null if they gave none. */
  name: string | null;
  filter: Filter;
  readonly found: FoundList;
  readonly ending: EndingRows;
}

export type FoundList = PagedList<PlacedApp | Droplet, AppRow | DropletRow>;

/** Rows that can appear around a list's own; created once with each list. */
export interface EndingRows {
  readonly loadMore: LoadMoreRow;
  readonly problem: ProblemRow;
  readonly empty: EmptyRow;
  readonly incomplete: IncompleteRow;
}

export interface LoadMoreRow {
  readonly kind: 'loadMore';
  readonly id: string;
  readonly parent: ListRow;
}

export interface ProblemRow {
  readonly kind: 'problem';
  readonly id: string;
  readonly parent: ListRow;
}

export interface EmptyRow {
  readonly kind: 'empty';
  readonly id: string;
  readonly parent: ListRow;
}

/** Shows that a list ends early, and why. */
export interface IncompleteRow {
  readonly kind: 'incomplete';
  readonly id: string;
  readonly parent: ListRow;
}

/** Rows that can have apps under them. */
export type AppsRow = SpaceRow | ResultsRow;

/** Rows with apps somewhere below them. */
export type PlaceRow = FoundationRow | OrganizationRow | SpaceRow;

/** Rows that have a list under them. */
export type ListRow = FoundationRow | OrganizationRow | SpaceRow | AppRow | ResultsRow;

export type Row = ListRow | DropletRow | LoadMoreRow | ProblemRow | EmptyRow | IncompleteRow;

/** A list, regardless of the type of its rows. */
export type AnyList =
  | FoundationRow['organizations']
  | OrganizationRow['spaces']
  | SpaceRow['apps']
  | AppRow['droplets']
  | ResultsRow['found'];

/** The list under a row. */
export function listOf(row: ListRow): AnyList {
  switch (row.kind) {
    case 'foundation':
      return row.organizations;
    case 'organization':
      return row.spaces;
    case 'space':
      return row.apps;
    case 'app':
      return row.droplets;
    case 'results':
      return row.found;
  }
}

/** What stands under a row whose list was asked for: its rows, and what there is to say about them. */
export function shownRows(row: ListRow): readonly Row[] {
  const list = listOf(row);
  const { loadMore, problem, empty, incomplete } = row.ending;
  if (list.problem?.during === 'page') return [...list.rows, problem];
  const rows = [
    ...list.rows,
    ...(list.incomplete ? [incomplete] : []),
    ...(list.hasMore ? [loadMore] : []),
  ];
  if (list.problem) return [problem, ...rows];
  return rows.length === 0 ? [empty] : rows;
}

export function isListRow(row: Row): row is ListRow {
  return (
    row.kind === 'foundation' ||
    row.kind === 'organization' ||
    row.kind === 'space' ||
    row.kind === 'app' ||
    row.kind === 'results'
  );
}

/** The foundation that a row belongs to. */
export function foundationOf(row: Row): FoundationRow {
  let at: Row = row;
  while (at.kind !== 'foundation') at = at.parent;
  return at;
}

/** The organization and space of an app. */
export function placeOf({ parent }: AppRow): Place {
  return { organization: parent.parent.organization, space: parent.space };
}

/** The names of an app's organization and space. */
export function placeNames({ parent }: AppRow): PlaceNames {
  return { organization: parent.parent.organization.name, space: parent.space.name };
}

/** Whether the command line targets this row. */
export function isTargeted(row: OrganizationRow | SpaceRow): boolean {
  const target = foundationOf(row).target;
  if (!target) return false;
  return row.kind === 'organization'
    ? row.organization.guid === target.organization
    : row.space.guid === target.space;
}

/** Whether a refresh failed above this row, so that it may be outdated. */
export function isStale(row: Row): boolean {
  if (row.kind === 'problem' || row.kind === 'foundation') return false;
  const parent = parentOf(row);
  return listOf(parent).problem?.during === 'refresh' || isStale(parent);
}

/** The row under which this one stands. */
export function parentOf(row: Exclude<Row, FoundationRow>): ListRow {
  return 'within' in row && row.within ? row.within : row.parent;
}
