import type { Filter } from './filter.ts';
import { foundSource, resultsRow } from './results.ts';
import type { PageSize } from './rowFactory.ts';
import {
  foundationOf,
  type AppRow,
  type DropletRow,
  type FoundationRow,
  type ResultsRow,
} from './rows.ts';

/** The results of the window's searches, the latest first. */
export class ResultsList {
  readonly #pageSize: PageSize;
  #rows: readonly ResultsRow[] = [];
  #count = 0;

  constructor(pageSize: PageSize) {
    this.#pageSize = pageSize;
  }

  get rows(): readonly ResultsRow[] {
    return this.#rows;
  }

  add(foundation: FoundationRow, filter: Filter): ResultsRow {
    this.#count += 1;
    const row = resultsRow(foundation, this.#count, filter, this.#pageSize);
    this.#rows = [row, ...this.#rows];
    return row;
  }

  /** From now on, the row lists what matches this filter. */
  change(row: ResultsRow, filter: Filter): void {
    row.filter = filter;
    row.found.reset(foundSource(() => row, filter, this.#pageSize));
  }

  remove(row: ResultsRow): void {
    row.found.reset();
    this.#rows = this.#rows.filter((other) => other !== row);
  }

  /** Removes what was found in a foundation. */
  removeOf(foundation: FoundationRow): void {
    for (const row of this.#rows.filter(({ parent }) => parent === foundation)) this.remove(row);
  }

  /** The rows of the same app, or of its droplets, among the results. */
  rowsOf(given: AppRow): readonly (AppRow | DropletRow)[] {
    const foundation = foundationOf(given);
    return this.#rows
      .filter(({ parent }) => parent === foundation)
      .flatMap(({ found }) => found.rows)
      .filter((row) => (row.kind === 'app' ? row : row.parent).app.guid === given.app.guid);
  }
}
