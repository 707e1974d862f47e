import { setTimeout } from 'node:timers/promises';
import type { Place } from '../cloudfoundry/place.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import type { Connection } from '../cloudfoundry/connection.ts';
import { arranged } from './arranged.ts';
import { stateOf, type ExplorerState } from './explorerState.ts';
import type { Filter } from './filter.ts';
import { Listeners } from './listeners.ts';
import { ResultsList } from './resultsList.ts';
import { updateApp, type AppChange } from './appChange.ts';
import { appRowAt, appSource, dropletSource, foundationRow, type PageSize } from './rowFactory.ts';
import {
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
  /** By id: a row that was recreated is still open in the tree. */
  readonly #expanded = new Set<string>();
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

  onDidChange(listener: (row: Changed) => void): { dispose(): void } {
    return this.#changed.add(listener);
  }

  /** Called with apps whose rows alone must be drawn again, as a whole: VS Code then draws once. */
  onDidRedraw(listener: (rows: readonly AppRow[]) => void): { dispose(): void } {
    return this.#redrawn.add(listener);
  }

  /**
   * Called when an app's droplets have been listed, initially or again: the user is looking at it.
   */
  onDidOpenApp(listener: (row: AppRow) => void): { dispose(): void } {
    return this.#appOpened.add(listener);
  }

  /** Called when a list that can have apps was listed, further or again, or is expanded. */
  onDidShowApps(listener: (row: AppsRow) => void): { dispose(): void } {
    return this.#appsShown.add(listener);
  }

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
    row.organizations.reset();
    this.results.removeOf(row);
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
    switch (row.kind) {
      case 'foundation':
      case 'organization':
      case 'space':
      case 'app':
      case 'results':
        return this.#listed(row);
      case 'droplet':
      case 'loadMore':
      case 'problem':
      case 'empty':
      case 'incomplete':
        return [];
    }
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
    void this.#announce(row, children);
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
    if (isExpanded) this.#expanded.add(row.id);
    else this.#expanded.delete(row.id);
    if (isExpanded) this.#shown(row);
  }

  /** Whether the rows under this one are shown, if it is shown itself. */
  isExpanded(row: ListRow): boolean {
    return this.#isRoot(row) || this.#expanded.has(row.id);
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
    if (isReadAnew) await this.#refreshList(row);
    else await list.loadMore();
    this.#fire(row);
  }

  /**
   * Requests again everything that is shown under a row, or in the whole tree. Collapsed lists are
   * requested when next opened.
   */
  async refresh(given?: ListRow): Promise<void> {
    if (given) {
      await this.#refreshList(given);
      this.#fire(given);
      return;
    }
    // Show each as soon as it arrives: a foundation that doesn't answer delays no other.
    await Promise.all(
      [...this.#foundations, ...this.results.rows].map(async (row) => {
        await this.#refreshIfOpen(row);
        this.#fire(row);
      }),
    );
  }

  /** From now on, lists what matches the filter; null lists everything. */
  async setFilter(row: SpaceRow | AppRow, filter: Filter | null): Promise<void> {
    if (row.filter === null) row.unfiltered = listOf(row).total;
    row.filter = filter;
    const { appMatch, dropletMatch } = await import('./listMatch.ts');
    // The user may have set another one meanwhile.
    if (row.filter !== filter) return;
    const size = this.#pageSize;
    if (row.kind === 'space') {
      row.apps.reset(appSource(() => row, filter && appMatch(filter), size));
    } else {
      row.droplets.reset(dropletSource(() => row, filter && dropletMatch(filter), size));
    }
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
  inTree({ app, parent }: AppRow): AppRow | undefined {
    const { organization, parent: foundation } = parent.parent;
    if (!this.#foundations.includes(foundation)) return undefined;
    const space = foundation.organizations.get(organization.guid)?.spaces.get(parent.space.guid);
    return space?.apps.get(app.guid);
  }

  /** A row for an app of which only this is known; it may not be in the tree. */
  appRow(foundation: FoundationRow, place: Place, app: App): AppRow {
    return appRowAt(foundation, place, app, this.#pageSize);
  }

  /**
   * An app has changed, or more is known about it: redraws its rows without
   * requesting any list again.
   */
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

  async #announce(row: FoundationRow, children: Promise<unknown>): Promise<void> {
    await children;
    // Loaded rows were already announced; a failure wasn't.
    if (!row.organizations.isLoaded && this.#foundations.includes(row)) this.#fire(row);
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

  async #refreshList(row: ListRow): Promise<void> {
    const list = listOf(row);
    if (!list.isLoaded && !list.problem) return;
    await list.refresh();
    // What failed here would fail in the lists below too, repeatedly: keep all rows as they are.
    if (list.problem) return;
    this.#opened(row);
    const below = list.rows.filter((child) => child.kind !== 'droplet');
    await Promise.all(below.map((child) => this.#refreshIfOpen(child)));
  }

  async #refreshIfOpen(row: ListRow): Promise<void> {
    if (this.isExpanded(row)) await this.#refreshList(row);
    else listOf(row).reset();
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
