import type { Connection } from '../cloudfoundry/connection.ts';
import { CloudControllerError, NotCloudFoundryError } from '../cloudfoundry/errors.ts';
import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import type { Place } from '../cloudfoundry/place.ts';
import { encodeSegment } from '../cloudfoundry/links.ts';
import type { ListQuery } from '../cloudfoundry/reads.ts';
import type { App, CurrentDroplet } from '../cloudfoundry/resources/app.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import type { Organization } from '../cloudfoundry/resources/organization.ts';
import type { Space } from '../cloudfoundry/resources/space.ts';
import type { Abilities } from '../cloudfoundry/versions.ts';
import type { ListMatch } from './listMatch.ts';
import { PagedList } from './pagedList.ts';
import type { ListSource } from './listSource.ts';
import {
  foundationOf,
  unknownRunning,
  type AppRow,
  type DropletRow,
  type EndingRows,
  type Foundation,
  type FoundationRow,
  type ListRow,
  type OrganizationRow,
  type ResultsRow,
  type Row,
  type SpaceRow,
} from './rows.ts';

/** How many rows a page adds; read again for each list. */
export type PageSize = () => number;

/** The row of a foundation. Sends no request until its list is needed. */
export function foundationRow(
  foundation: Foundation,
  connection: Connection,
  pageSize: PageSize,
): FoundationRow {
  const id = foundation.id;
  const row: FoundationRow = {
    kind: 'foundation',
    id,
    foundation,
    connection,
    target: null,
    ending: endings(id, () => row),
    organizations: new PagedList<Organization, OrganizationRow>({
      firstPage: async (size, signal) => {
        const client = await connection.client(signal);
        return client.organizations({ pageSize: size }, signal);
      },
      toRow: (organization) => organizationRow(row, organization, pageSize),
      update: (child, organization) => {
        child.organization = organization;
      },
      matches: null,
      pageSize: pageSize(),
    }),
  };
  return row;
}

function organizationRow(
  parent: FoundationRow,
  organization: Organization,
  pageSize: PageSize,
): OrganizationRow {
  const id = idBelow(parent, 'organization', organization.guid);
  const row: OrganizationRow = {
    kind: 'organization',
    id,
    parent,
    organization,
    ending: endings(id, () => row),
    spaces: new PagedList<Space, SpaceRow>({
      firstPage: async (size, signal) => {
        const client = await parent.connection.client(signal);
        return client.spaces(row.organization, { pageSize: size }, signal);
      },
      toRow: (space) => spaceRow(row, space, pageSize),
      update: (child, space) => {
        child.space = space;
      },
      matches: null,
      pageSize: pageSize(),
    }),
  };
  return row;
}

function spaceRow(parent: OrganizationRow, space: Space, pageSize: PageSize): SpaceRow {
  const id = idBelow(parent, 'space', space.guid);
  const row: SpaceRow = {
    kind: 'space',
    id,
    parent,
    space,
    filter: null,
    unfiltered: null,
    ending: endings(id, () => row),
    apps: new PagedList<App, AppRow>(appSource(() => row, null, pageSize)),
  };
  return row;
}

/** The source of a space's list of apps, with or without a filter. */
export function appSource(
  space: () => SpaceRow,
  match: ListMatch<App> | null,
  pageSize: PageSize,
): ListSource<App, AppRow> {
  return {
    firstPage: async (size, signal) => {
      const row = space();
      const client = await foundationOf(row).connection.client(signal);
      return client.apps(row.space, toQuery(size, match, client.can), signal);
    },
    toRow: (app) => appRow(space(), app, pageSize),
    update: (child, app) => {
      child.app = app;
      if (app.currentDroplet.kind !== 'unknown') child.current = app.currentDroplet;
    },
    get matches() {
      return match && match.matches(space());
    },
    pageSize: pageSize(),
  };
}

/** @param within the results that show it: another row than that in its space */
export function appRow(
  parent: SpaceRow,
  app: App,
  pageSize: PageSize,
  within: ResultsRow | null = null,
): AppRow {
  const id = idBelow(within ?? parent, 'app', app.guid);
  const row: AppRow = {
    kind: 'app',
    id,
    parent,
    within,
    app,
    current: app.currentDroplet,
    currentDroplet: null,
    running: unknownRunning,
    rollout: null,
    filter: null,
    unfiltered: null,
    ending: endings(id, () => row),
    droplets: new PagedList<Droplet, DropletRow>(dropletSource(() => row, null, pageSize)),
  };
  return row;
}

/**
 * The source of an app's list, with or without a filter: its droplets, and which one is current if
 * unknown. It is known while the app is fresh from the list of apps; when the droplets are
 * requested again, it is old.
 */
export function dropletSource(
  app: () => AppRow,
  match: ListMatch<Droplet> | null,
  pageSize: PageSize,
): ListSource<Droplet, DropletRow> {
  let askedFor: App | null = null;
  return {
    firstPage: async (size, signal) => {
      const row = app();
      const client = await foundationOf(row).connection.client(signal);
      const known = row.current;
      const isNews = row.app !== askedFor && row.app.currentDroplet.kind !== 'unknown';
      const [page, current] = await Promise.all([
        client.droplets(row.app, toQuery(size, match, client.can), signal),
        isNews ? known : askCurrent(client, row.app, signal),
      ]);
      if (!signal.aborted) {
        askedFor = row.app;
        // Otherwise something was assigned meanwhile, and this answer may be older.
        if (row.current === known) row.current = current;
      }
      return page;
    },
    toRow: (droplet) => dropletRow(app(), droplet),
    update: (child, droplet) => {
      child.droplet = droplet;
    },
    get matches() {
      return match && match.matches(app());
    },
    pageSize: pageSize(),
  };
}

/**
 * The row of an app that may not be in the tree, such as one that a filter hides
 * after an assignment.
 */
export function appRowAt(
  foundation: FoundationRow,
  place: Place,
  app: App,
  pageSize: PageSize,
): AppRow {
  const space = spaceRowAt(foundation, place, pageSize);
  return space.apps.get(app.guid) ?? appRow(space, app, pageSize);
}

/** The row of a space, wherever it is; one of its own if it isn't loaded. */
export function spaceRowAt(
  foundation: FoundationRow,
  { organization, space }: Place,
  pageSize: PageSize,
): SpaceRow {
  const parent =
    foundation.organizations.get(organization.guid) ??
    organizationRow(foundation, organization, pageSize);
  return parent.spaces.get(space.guid) ?? spaceRow(parent, space, pageSize);
}

export function dropletRow(
  parent: AppRow,
  droplet: Droplet,
  within: ResultsRow | null = null,
): DropletRow {
  const id = idBelow(within ?? parent, 'droplet', droplet.guid);
  return { kind: 'droplet', id, parent, within, droplet };
}

/** Differs from every other row's id, whatever the guid contains. */
function idBelow(parent: ListRow, kind: Row['kind'], guid: string): string {
  const isPlain = !guid.includes('/') && !guid.includes('%');
  const part = isPlain ? guid : encodeSegment(guid);
  return `${parent.id}/${kind}:${part}`;
}

async function askCurrent(
  client: CloudFoundryClient,
  app: App,
  signal: AbortSignal,
): Promise<CurrentDroplet> {
  try {
    return await client.currentDroplet(app, signal);
  } catch (error) {
    // The droplets themselves are worth showing: the app's row then says that the
    // current one is unknown.
    if (error instanceof CloudControllerError || error instanceof NotCloudFoundryError) {
      return { kind: 'unknown' };
    }
    throw error;
  }
}

function toQuery<T>(pageSize: number, match: ListMatch<T> | null, can: Abilities): ListQuery {
  return match ? { pageSize, filter: match.asked(can) } : { pageSize };
}

export function endings(id: string, parent: () => ListRow): EndingRows {
  const ending = <K extends keyof EndingRows>(kind: K) => ({
    kind,
    id: `${id}/${kind}`,
    get parent() {
      return parent();
    },
  });
  return {
    loadMore: ending('loadMore'),
    problem: ending('problem'),
    empty: ending('empty'),
    incomplete: ending('incomplete'),
  };
}
