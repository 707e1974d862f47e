import type { Filter } from './filter.ts';
import type { PageSize } from './rowFactory.ts';
import {
  foundationOf,
  type AppRow,
  type DropletRow,
  type FoundationRow,
  type ResultsRow,
} from './rows.ts';

/** What the tree does for its results. */
interface Tree {
  /** Redraws a row, or the root. */
  readonly fire: (row: ResultsRow | undefined) => void;
  /** Requests a row's list, and waits for its first rows. */
  readonly start: (row: ResultsRow) => Promise<void>;
  readonly setExpanded: (row: ResultsRow, isExpanded: boolean) => void;
}

/** The results of the window's searches. */
export class ResultsList {
  readonly #pageSize: PageSize;
  readonly #tree: Tree;
  #rows: readonly ResultsRow[] = [];
  #count = 0;

  constructor(pageSize: PageSize, tree: Tree) {
    this.#pageSize = pageSize;
    this.#tree = tree;
  }

  /** The latest first. */
  get rows(): readonly ResultsRow[] {
    return this.#rows;
  }

  /** Searches a foundation; what is found stands at the top of the tree. */
  async find(foundation: FoundationRow, filter: Filter): Promise<ResultsRow> {
    const { resultsRow } = await import('./results.ts');
    this.#count += 1;
    const row = resultsRow(foundation, this.#count, filter, this.#pageSize);
    this.#rows = [row, ...this.#rows];
    this.#tree.setExpanded(row, true);
    this.#tree.fire(undefined);
    return row;
  }

  /** Searches for something else. */
  async findElse(row: ResultsRow, filter: Filter): Promise<void> {
    const { foundSource } = await import('./results.ts');
    row.filter = filter;
    row.found.reset(foundSource(() => row, filter, this.#pageSize));
    this.#tree.fire(row);
    await this.#tree.start(row);
    this.#tree.fire(row);
  }

  rename(row: ResultsRow, name: string | null): void {
    row.name = name;
    this.#tree.fire(row);
  }

  remove(row: ResultsRow): void {
    this.#forget(row);
    this.#tree.fire(undefined);
  }

  /** Removes what was found in a foundation. */
  removeOf(foundation: FoundationRow): void {
    const rows = this.#rows.filter(({ parent }) => parent === foundation);
    rows.forEach((row) => this.#forget(row));
    if (rows.length > 0) this.#tree.fire(undefined);
  }

  /** The rows of the same app, or of its droplets, among the results. */
  rowsOf(given: AppRow): readonly (AppRow | DropletRow)[] {
    const foundation = foundationOf(given);
    return this.#rows
      .filter(({ parent }) => parent === foundation)
      .flatMap(({ found }) => found.rows)
      .filter((row) => (row.kind === 'app' ? row : row.parent).app.guid === given.app.guid);
  }

  #forget(row: ResultsRow): void {
    row.found.close();
    this.#tree.setExpanded(row, false);
    this.#rows = this.#rows.filter((other) => other !== row);
  }
}
