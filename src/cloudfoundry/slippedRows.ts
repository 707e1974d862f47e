import { askPage, type Listed, type PageSource } from './pageAnswer.ts';

/** A page that was read, linked to the previous ones. */
export interface ReadPage {
  readonly key: string;
  readonly url: URL;
  readonly guids: readonly (string | null)[];
  /** The API's count of all rows in the list, as of this page. */
  readonly counted: number | null;
  /** Rows so far, and the total that we report. */
  readonly seen: number;
  readonly total: number;
  /** Counted from 1. */
  readonly number: number;
  readonly before: ReadPage | null;
}

/**
 * How many pages to request again at most. A list that shrinks faster is reported as incomplete.
 */
const mostAgain = 10;

/**
 * Finds the rows that slipped through between two pages. Cloud Controllers page by offset: if a row
 * is deleted meanwhile, the rows after it move up, and one moves from the next page to the page
 * that was already read. The smaller count reveals this; we then request as many previous pages
 * again as rows may have moved.
 * @param last the page before the one just read, which had `length` rows and a total of `counted`
 */
export async function slipped<T extends Listed>(
  source: PageSource<T>,
  last: ReadPage,
  length: number,
  counted: number | null,
  signal: AbortSignal | undefined,
): Promise<{ readonly rows: readonly T[]; readonly isWhole: boolean }> {
  const isPastEnd = length === 0 && (last.counted ?? 0) > last.seen;
  // A page past the end may count 0 in total: use the previous page's count.
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
  // A row before a known row is new or was already read; the rows after the last known
  // one have moved up.
  const rows = pages.flat();
  const from = rows.findLastIndex(({ guid }) => known.has(guid)) + 1;
  return { rows: rows.slice(from), isWhole: missing <= 0 || page === null };
}

function shrunk(before: number | null, now: number | null): number {
  return before === null || now === null ? 0 : Math.max(0, before - now);
}
