import { listOf, type ListRow, type Row } from './rows.ts';

/** The rows that are expanded in the tree, and their refresh: what isn't shown isn't requested. */
export class OpenRows {
  /** By id: a row that was recreated is still open in the tree. */
  readonly #expanded = new Set<string>();
  /** The root has no row of its own, and is always open. */
  readonly #isRoot: (row: ListRow) => boolean;
  readonly #onRefreshed: (row: ListRow) => void;

  constructor(isRoot: (row: ListRow) => boolean, onRefreshed: (row: ListRow) => void) {
    this.#isRoot = isRoot;
    this.#onRefreshed = onRefreshed;
  }

  has(row: ListRow): boolean {
    return this.#isRoot(row) || this.#expanded.has(row.id);
  }

  setExpanded(row: Row, isExpanded: boolean): void {
    if (isExpanded) this.#expanded.add(row.id);
    else this.#expanded.delete(row.id);
  }

  /** Requests a list again, and the open ones under it. Forgets the others. */
  async refresh(row: ListRow): Promise<void> {
    const list = listOf(row);
    if (!list.isLoaded && !list.problem) return;
    await list.refresh();
    // What failed here would fail in the lists below too, repeatedly: keep all rows as they are.
    if (list.problem) return;
    this.#onRefreshed(row);
    const below = list.rows.filter((child) => child.kind !== 'droplet');
    await Promise.all(below.map((child) => this.refreshIfOpen(child)));
  }

  async refreshIfOpen(row: ListRow): Promise<void> {
    if (this.has(row)) await this.refresh(row);
    else listOf(row).reset();
  }
}
