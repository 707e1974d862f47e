import { UnsupportedError } from './errors.ts';
import { noFilter, withQuery, type ListFilter } from './filters.ts';
import { toDroplet } from './generations/droplet.ts';
import { isAskedFor, matchedPage } from './matchedPage.ts';
import type { Page } from './page.ts';
import { isBadParameter } from './places.ts';
import type { ListQuery, Reads } from './reads.ts';
import { largestPage } from './bounds.ts';
import type { App } from './resources/app.ts';
import type { Droplet } from './resources/droplet.ts';
import { abilitiesOf } from './versions.ts';

/**
 * Lists the droplets of an app, newest first, for any generation of the API. What of the filter
 * the API can't answer is matched here.
 * @throws UnsupportedError for a label selector that this foundation doesn't support.
 * @see https://v3-apidocs.cloudfoundry.org/#list-droplets-for-an-app
 */
export async function readDroplets(
  reads: Reads,
  app: App,
  { filter = noFilter, pageSize }: ListQuery,
  signal?: AbortSignal,
): Promise<Page<Droplet>> {
  const { dropletsByGuid, dropletsByLabel } = abilitiesOf(reads.discovery);
  if (filter.labelSelector !== null && !dropletsByLabel) {
    throw new UnsupportedError(
      reads.discovery.isKorifi
        ? 'Korifi can’t filter droplets by label.'
        : 'This foundation’s API doesn’t support labels for droplets. They were added in version 3.65.',
    );
  }
  const isMatchedHere = filter.guids.length > 0 && !dropletsByGuid;
  const size = isMatchedHere ? largestPage : pageSize;
  const asked = isMatchedHere ? { ...filter, guids: [] } : filter;
  const page = await dropletsOf(reads, app, size, asked, signal);
  // An app's own list never contains other apps' droplets, and without a filter there is
  // nothing to check.
  const isFiltered = filter.guids.length + filter.states.length > 0;
  if (!isFiltered && app.links['droplets']) return page;
  const isOfApp = ({ appGuid }: Droplet) => appGuid === null || appGuid === app.guid;
  return matchedPage(page, (droplet) => isOfApp(droplet) && isAskedFor(droplet, filter));
}

/**
 * Without a link to an app's droplets, we ask the list of all droplets. It can be filtered by app,
 * except in spring 2015 (`app/controllers/v3/droplets_controller.rb` at that time).
 */
async function dropletsOf(
  reads: Reads,
  app: App,
  pageSize: number,
  filter: ListFilter,
  signal: AbortSignal | undefined,
): Promise<Page<Droplet>> {
  const list = async (href: string, size: number, by: ListFilter) => {
    const asked = withQuery(href, size, by, '-created_at');
    return reads.list(reads.resolve({ href: asked, method: 'GET' }), toDroplet, signal);
  };
  const link = app.links['droplets'];
  if (link) return list(link.href, pageSize, filter);
  const ofApp = reads.v3('droplets');
  ofApp.searchParams.set('app_guids', app.guid);
  try {
    return await list(ofApp.href, pageSize, filter);
  } catch (error) {
    if (reads.discovery.era !== 'info' || !isBadParameter(error)) throw error;
    const { orderBy } = filter;
    return list(reads.v3('droplets').href, largestPage, { ...noFilter, orderBy });
  }
}
