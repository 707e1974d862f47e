import type { ListFilter } from './filters.ts';
import type { Page } from './page.ts';

/** What a filter by guids or states is about. */
interface Filtered {
  readonly guid: string;
  readonly state: string;
}

/** Whether the filter asks for this resource, as far as its guids and states tell. */
export function isAskedFor({ guid, state }: Filtered, { guids, states }: ListFilter): boolean {
  return (
    (guids.length === 0 || guids.includes(guid.toLowerCase())) &&
    (states.length === 0 || states.includes(state))
  );
}

/**
 * The page, and all that follow it, without what the server should have left out: Korifi takes `states` and ignores it
 * (`api/payloads/droplet.go`). A page that lost something says that it was matched here, and counts without it.
 * @param lost on the pages before
 */
export function matchedPage<T>(
  page: Page<T>,
  isAsked: (resource: T) => boolean,
  lost = 0,
): Page<T> {
  const { next } = page;
  const resources = page.resources.filter(isAsked);
  const lostByNow = lost + page.resources.length - resources.length;
  return {
    ...page,
    resources,
    totalResults: page.totalResults - lostByNow,
    next: next && (async (signal) => matchedPage(await next(signal), isAsked, lostByNow)),
    matchedHere: resources.length < page.resources.length,
  };
}
