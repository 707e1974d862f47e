import { mostGuidsAtOnce } from './bounds.ts';
import { UnsupportedError } from './errors.ts';
import { noFilter } from './filters.ts';
import { toDroplet } from './generations/droplet.ts';
import { isAskedFor, matchedPage } from './matchedPage.ts';
import type { Page } from './page.ts';
import type { ListQuery, Reads } from './reads.ts';
import type { Droplet } from './resources/droplet.ts';
import { abilitiesOf } from './versions.ts';

/**
 * Lists the droplets of all apps, newest first.
 * @throws UnsupportedError for a label selector or a place that this foundation can't be asked for.
 * @see https://v3-apidocs.cloudfoundry.org/#list-droplets
 */
export async function readAllDroplets(
  reads: Reads,
  { filter = noFilter, pageSize }: ListQuery,
  signal?: AbortSignal,
): Promise<Page<Droplet>> {
  const { dropletsByGuid, dropletsByLabel } = abilitiesOf(reads.discovery);
  if (filter.labelSelector !== null && !dropletsByLabel) {
    throw new UnsupportedError('This foundation can’t search droplets by label.');
  }
  // In 2015 and 2016, the list took `app_guids` and `states` only
  // (`app/messages/droplets_list_message.rb`).
  const others = [filter.guids, filter.spaceGuids, filter.organizationGuids];
  if (!dropletsByGuid && others.some(({ length }) => length > 0)) {
    throw new UnsupportedError(
      'This version of the API can search droplets only by app and state. More was added in version 3.0.',
    );
  }
  const url = reads.collection('droplets', { filter, pageSize }, '-created_at');
  const page = await reads.list(url, toDroplet, signal);
  // Korifi takes parameters that it then ignores.
  const apps = new Set(filter.appGuids);
  const isOfApp = ({ appGuid }: Droplet) => apps.size === 0 || apps.has(appGuid ?? '');
  return matchedPage(page, (droplet) => isOfApp(droplet) && isAskedFor(droplet, filter));
}

/**
 * The droplets with these guids, whatever apps they belong to. Those that are gone, or that the user
 * can't see, are missing.
 * @param guids at most `mostGuidsAtOnce`
 */
export async function readDropletsWithGuids(
  reads: Reads,
  guids: readonly string[],
  signal?: AbortSignal,
): Promise<readonly Droplet[]> {
  const query = { pageSize: mostGuidsAtOnce, filter: { ...noFilter, guids } };
  let page = await readAllDroplets(reads, query, signal);
  const found = [...page.resources];
  // A server that ignores the guids would send all droplets.
  while (page.next && !page.matchedHere) {
    page = await page.next(signal);
    found.push(...page.resources);
  }
  return found;
}
