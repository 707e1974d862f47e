import { setTimeout } from 'node:timers/promises';
import type { Place } from '../cloudfoundry/place.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import type { Connection } from '../cloudfoundry/connection.ts';
import { arranged } from './arranged.ts';
import { stateOf, type ExplorerState } from './explorerState.ts';
import type { Filter } from './filter.ts';
import { Listeners } from './listeners.ts';
import { rowInPlace } from './lookup.ts';
import { OpenRows } from './openRows.ts';
import { ResultsList } from './resultsList.ts';
import { updateApp, type AppChange } from './appChange.ts';
import { appRowAt, foundationRow, type PageSize } from './rowFactory.ts';
import {
  foundationOf,
  isListRow,
  listOf,
  parentOf,
  shownRows,
  type AppRow,
  type AppsRow,
  type DropletRow,
  type Foundation,
  type FoundationRow,
  type ListRow,
  type Row,
  type SpaceRow,
  type Target,
} from './rows.ts';

/** A changed row, including everything under it; undefined for the root. */
type Changed = ListRow | DropletRow | undefined;

/**
 * What the user is looking at: foundations and the lists under them, and every request for them.
 */
export class Explorer {
  readonly #pageSize: PageSize;
  readonly #changed = new Listeners<Changed>();
  readonly #redrawn = new Listeners<readonly AppRow[]>();
  readonly #appOpened = new Listeners<AppRow>();
  readonly #appsShown = new Listeners<AppsRow>();
  readonly #open = new OpenRows(
    (row) => this.#isRoot(row),
    (row) => this.#opened(row),
  );
  #foundations: readonly FoundationRow[] = [];
  /** What was found across foundations. */
  readonly results: ResultsList;

  constructor(pageSize: PageSize) {
    this.#pageSize = pageSize;
    this.results = new ResultsList(pageSize, {
      fire: (row) => this.#fire(row),
      start: (row) => this.#start(row),
      setExpanded: (row, isExpanded) => this.setExpanded(row, isExpanded),
    });
  }

  get foundations(): readonly FoundationRow[] {
    return this.#foundations;
  }

  readonly onDidChange = this.#changed.event;

  /** Called with apps whose rows alone must be drawn again, as a whole: VS Code then draws once. */
  readonly onDidRedraw = this.#redrawn.event;

  /** Called when an app's droplets were listed, initially or again: the user is looking at it. */
  readonly onDidOpenApp = this.#appOpened.event;

  /** Called when a list that can have apps was listed, further or again, or is expanded. */
  readonly onDidShowApps = this.#appsShown.event;

  add(foundation: Foundation, connection: Connection): FoundationRow {
    const row = foundationRow(foundation, connection, this.#pageSize);
    this.#foundations = [...this.#foundations, row];
    // Foundations are initially expanded.
    this.setExpanded(row, true);
    this.#fire(undefined);
    return row;
  }

  /** Removes a foundation from the tree. The caller closes its connection. */
  remove(row: FoundationRow): void {
    this.#foundations = this.#foundations.filter((other) => other !== row);
    this.setExpanded(row, false);
    this.forget(row);
    this.#fire(undefined);
  }

  /** Forgets what a user saw who has signed out. */
  forget(row: FoundationRow): void {
    row.organizations.reset();
    this.results.removeOf(row);
  }

  /** A foundation's properties have changed, possibly with the text of all rows under it. */
  setFoundation(row: FoundationRow, foundation: Foundation): void {
    row.foundation = foundation;
    this.#fire(undefined);
  }

  /** Puts the foundations with these ids in this order; others keep their positions. */
  arrange(ids: readonly string[]): void {
    const foundations = arranged(this.#foundations, ids, ({ id }) => id);
    if (foundations.every((row, at) => row === this.#foundations[at])) return;
    this.#foundations = foundations;
    this.#fire(undefined);
  }

  /** The rows under a row, requested on first use. Never fails: a problem becomes a row. */
  async children(row: Row | undefined): Promise<readonly Row[]> {
    if (!row) {
      const [only, ...others] = this.#foundations;
      if (!only || others.length > 0) return [...this.results.rows, ...this.#foundations];
      const listed = await this.#listed(only);
      // Without rows, the view's welcome content says why.
      return listed.length === 0 ? [] : [...this.results.rows, ...listed];
    }
    return isListRow(row) ? this.#listed(row) : [];
  }

  /**
   * Like `children`, but doesn't wait long for one of several foundations: the view draws nothing
   * until all open rows have their children, so one foundation that doesn't answer would leave it
   * empty. Fires an event once they arrive.
   */
  async childrenSoon(row: Row | undefined, patience = 1000): Promise<readonly Row[]> {
    const children = this.children(row);
    if (row?.kind !== 'foundation' || this.#isRoot(row)) return children;
    const soon = await Promise.race([children, setTimeout(patience, null, { ref: false })]);
    if (soon) return soon;
    void children.then(() => {
      // Loaded rows were already announced; a failure wasn't.
      if (!row.organizations.isLoaded && this.#foundations.includes(row)) this.#fire(row);
    });
    return [];
  }

  /** The parent row as the tree shows it: a single foundation has no row of its own. */
  parent(row: Row): Row | undefined {
    if (row.kind === 'foundation' || row.kind === 'results') return undefined;
    const parent = parentOf(row);
    return this.#isRoot(parent) ? undefined : parent;
  }

  /** What the view shows if it has no rows. */
  get state(): ExplorerState {
    return stateOf(this.#foundations);
  }

  /** Remembers which rows are expanded, so that a refresh requests only those. */
  setExpanded(row: Row, isExpanded: boolean): void {
    this.#open.setExpanded(row, isExpanded);
    if (isExpanded) this.#shown(row);
  }

  /** Whether the rows under this one are shown, if it is shown itself. */
  isExpanded(row: ListRow): boolean {
    return this.#open.has(row);
  }

  async loadMore(row: ListRow): Promise<void> {
    await listOf(row).loadMore();
    this.#fire(row);
  }

  async loadAll(row: ListRow, signal: AbortSignal): Promise<void> {
    await listOf(row).loadAll(signal);
    this.#fire(row);
  }

  /** Retries what failed; reads a list that ended early from the beginning. */
  async retry(row: ListRow): Promise<void> {
    const list = listOf(row);
    const isReadAnew = list.problem ? list.problem.during === 'refresh' : list.incomplete !== null;
    if (isReadAnew) await this.#open.refresh(row);
    else await list.loadMore();
    this.#fire(row);
  }

  /**
   * Requests again everything that is shown under a row, or in the whole tree. Collapsed lists are
   * requested when next opened.
   */
  async refresh(given?: ListRow): Promise<void> {
    if (given) {
      await this.#open.refresh(given);
      this.#fire(given);
      return;
    }
    // Show each as soon as it arrives: a foundation that doesn't answer delays no other.
    await Promise.all(
      [...this.#foundations, ...this.results.rows].map(async (row) => {
        await this.#open.refreshIfOpen(row);
        this.#fire(row);
      }),
    );
  }

  /** From now on, lists what matches the filter; null lists everything. */
  async setFilter(row: SpaceRow | AppRow, filter: Filter | null): Promise<void> {
    if (row.filter === null) row.unfiltered = listOf(row).total;
    row.filter = filter;
    const { resetTo } = await import('./listMatch.ts');
    // The user may have set another one meanwhile.
    if (row.filter !== filter) return;
    resetTo(row, filter, this.#pageSize);
    this.#fire(row);
    await this.#start(row);
    this.#fire(row);
  }

  /** Ends the search for matches on further pages. */
  stopSearch(row: ListRow): void {
    listOf(row).stop();
  }

  /** Marks the organization and space that the command line targets. */
  setTarget(row: FoundationRow, target: Target): void {
    const { organization, space } = row.target ?? {};
    if (organization === target.organization && space === target.space) return;
    row.target = target;
    // Rows that don't exist yet will be drawn with it.
    if (row.organizations.isLoaded) this.#fire(row);
  }

  /**
   * The row of an app that is in the tree now: a different one after its list was reset; undefined
   * if there is none.
   */
  inTree(row: AppRow): AppRow | undefined {
    return this.#foundations.includes(foundationOf(row)) ? rowInPlace(row) : undefined;
  }

  /** A row for an app of which only this is known; it may not be in the tree. */
  appRow(foundation: FoundationRow, place: Place, app: App): AppRow {
    return appRowAt(foundation, place, app, this.#pageSize);
  }

  /** An app has changed, or more is known about it: redraws its rows without requesting a list. */
  update(given: AppRow, change: AppChange): void {
    const among = this.results.rowsOf(given);
    const apps = among.map((row) => (row.kind === 'app' ? row : row.parent));
    const rows = new Set([this.inTree(given) ?? given, ...apps]);
    rows.forEach((row) => updateApp(row, change, (changed) => this.#fire(changed)));
    for (const row of among) {
      if (row.kind === 'droplet') this.#fire(row);
    }
  }

  /** Draws again only these apps' rows, whose text has changed. */
  redraw(rows: readonly AppRow[]): void {
    if (rows.length > 0) this.#redrawn.tell(rows);
  }

  async #listed(row: ListRow): Promise<readonly Row[]> {
    const list = listOf(row);
    const wasLoaded = list.isLoaded;
    await this.#start(row);
    if (this.#isRoot(row) && list.count === 0) {
      // The view's welcome content says why.
      return [];
    }
    // The row's own description shows the count, which is only known now. The root has none:
    // redrawing it would only interfere with a user who opens a row at once.
    if (!wasLoaded && list.isLoaded && !this.#isRoot(row)) this.#fire(row);
    if (!wasLoaded && list.isLoaded) this.#opened(row);
    return shownRows(row);
  }

  /** Waits for the first rows; those that are found on further pages are shown as they come. */
  async #start(row: ListRow): Promise<void> {
    const list = listOf(row);
    list.onSearch(() => this.#fire(row));
    await list.ensureStarted();
  }

  /** A single foundation has no row of its own: its list is the root's. */
  #isRoot(row: Row): boolean {
    return row.kind === 'foundation' && this.#foundations.length === 1;
  }

  #opened(row: ListRow): void {
    if (row.kind === 'app') this.#appOpened.tell(row);
    this.#shown(row);
  }

  #shown(row: Row): void {
    if (row.kind === 'space' || row.kind === 'results') this.#appsShown.tell(row);
  }

  #fire(row: Changed): void {
    this.#changed.tell(row);
    if (row) this.#shown(row);
  }
}
