import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import { isNotFound } from '../cloudfoundry/errors.ts';
import { noFilter } from '../cloudfoundry/filters.ts';
import { toIndexedApp, toIndexedPlace, type IndexedApp, type IndexedPlace } from './appIndex.ts';

/** The requests that a search for one thing needs. */
export type AskedClient = Pick<
  CloudFoundryClient,
  'allApps' | 'appWithGuid' | 'dropletWithGuid' | 'organizationWithGuid' | 'spaceWithGuid'
>;

/** What a guid belongs to. */
export type Target =
  /** `droplet` is its guid if the guid was that of a droplet. */
  | { readonly kind: 'app'; readonly app: IndexedApp; readonly droplet: string | null }
  | { readonly kind: 'space'; readonly place: IndexedPlace }
  | { readonly kind: 'organization'; readonly guid: string; readonly name: string };

/** How many apps of the same name one request returns. */
const pageSize = 50;

/** The apps with this name, upper or lower case: one request. */
export async function askByName(
  client: Pick<AskedClient, 'allApps'>,
  name: string,
  signal: AbortSignal,
): Promise<readonly IndexedApp[]> {
  const filter = { ...noFilter, names: [name] };
  const { resources } = await client.allApps({ pageSize, filter }, signal);
  return resources.filter(({ guid }) => guid !== '').map(toIndexedApp);
}

/** What this guid belongs to, asked in the order of what people paste; null if nothing visible has it. */
export async function askByGuid(
  client: AskedClient,
  guid: string,
  signal: AbortSignal,
): Promise<Target | null> {
  const app = await askForApp(client, guid, signal);
  if (app) return { kind: 'app', app, droplet: null };
  const droplet = await orNull(client.dropletWithGuid(guid, signal));
  if (droplet?.appGuid) {
    const its = await askForApp(client, droplet.appGuid, signal);
    return its && { kind: 'app', app: its, droplet: droplet.guid };
  }
  const place = await orNull(client.spaceWithGuid(guid, signal));
  if (place) {
    return { kind: 'space', place: toIndexedPlace(place) };
  }
  const organization = await orNull(client.organizationWithGuid(guid, signal));
  return organization && { kind: 'organization', guid, name: organization.name };
}

/** The app with this guid; null if there is none that the user can see. */
export async function askForApp(
  client: Pick<AskedClient, 'appWithGuid'>,
  guid: string,
  signal: AbortSignal,
): Promise<IndexedApp | null> {
  const app = await client.appWithGuid(guid, signal);
  return app && toIndexedApp(app);
}

async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}
