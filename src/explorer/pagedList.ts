import type { Page } from '../cloudfoundry/page.ts';

/** How a list gets its pages and turns their resources into rows. */
export interface ListSource<T extends { readonly guid: string }, Row> {
  /** Asks for the first page, of this many resources. */
  readonly firstPage: (pageSize: number, signal: AbortSignal) => Promise<Page<T>>;
  /** Makes the row of a resource, once. */
  readonly toRow: (resource: T) => Row;
  /** Gives a kept row the resource's newer state. */
  readonly update: (row: Row, resource: T) => void;
  /** Whether a resource belongs here, where the API could not be asked; null keeps all. */
  readonly matches: ((resource: T) => boolean) | null;
  /** Rows that a page is to add, and the most that the API gives at once. */
  readonly pageSize: number;
}

/** Why a list does not show what it should: its rows stay, and are old where a refresh failed. */
export interface ListProblem {
  readonly during: 'page' | 'refresh';
  readonly error: unknown;
}

/** The most that a Cloud Controller answers at once. */
const maxPageSize = 5000;

/**
 * One list of the tree and its paging: asks once however often it is told to, keeps one row per guid, keeps its rows
 * when a page fails, and drops pages that arrive after it was reset.
 */
export class PagedList<T extends { readonly guid: string }, Row> {
  #source: ListSource<T, Row>;
  #rows = new Map<string, Row>();
  #next: Page<T>['next'] = null;
  #total: number | null = null;
  #problem: ListProblem | null = null;
  #loading: Promise<void> | null = null;
  #abort = new AbortController();

  constructor(source: ListSource<T, Row>) {
    this.#source = source;
  }

  /** In the order of the API. */
  get rows(): readonly Row[] {
    return [...this.#rows.values()];
  }

  get count(): number {
    return this.#rows.size;
  }

  /** How many there are in all, as the API counts; null before the first page. */
  get total(): number | null {
    return this.#total;
  }

  get isLoaded(): boolean {
    return this.#total !== null;
  }

  get hasMore(): boolean {
    return this.#next !== null;
  }

  /** What went wrong last; null once it went well. */
  get problem(): ListProblem | null {
    return this.#problem;
  }

  get(guid: string): Row | undefined {
    return this.#rows.get(guid);
  }

  /** Loads the first page unless that was done or tried. A failure stands in `problem`. */
  async ensureLoaded(): Promise<void> {
    if (this.isLoaded || (this.#problem && !this.#loading)) return;
    await this.#once('page', () => this.#loadFirst());
  }

  /** Loads the next page; the first one where that failed. */
  async loadMore(): Promise<void> {
    await this.#once('page', () => (this.isLoaded ? this.#loadNext() : this.#loadFirst()));
  }

  /** Loads page after page until the list ends, one fails, or the signal says stop. */
  async loadAll(signal: AbortSignal): Promise<void> {
    await this.loadMore();
    while (this.hasMore && !this.#problem && !signal.aborted) await this.loadMore();
  }

  /** Does again what failed. */
  async retry(): Promise<void> {
    await (this.#problem?.during === 'refresh' ? this.refresh() : this.loadMore());
  }

  /** Asks again for as many rows as are shown, and keeps showing these until the answer is there. */
  async refresh(): Promise<void> {
    this.#abortPages();
    await this.#once('refresh', () => this.#reload());
  }

  /** Forgets everything; with a new source, lists something else from now on. */
  reset(source: ListSource<T, Row> = this.#source): void {
    this.#abortPages();
    this.#source = source;
    this.#rows = new Map();
    this.#next = null;
    this.#total = null;
    this.#problem = null;
  }

  #abortPages(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#loading = null;
  }

  async #once(during: ListProblem['during'], load: () => Promise<void>): Promise<void> {
    const { signal } = this.#abort;
    this.#loading ??= load()
      .then(
        () => {
          if (!signal.aborted) this.#problem = null;
        },
        (error: unknown) => {
          if (!signal.aborted) this.#problem = { during, error };
        },
      )
      .finally(() => {
        if (!signal.aborted) this.#loading = null;
      });
    await this.#loading;
  }

  async #loadFirst(): Promise<void> {
    const { signal } = this.#abort;
    const page = await this.#source.firstPage(this.#askFor(), signal);
    await this.#take(page, signal);
  }

  async #loadNext(): Promise<void> {
    const { signal } = this.#abort;
    if (!this.#next) return;
    const page = await this.#next(signal);
    await this.#take(page, signal);
  }

  async #reload(): Promise<void> {
    const { signal } = this.#abort;
    const shown = Math.max(this.#rows.size, this.#askFor());
    let page = await this.#source.firstPage(Math.min(shown, maxPageSize), signal);
    const resources = [...page.resources];
    while (page.next && resources.length < shown) {
      page = await page.next(signal);
      resources.push(...page.resources);
    }
    if (signal.aborted) return;
    const kept = this.#rows;
    this.#rows = new Map();
    this.#add(resources, kept);
    this.#total = Math.max(page.totalResults, this.#rows.size);
    this.#next = page.next;
  }

  /** A predicate of ours sees little on a small page: then the API is asked for as much as it gives at once. */
  #askFor(): number {
    return this.#source.matches ? maxPageSize : this.#source.pageSize;
  }

  async #take(first: Page<T>, signal: AbortSignal): Promise<void> {
    const wanted = this.#rows.size + this.#source.pageSize;
    for (let page = first; ;) {
      if (signal.aborted) return;
      this.#add(page.resources, this.#rows);
      this.#total = Math.max(page.totalResults, this.#rows.size);
      this.#next = page.next;
      if (!this.#source.matches || !page.next || this.#rows.size >= wanted) return;
      page = await page.next(signal);
    }
  }

  #add(resources: readonly T[], kept: ReadonlyMap<string, Row>): void {
    const { matches, toRow, update } = this.#source;
    for (const resource of resources) {
      if (resource.guid === '' || (matches && !matches(resource))) continue;
      const row = kept.get(resource.guid);
      if (row) update(row, resource);
      if (!this.#rows.has(resource.guid)) this.#rows.set(resource.guid, row ?? toRow(resource));
    }
  }
}
