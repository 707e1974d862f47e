import { setTimeout } from 'node:timers/promises';
import type { Place } from '../changes/warnings.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import type { Connection } from '../cloudfoundry/connection.ts';
import { arranged } from './arranged.ts';
import { stateOf, type ExplorerState } from './explorerState.ts';
import type { Filter } from './filter.ts';
import { appRowAt, appSource, dropletSource, foundationRow, type PageSize } from './rowFactory.ts';
import {
  isAwaitingRestart,
  isRunning,
  listOf,
  type AppRow,
  type DropletRow,
  type Foundation,
  type FoundationRow,
  type ListRow,
  type Row,
  type SpaceRow,
  type Target,
} from './rows.ts';

/** Told which row changed, with what is below it; undefined for the root. */
type Listener = (row: ListRow | DropletRow | undefined) => void;

/** What becomes known of an app beside its droplets. */
type AppChange = Partial<Pick<AppRow, 'app' | 'current' | 'running' | 'rollout'>>;

/** What the user is looking at: foundations and the lists below them, and everything that can be asked of these. */
export class Explorer {
  readonly #pageSize: PageSize;
  readonly #listeners = new Set<Listener>();
  readonly #openedListeners = new Set<(row: AppRow) => void>();
  /** By id: a row that was made anew is still open in the tree. */
  readonly #expanded = new Set<string>();
  #foundations: readonly FoundationRow[] = [];

  constructor(pageSize: PageSize) {
    this.#pageSize = pageSize;
  }

  get foundations(): readonly FoundationRow[] {
    return this.#foundations;
  }

  onDidChange(listener: Listener): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /** Told when an app's droplets have been listed, for the first time or again: the user looks at it. */
  onDidOpenApp(listener: (row: AppRow) => void): { dispose(): void } {
    this.#openedListeners.add(listener);
    return { dispose: () => this.#openedListeners.delete(listener) };
  }

  add(foundation: Foundation, connection: Connection): FoundationRow {
    const row = foundationRow(foundation, connection, this.#pageSize);
    this.#foundations = [...this.#foundations, row];
    // Foundations come open.
    this.setExpanded(row, true);
    this.#fire(undefined);
    return row;
  }

  /** Takes a foundation out of the tree. Its connection is the caller's to close. */
  remove(row: FoundationRow): void {
    this.#foundations = this.#foundations.filter((other) => other !== row);
    this.setExpanded(row, false);
    row.organizations.reset();
    this.#fire(undefined);
  }

  /** What is told of a foundation has changed: the words of all rows below it may have, too. */
  setFoundation(row: FoundationRow, foundation: Foundation): void {
    row.foundation = foundation;
    this.#fire(undefined);
  }

  /** Puts the foundations of these ids into this order; others keep their places. */
  arrange(ids: readonly string[]): void {
    const foundations = arranged(this.#foundations, ids, ({ id }) => id);
    if (foundations.every((row, at) => row === this.#foundations[at])) return;
    this.#foundations = foundations;
    this.#fire(undefined);
  }

  /** The rows below a row, asked for on first use. Never fails: what went wrong is a row. */
  async children(row: Row | undefined): Promise<readonly Row[]> {
    if (!row) {
      const [only, ...others] = this.#foundations;
      return only && others.length === 0 ? this.#listed(only) : this.#foundations;
    }
    switch (row.kind) {
      case 'foundation':
      case 'organization':
      case 'space':
      case 'app':
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
   * As `children`, but does not wait long for one foundation among several: a view that draws nothing until all open rows
   * have theirs would stay empty as long as one does not answer. They are announced once they are there.
   */
  async childrenSoon(row: Row | undefined, patience = 1000): Promise<readonly Row[]> {
    const children = this.children(row);
    if (row?.kind !== 'foundation' || this.#isRoot(row)) return children;
    const soon = await Promise.race([children, setTimeout(patience, null, { ref: false })]);
    if (soon) return soon;
    void this.#announce(row, children);
    return [];
  }

  /** The row above, as the tree shows it: a single foundation has no row of its own. */
  parent(row: Row): Row | undefined {
    const parent = row.kind === 'foundation' ? undefined : row.parent;
    return parent && this.#isRoot(parent) ? undefined : parent;
  }

  /** What the view says where it has no rows. */
  get state(): ExplorerState {
    return stateOf(this.#foundations);
  }

  /** Remembers what is open, so that a refresh asks for that and for nothing else. */
  setExpanded(row: Row, isExpanded: boolean): void {
    if (isExpanded) this.#expanded.add(row.id);
    else this.#expanded.delete(row.id);
  }

  async loadMore(row: ListRow): Promise<void> {
    await listOf(row).loadMore();
    this.#fire(row);
  }

  async loadAll(row: ListRow, signal: AbortSignal): Promise<void> {
    await listOf(row).loadAll(signal);
    this.#fire(row);
  }

  /** Does again what failed; reads a list that ended early from its beginning. */
  async retry(row: ListRow): Promise<void> {
    const list = listOf(row);
    const isReadAnew = list.problem ? list.problem.during === 'refresh' : list.incomplete !== null;
    if (isReadAnew) await this.#refreshList(row);
    else await list.loadMore();
    this.#fire(row);
  }

  /** Asks again for all that is shown below a row, or in the whole tree. Lists that are closed ask when next opened. */
  async refresh(row?: ListRow): Promise<void> {
    if (row) {
      await this.#refreshList(row);
      this.#fire(row);
      return;
    }
    // Each is shown as soon as it is there: a foundation that does not answer holds up no other.
    await Promise.all(
      this.#foundations.map(async (foundation) => {
        await this.#refreshIfOpen(foundation);
        this.#fire(foundation);
      }),
    );
  }

  /** Lists what matches the filter from now on; null lists everything. */
  async setFilter(row: SpaceRow | AppRow, filter: Filter | null): Promise<void> {
    if (row.filter === null) row.unfiltered = listOf(row).total;
    row.filter = filter;
    if (row.kind === 'space') row.apps.reset(appSource(() => row, filter, this.#pageSize));
    else row.droplets.reset(dropletSource(() => row, filter, this.#pageSize));
    this.#fire(row);
    await listOf(row).ensureLoaded();
    this.#fire(row);
  }

  /** Marks where the command line works. */
  setTarget(row: FoundationRow, target: Target): void {
    const { organization, space } = row.target ?? {};
    if (organization === target.organization && space === target.space) return;
    row.target = target;
    // Rows that are not there yet will be drawn with it.
    if (row.organizations.isLoaded) this.#fire(row);
  }

  /** The row of an app that is in the tree now, which is another one once its list was reset; undefined if there is none. */
  inTree({ app, parent }: AppRow): AppRow | undefined {
    const { organization, parent: foundation } = parent.parent;
    if (!this.#foundations.includes(foundation)) return undefined;
    const space = foundation.organizations.get(organization.guid)?.spaces.get(parent.space.guid);
    return space?.apps.get(app.guid);
  }

  /** The row of an app of which only this is known; it may not be in the tree. */
  appRow(foundation: FoundationRow, place: Place, app: App): AppRow {
    return appRowAt(foundation, place, app, this.#pageSize);
  }

  /** More has become known of an app, or it has changed: its row is drawn anew, and no list is asked again. */
  update(given: AppRow, change: AppChange): void {
    const row = this.inTree(given) ?? given;
    const { app = row.app, current = row.current, rollout = row.rollout } = change;
    const { running = row.running } = change;
    const isOfApp = app !== row.app || current !== row.current || rollout !== row.rollout;
    if (!isOfApp && running === row.running) return;
    const ran = new Set(row.droplets.rows.filter(isRunning));
    const waited = isAwaitingRestart(row);
    row.app = app;
    row.current = current;
    row.running = running;
    row.rollout = rollout;
    if (isOfApp || waited || isAwaitingRestart(row)) {
      this.#fire(row);
      return;
    }
    // VS Code takes no clicks on rows while it draws them anew: of an app that was just opened, only these few.
    for (const droplet of row.droplets.rows) {
      if (isRunning(droplet) !== ran.has(droplet)) this.#fire(droplet);
    }
  }

  async #announce(row: FoundationRow, children: Promise<unknown>): Promise<void> {
    await children;
    // Rows that were loaded have been announced already; a failure has not.
    if (!row.organizations.isLoaded && this.#foundations.includes(row)) this.#fire(row);
  }

  async #listed(row: ListRow): Promise<readonly Row[]> {
    const list = listOf(row);
    const wasLoaded = list.isLoaded;
    await list.ensureLoaded();
    if (this.#isRoot(row) && list.count === 0) {
      // The view's welcome content says why.
      return [];
    }
    // The row's own description tells the count, which is only known now. The root has none: to draw it anew would only
    // get in the way of a user who opens a row at once.
    if (!wasLoaded && list.isLoaded && !this.#isRoot(row)) this.#fire(row);
    if (!wasLoaded && list.isLoaded) this.#opened(row);
    const { loadMore, problem, empty, incomplete } = row.ending;
    if (list.problem?.during === 'page') return [...list.rows, problem];
    const rows = [
      ...list.rows,
      ...(list.incomplete ? [incomplete] : []),
      ...(list.hasMore ? [loadMore] : []),
    ];
    if (list.problem) return [problem, ...rows];
    return rows.length === 0 ? [empty] : rows;
  }

  async #refreshList(row: ListRow): Promise<void> {
    const list = listOf(row);
    if (!list.isLoaded && !list.problem) return;
    await list.refresh();
    // What failed here would fail below too, and be said over and over: all rows stay as they are.
    if (list.problem) return;
    this.#opened(row);
    const below = list.rows.filter((child) => child.kind !== 'droplet');
    await Promise.all(below.map((child) => this.#refreshIfOpen(child)));
  }

  async #refreshIfOpen(row: ListRow): Promise<void> {
    if (this.#isRoot(row) || this.#expanded.has(row.id)) await this.#refreshList(row);
    else listOf(row).reset();
  }

  /** A single foundation has no row of its own: its list is the root's. */
  #isRoot(row: Row): boolean {
    return row.kind === 'foundation' && this.#foundations.length === 1;
  }

  #opened(row: ListRow): void {
    if (row.kind !== 'app') return;
    for (const listener of this.#openedListeners) listener(row);
  }

  #fire(row: ListRow | DropletRow | undefined): void {
    for (const listener of this.#listeners) listener(row);
  }
}
