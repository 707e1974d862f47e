import { largestPage } from '../cloudfoundry/bounds.ts';
import type { IncompleteListError } from '../cloudfoundry/incompleteList.ts';
import type { Page } from '../cloudfoundry/page.ts';
import type { ListProblem, ListSource } from './listSource.ts';

/**
 * One list of the tree and its paging. Sends one request however often it is called, keeps one row
 * per guid, keeps its rows if a page fails, and drops pages that arrive after a reset.
 */
export class PagedList<T extends { readonly guid: string }, Row> {
  #source: ListSource<T, Row>;
  #rows = new Map<string, Row>();
  #next: Page<T>['next'] = null;
  #total: number | null = null;
  #problem: ListProblem | null = null;
  #incomplete: IncompleteListError | null = null;
  #isMatchedHere = false;
  /** How many resources have been read, whether they match or not. */
  #read = 0;
  /** Ends the search for matches on further pages; null if there is none. */
  #search: AbortController | null = null;
  #isStopped = false;
  #isClosed = false;
  #onSearch: (() => void) | null = null;
  #waiting: (() => void)[] = [];
  #loading: { readonly during: ListProblem['during']; readonly done: Promise<void> } | null = null;
  #abort = new AbortController();

  constructor(source: ListSource<T, Row>) {
    this.#source = source;
  }

  /** In the API's order. */
  get rows(): readonly Row[] {
    return [...this.#rows.values()];
  }

  get count(): number {
    return this.#rows.size;
  }

  /** How many there are in total, by the API's count; null before the first page. */
  get total(): number | null {
    return this.#total;
  }

  get isLoaded(): boolean {
    return this.#total !== null;
  }

  get hasMore(): boolean {
    return this.#next !== null;
  }

  /** The last problem; null once a request succeeds. */
  get problem(): ListProblem | null {
    return this.#problem;
  }

  /** Why rows are missing although nothing failed. */
  get incomplete(): IncompleteListError | null {
    return this.#incomplete;
  }

  /** Whether the server ignored the filter, so that rows were filtered here. */
  get isMatchedHere(): boolean {
    return this.#isMatchedHere;
  }

  /** How many resources have been searched for matches; null if the source has no `matches`. */
  get searched(): number | null {
    return this.#source.matches ? this.#read : null;
  }

  /** Whether further pages are being searched for matches. */
  get isSearching(): boolean {
    return this.#search !== null;
  }

  /** Whether all rows are being requested again. */
  get isRefreshing(): boolean {
    return this.#loading?.during === 'refresh';
  }

  get(guid: string): Row | undefined {
    return this.#rows.get(guid);
  }

  /** Loads the first page unless already loaded or tried. A failure is in `problem`. */
  async ensureLoaded(): Promise<void> {
    // Again if a reset or a refresh replaced the request: it left nothing behind.
    while (!this.#isClosed && !this.isLoaded && (this.#loading || !this.#problem)) {
      await this.#once('page', (signal) => this.#loadNext(signal));
    }
  }

  /** Like `ensureLoaded`, but returns as soon as there are rows to show while it searches on. */
  async ensureStarted(): Promise<void> {
    if (this.isLoaded) return;
    const shown = new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
    });
    await Promise.race([this.ensureLoaded(), shown]);
  }

  /** Called for each page while further pages are searched for matches, and at the end. */
  onSearch(listener: () => void): void {
    this.#onSearch = listener;
  }

  /** Ends a search: the rows found so far stay, and `loadMore` continues. */
  stop(): void {
    if (!this.#search) return;
    this.#isStopped = true;
    this.#search.abort();
  }

  /** Loads the next page, or the first one if that failed. Waits for a refresh in progress. */
  async loadMore(): Promise<void> {
    if (this.#loading?.during === 'refresh') await this.#loading.done;
    await this.#once('page', (signal) => this.#loadNext(signal));
  }

  /** Loads everything in the largest pages, until `stop` is aborted: rows that have arrived stay. */
  async loadAll(stop: AbortSignal): Promise<void> {
    await this.#loading?.done;
    if (stop.aborted || (this.isLoaded && !this.hasMore)) return;
    await this.#once('page', (signal) => this.#loadRest(signal, stop));
  }

  /**
   * Requests as many rows again as are shown, and keeps showing the old ones until
   * the answer arrives.
   */
  async refresh(): Promise<void> {
    this.#abortPages();
    await this.#once('refresh', (signal) => this.#reload(this.#rows.size, signal));
  }

  /** Forgets everything; with a new source, lists something else from now on. */
  reset(source: ListSource<T, Row> = this.#source): void {
    this.#abortPages();
    this.#source = source;
    this.#rows = new Map();
    this.#next = null;
    this.#total = null;
    this.#problem = null;
    this.#incomplete = null;
    this.#isMatchedHere = false;
    this.#read = 0;
    this.#isStopped = false;
  }

  /** Forgets everything, and requests nothing any longer: the list has left the tree. */
  close(): void {
    this.#isClosed = true;
    this.#onSearch = null;
    this.reset();
  }

  #abortPages(): void {
    if (!this.#loading) return;
    this.#search = null;
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#loading = null;
  }

  async #once(
    during: ListProblem['during'],
    load: (signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    if (this.#isClosed) return;
    const { signal } = this.#abort;
    this.#loading ??= { during, done: this.#settle(during, load(signal), signal) };
    await this.#loading.done;
  }

  async #settle(
    during: ListProblem['during'],
    loaded: Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    // Rows that couldn't be refreshed stay old until a refresh succeeds, whatever
    // pages do meanwhile.
    const areOld = this.#problem?.during === 'refresh';
    try {
      await loaded;
      if (!signal.aborted && (during === 'refresh' || !areOld)) this.#problem = null;
    } catch (error) {
      const isOfRefresh = this.isLoaded && (during === 'refresh' || areOld);
      if (!signal.aborted) this.#problem = { during: isOfRefresh ? 'refresh' : 'page', error };
    } finally {
      if (!signal.aborted) {
        this.#loading = null;
        const { isSearching } = this;
        this.#search = null;
        if (isSearching) this.#onSearch?.();
      }
    }
  }

  async #loadNext(signal: AbortSignal): Promise<void> {
    if (this.isLoaded && !this.#next) return;
    this.#isStopped = false;
    const wanted = this.#rows.size + this.#source.pageSize;
    let page = await (this.#next?.(signal) ?? this.#source.firstPage(this.#askFor(0), signal));
    for (;;) {
      if (signal.aborted) return;
      const matching = await this.#matching(page, signal);
      if (signal.aborted) return;
      this.#read += page.resources.length;
      this.#show(page, matching, this.#rows);
      const isMatched = this.#source.matches !== null || this.#isMatchedHere;
      if (!isMatched || !page.next || this.#rows.size >= wanted) return;
      const found = await this.#searchOn(page.next, signal);
      if (!found) return;
      page = found;
    }
  }

  /** The next page; null if the search was stopped. */
  async #searchOn(next: NonNullable<Page<T>['next']>, reset: AbortSignal): Promise<Page<T> | null> {
    this.#search ??= new AbortController();
    const { signal: stop } = this.#search;
    this.#onSearch?.();
    try {
      const page = await next(AbortSignal.any([reset, stop]));
      return stop.aborted ? null : page;
    } catch (error) {
      if (stop.aborted) return null;
      throw error;
    }
  }

  async #loadRest(reset: AbortSignal, stop: AbortSignal): Promise<void> {
    const signal = AbortSignal.any([reset, stop]);
    this.#isStopped = false;
    try {
      await this.#reload(largestPage, signal);
      while (this.#next && !signal.aborted && !this.#isStopped) await this.#loadNext(signal);
    } catch (error) {
      if (!stop.aborted) throw error;
    }
  }

  /** Replaces the rows only once there are as many as wanted: it never shows fewer in between. */
  async #reload(atLeast: number, signal: AbortSignal): Promise<void> {
    // A search that was stopped isn't continued by a refresh.
    const most = this.#isStopped ? this.#read : Infinity;
    let page = await this.#source.firstPage(this.#askFor(atLeast), signal);
    const { matches, pageSize } = this.#source;
    const wanted = matches ? Math.max(atLeast, pageSize) : atLeast;
    let read = page.resources.length;
    const resources = [...(await this.#matching(page, signal))];
    let incomplete = page.incomplete ?? null;
    let isMatchedHere = page.matchedHere ?? false;
    while (page.next && resources.length < wanted && read < most) {
      page = await page.next(signal);
      read += page.resources.length;
      incomplete ??= page.incomplete ?? null;
      isMatchedHere ||= page.matchedHere ?? false;
      for (const resource of await this.#matching(page, signal)) resources.push(resource);
    }
    if (signal.aborted) return;
    const kept = this.#rows;
    this.#rows = new Map();
    this.#read = read;
    this.#incomplete = incomplete;
    this.#isMatchedHere = isMatchedHere;
    this.#show(page, resources, kept);
  }

  /** Our own predicate finds few matches on a small page, so request the largest page. */
  #askFor(atLeast: number): number {
    const { matches, pageSize } = this.#source;
    return matches ? largestPage : Math.min(Math.max(atLeast, pageSize), largestPage);
  }

  async #matching({ resources }: Page<T>, signal: AbortSignal): Promise<readonly T[]> {
    const { matches, prepare } = this.#source;
    const matching = resources.filter((one) => one.guid !== '' && (!matches || matches(one)));
    return prepare ? prepare(matching, signal) : matching;
  }

  /** Adds rows, and takes from the page what else there is. */
  #show(page: Page<T>, resources: readonly T[], kept: ReadonlyMap<string, Row>): void {
    const { toRow, update } = this.#source;
    for (const resource of resources) {
      const known = kept.get(resource.guid);
      if (known) update(known, resource);
      if (!this.#rows.has(resource.guid)) this.#rows.set(resource.guid, known ?? toRow(resource));
    }
    this.#total = Math.max(page.totalResults, this.#rows.size);
    this.#next = page.next;
    this.#incomplete ??= page.incomplete ?? null;
    this.#isMatchedHere ||= page.matchedHere ?? false;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
