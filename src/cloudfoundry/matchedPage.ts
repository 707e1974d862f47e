import type { ListFilter } from './filters.ts';
import type { Page } from './page.ts';

/** The properties that a filter by guids, names or states checks. Droplets have no name. */
interface Filtered {
  readonly guid: string;
  readonly name?: string;
  readonly state: string;
}

/** Whether this resource matches the filter's guids, names and states. */
export function isAskedFor(
  { guid, name, state }: Filtered,
  { guids, names, states }: ListFilter,
): boolean {
  return (
    (guids.length === 0 || guids.includes(guid.toLowerCase())) &&
    (states.length === 0 || states.includes(state)) &&
    (name === undefined || names.length === 0 || isNamed(name, names))
  );
}

/** The API compares names without regard to case (3.228, observed). */
function isNamed(name: string, names: readonly string[]): boolean {
  return names.some((one) => one.toLowerCase() === name.toLowerCase());
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
