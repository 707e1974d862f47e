import type { ListFilter } from './filters.ts';
import type { Page } from './page.ts';

/** The properties that a filter by guids or states checks. */
interface Filtered {
  readonly guid: string;
  readonly state: string;
}

/** Whether this resource matches the filter's guids and states. */
export function isAskedFor({ guid, state }: Filtered, { guids, states }: ListFilter): boolean {
  return (
    (guids.length === 0 || guids.includes(guid.toLowerCase())) &&
    (states.length === 0 || states.includes(state))
  );
}

/**
 * Drops resources that the server should have left out, on this page and all that follow: Korifi
 * accepts `states` and ignores it (`api/payloads/droplet.go`). A page that lost some says that it
 * was filtered here, and counts without them.
 * @param lost on the previous pages
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
