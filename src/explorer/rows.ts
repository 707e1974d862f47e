import type { RolloutProgress } from '../changes/rolloutProgress.ts';
import type { PlaceNames } from '../changes/protection.ts';
import type { Place } from '../changes/warnings.ts';
import type { Connection } from '../cloudfoundry/connection.ts';
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
  /** As normalized by `toApiUrl`: an origin. */
  readonly api: string;
  /** Who is signed in. */
  readonly user: string;
  readonly source: FoundationSource;
  /** Where the command line keeps the session, if not where it looks by itself. */
  readonly cliFile?: string;
  /** Everything can be looked at, and nothing changed. */
  readonly isReadOnly: boolean;
  /** Further certificate authorities, of this foundation alone. */
  readonly caFile: string | null;
  /** Certificates are not checked, which the user has agreed to for this foundation. */
  readonly skipsValidation: boolean;
  /** Origins besides its own that may stand in its links. */
  readonly trustedLinkOrigins: readonly string[];
  /** Blob stores that its downloads may come from, unencrypted or from a private network. */
  readonly trustedBlobOrigins: readonly string[];
}

/**
 * Where a foundation comes from: the user has signed in to it, a setting names it, the `cf` command line is signed in to
 * it (and has its tokens), or it is the sample, which lasts as long as the window.
 */
type FoundationSource = 'added' | 'setting' | 'cli' | 'sample';

/** The droplets that an app's instances run, by guid, as its deployed revisions tell; many apps have none. */
export type Running =
  { readonly kind: 'unknown' } | { readonly kind: 'known'; readonly droplets: ReadonlySet<string> };

/** Where no revisions tell. */
export const unknownRunning: Running = { kind: 'unknown' };

/** The guids of the organization and the space that the `cf` command line works in. */
export interface Target {
  readonly organization: string | null;
  readonly space: string | null;
}

/*
 * Rows are made once and kept, since VS Code finds them by reference. Their fields change; they themselves stay.
 */
export interface FoundationRow {
  readonly kind: 'foundation';
  readonly id: string;
  foundation: Foundation;
  readonly connection: Connection;
  readonly organizations: PagedList<Organization, OrganizationRow>;
  /** Of the command line's session; null for any other. */
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
  /** Apps without the filter, as last counted. */
  unfiltered: number | null;
  readonly ending: EndingRows;
}

export interface AppRow {
  readonly kind: 'app';
  readonly id: string;
  readonly parent: SpaceRow;
  app: App;
  current: CurrentDroplet;
  /** What its instances run; asked once its droplets have been listed. */
  running: Running;
  /** The deployment under way, as last seen. */
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
  droplet: Droplet;
}

/** The rows that may stand around a list's own: each list has one of either, made with it. */
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

/** Says that a list ends early, and why. */
export interface IncompleteRow {
  readonly kind: 'incomplete';
  readonly id: string;
  readonly parent: ListRow;
}

/** Rows that have a list below them. */
export type ListRow = FoundationRow | OrganizationRow | SpaceRow | AppRow;

export type Row = ListRow | DropletRow | LoadMoreRow | ProblemRow | EmptyRow | IncompleteRow;

/** A list as far as its rows do not matter. */
export type AnyList =
  | FoundationRow['organizations']
  | OrganizationRow['spaces']
  | SpaceRow['apps']
  | AppRow['droplets'];

/** The list below a row. */
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
  }
}

export function isListRow(row: Row): row is ListRow {
  return (
    row.kind === 'foundation' ||
    row.kind === 'organization' ||
    row.kind === 'space' ||
    row.kind === 'app'
  );
}

/** The foundation that a row belongs to. */
export function foundationOf(row: Row): FoundationRow {
  let at: Row = row;
  while (at.kind !== 'foundation') at = at.parent;
  return at;
}

/** Where an app is. */
export function placeOf({ parent }: AppRow): Place {
  return { organization: parent.parent.organization, space: parent.space };
}

/** Where an app is, by name. */
export function placeNames({ parent }: AppRow): PlaceNames {
  return { organization: parent.parent.organization.name, space: parent.space.name };
}

/** Whether this droplet is the one that its app starts with. */
export function isCurrent(row: DropletRow): boolean {
  const { current } = row.parent;
  return current.kind === 'assigned' && current.guid === row.droplet.guid;
}

/** Whether instances are known to run this droplet. */
export function isRunning({ droplet, parent }: DropletRow): boolean {
  return parent.running.kind === 'known' && runsNow(parent, droplet.guid);
}

/** Whether the app's instances are known to run another droplet than the current one: it waits for a restart. */
export function isAwaitingRestart(row: AppRow): boolean {
  const { app, current, running } = row;
  if (app.state !== 'STARTED' || current.kind !== 'assigned') return false;
  return running.kind === 'known' && !runsNow(row, current.guid);
}

/** Of the droplet that is rolled out, a revision is there before the first instance runs. */
function runsNow({ app, rollout, running }: AppRow, droplet: string): boolean {
  if (app.state !== 'STARTED' || running.kind === 'unknown') return false;
  if (!running.droplets.has(droplet)) return false;
  if (rollout?.deployment.dropletGuid !== droplet) return true;
  const { instances } = rollout;
  return instances !== null && (instances.running ?? instances.new) > 0;
}

/** Whether the command line works here. */
export function isTargeted(row: OrganizationRow | SpaceRow): boolean {
  const target = foundationOf(row).target;
  if (!target) return false;
  return row.kind === 'organization'
    ? row.organization.guid === target.organization
    : row.space.guid === target.space;
}

/** Whether a refresh failed above this row, so that it may no longer be true. */
export function isStale(row: Row): boolean {
  if (row.kind === 'problem' || row.kind === 'foundation') return false;
  return listOf(row.parent).problem?.during === 'refresh' || isStale(row.parent);
}
