import { askPage, type Listed, type PageSource } from './pageAnswer.ts';

/** A page that was read, and the ones before it. */
export interface ReadPage {
  readonly key: string;
  readonly url: URL;
  readonly guids: readonly (string | null)[];
  /** As the API counted all rows of the list with this page. */
  readonly counted: number | null;
  /** Rows so far, and what is told of how many there are in all. */
  readonly seen: number;
  readonly total: number;
  /** Counted from 1. */
  readonly number: number;
  readonly before: ReadPage | null;
}

/** Pages are asked for again only so far back: a list that shrinks faster is said to be incomplete. */
const mostAgain = 10;

/**
 * The rows that slipped through between two pages. Cloud Controllers page by offset: where a row is deleted meanwhile,
 * each later one moves up, and one of the next page onto the page that was read already. The count tells, which then is
 * smaller; the pages before are asked for again as far back as rows have moved.
 * @param last the page before the one that was just read, which had `length` rows and `counted` this many in all
 */
export async function slipped<T extends Listed>(
  source: PageSource<T>,
  last: ReadPage,
  length: number,
  counted: number | null,
  signal: AbortSignal | undefined,
): Promise<{ readonly rows: readonly T[]; readonly isWhole: boolean }> {
  const isPastEnd = length === 0 && (last.counted ?? 0) > last.seen;
  // A page past the end may count nothing at all: then the page before it tells.
  let latest = isPastEnd ? last.counted : counted;
  let missing = isPastEnd ? 1 : shrunk(last.counted, counted);
  const known = new Set<string | null>();
  const pages: (readonly T[])[] = [];
  let page: ReadPage | null = last;
  for (let asked = 0; page && missing > 0 && asked < mostAgain; asked += 1) {
    const again = await askPage(source, page.url, signal);
    pages.unshift(again.resources);
    for (const guid of page.guids) known.add(guid);
    missing += shrunk(latest, again.counted) - page.guids.length;
    latest = again.counted ?? latest;
    page = page.before;
  }
  // What stands before a row that is known is new or was read before; what follows the last of them has moved up.
  const rows = pages.flat();
  const from = rows.findLastIndex(({ guid }) => known.has(guid)) + 1;
  return { rows: rows.slice(from), isWhole: missing <= 0 || page === null };
}

function shrunk(before: number | null, now: number | null): number {
  return before === null || now === null ? 0 : Math.max(0, before - now);
}
