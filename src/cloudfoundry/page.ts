import { RefusedLinkError } from './errors.ts';
import { IncompleteListError, type EarlyEnd } from './incompleteList.ts';
import { asObject, asString, type JsonObject } from './json.ts';
import { resolveLink } from './links.ts';
import { askPage, type Listed, type PageSource } from './pageAnswer.ts';
import { slipped, type ReadPage } from './slippedRows.ts';

/** One page of a list. `next` is null on the last page. */
export interface Page<T> {
  readonly resources: readonly T[];
  /** The API's count, which may change between pages. Never less than the rows seen so far. */
  readonly totalResults: number;
  readonly next: ((signal?: AbortSignal) => Promise<Page<T>>) | null;
  /** Why rows may be missing after this page although no request failed. */
  readonly incomplete?: IncompleteListError | null;
  /** Whether the server ignored the filter, so rows that don't match were dropped here. */
  readonly matchedHere?: boolean;
}

/** Only a broken server has a list with more pages. */
const maxPages = 10_000;

/**
 * Requests the first page; further pages follow the links that the API advertises,
 * whatever their names.
 */
export async function firstPage<T extends Listed>(
  source: PageSource<T>,
  url: URL,
  signal?: AbortSignal,
): Promise<Page<T>> {
  return fetchPage(source, url, null, signal);
}

async function fetchPage<T extends Listed>(
  source: PageSource<T>,
  url: URL,
  before: ReadPage | null,
  signal: AbortSignal | undefined,
): Promise<Page<T>> {
  const { json, resources, counted, isCut } = await askPage(source, url, signal);
  const late = before && (await slipped(source, before, resources.length, counted, signal));
  const seen = (before?.seen ?? 0) + (late?.rows.length ?? 0) + resources.length;
  // A page past the end counts 0 in total: the previous count is closer to the truth.
  const total = Math.max(seen, resources.length === 0 ? (before?.total ?? 0) : (counted ?? 0));
  const number = (before?.number ?? 0) + 1;
  const guids = resources.map(({ guid }) => guid);
  const after = { key: keyOf(url), url, guids, counted, seen, total, number, before };
  const next = isCut ? 'tooManyRows' : nextOf(source, json, after);
  const reason = typeof next === 'string' ? next : late?.isWhole === false ? 'changed' : null;
  return {
    resources: late && late.rows.length > 0 ? [...late.rows, ...resources] : resources,
    totalResults: total,
    next: typeof next === 'string' ? null : next,
    incomplete: reason === null ? null : new IncompleteListError(reason),
  };
}

function nextOf<T extends Listed>(
  source: PageSource<T>,
  json: JsonObject,
  page: ReadPage,
): Page<T>['next'] | EarlyEnd {
  const href = nextHref(json);
  if (href === null) return null;
  if (page.number >= maxPages) return 'tooManyPages';
  let next: URL;
  try {
    next = resolveLink(href, source.scope);
  } catch (error) {
    // If it isn't an address at all ("string" in answers generated from a description), the list
    // ends. An address that leads elsewhere would silently hide rows, so following it reports
    // why it was refused.
    if (error instanceof RefusedLinkError && /^(https?:)?\/\//i.test(href)) {
      return () => Promise.reject(error);
    }
    return 'noAddress';
  }
  if (next.pathname !== page.url.pathname) return 'otherList';
  if (wasRead(keyOf(next), page)) return 'readBefore';
  return (signal) => fetchPage(source, next, page, signal);
}

/** v3 says `pagination.next.href`, v2 says `next_url`. */
function nextHref(json: JsonObject): string | null {
  const next = asObject(json['pagination'])['next'];
  return asString(asObject(next)['href']) ?? asString(json['next_url']);
}

function keyOf(url: URL): string {
  return `${url.pathname}${url.search}`;
}

function wasRead(key: string, last: ReadPage): boolean {
  for (let page: ReadPage | null = last; page; page = page.before) {
    if (page.key === key) return true;
  }
  return false;
}
