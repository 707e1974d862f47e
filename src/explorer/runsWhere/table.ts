import type { Term } from '../filter.ts';
import { parseFilter, type FilterProblem } from '../filterQuery.ts';
import { sorted, type Order } from './columns.ts';
import { FacetCounts } from './facets.ts';
import type { FacetField } from './fields.ts';
import { matchesRow } from './matching.ts';
import type { TableRow } from './tableRow.ts';

/** The rows of a table that its filter leaves, in its order. */
interface Arranged {
  readonly rows: readonly TableRow[];
  /** Of the rows that everything else in the filter leaves. */
  readonly stacks: FacetCounts;
  readonly buildpacks: FacetCounts;
}

/** The apps below a row of the tree, sorted and filtered. */
export class RunsWhereTable {
  readonly #rows = new Map<string, TableRow>();
  #order: Order = { column: 'app', isDescending: false };
  #filter = '';
  #terms: readonly Term[] = [];
  #problem: FilterProblem | null = null;
  #matched: Arranged | null = null;
  #sorted: readonly TableRow[] | null = null;

  get size(): number {
    return this.#rows.size;
  }

  get order(): Order {
    return this.#order;
  }

  /** As typed. */
  get filter(): string {
    return this.#filter;
  }

  /** What is wrong with the filter; the previous one stays in force. */
  get problem(): FilterProblem | null {
    return this.#problem;
  }

  get guids(): Iterable<string> {
    return this.#rows.keys();
  }

  get(app: string): TableRow | undefined {
    return this.#rows.get(app);
  }

  /** Replaces the rows with those of the same guids. */
  add(rows: readonly TableRow[]): void {
    for (const row of rows) this.#rows.set(row.app.guid, row);
    this.changed();
  }

  remove(apps: Iterable<string>): void {
    for (const app of apps) this.#rows.delete(app);
    this.changed();
  }

  /** Rows have changed. */
  changed(): void {
    this.#matched = null;
    this.#sorted = null;
  }

  /** Sorts by a column; in the other direction if it is sorted by this column. */
  sortBy(column: Order['column']): void {
    const { column: before, isDescending } = this.#order;
    this.#order = { column, isDescending: column === before && !isDescending };
    this.#sorted = null;
  }

  setFilter(text: string): void {
    this.#filter = text;
    const parsed = parseFilter('runsWhere', text);
    this.#problem = parsed.kind === 'invalid' ? parsed.problem : null;
    if (parsed.kind === 'invalid') return;
    this.#terms = parsed.filter.terms;
    this.changed();
  }

  /** @param now for ages; used when rows, order or filter have changed */
  arranged(now: Date): Arranged {
    const matched = (this.#matched ??= this.#match(now));
    this.#sorted ??= sorted(matched.rows, this.#order);
    return { ...matched, rows: this.#sorted };
  }

  #match(now: Date): Arranged {
    const stack = termsOf(this.#terms, 'stack');
    const buildpack = termsOf(this.#terms, 'buildpack');
    const others = this.#terms.filter((term) => !stack.includes(term) && !buildpack.includes(term));
    const stacks = new FacetCounts();
    const buildpacks = new FacetCounts();
    const rows: TableRow[] = [];
    for (const row of this.#rows.values()) {
      if (!matchesRow(others, row, now)) continue;
      const isOfStack = matchesRow(stack, row, now);
      const isOfBuildpack = matchesRow(buildpack, row, now);
      if (isOfBuildpack) stacks.addStack(row);
      if (isOfStack) buildpacks.addBuildpacks(row);
      if (isOfStack && isOfBuildpack) rows.push(row);
    }
    return { rows, stacks, buildpacks };
  }
}

function termsOf(terms: readonly Term[], kind: FacetField): readonly Term[] {
  return terms.filter(({ condition, isNegated }) => condition.kind === kind && !isNegated);
}
