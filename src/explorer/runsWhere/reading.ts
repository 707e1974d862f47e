import type { PlacedApp } from '../../cloudfoundry/allApps.ts';
import type { CloudFoundryClient } from '../../cloudfoundry/client.ts';
import { reasonOf } from '../../cloudfoundry/errors.ts';
import type { ListFilter } from '../../cloudfoundry/filters.ts';
import type { Page } from '../../cloudfoundry/page.ts';
import { largestPage, mostGuidsAtOnce } from '../../cloudfoundry/bounds.ts';
import { dropletGuidOf, toTableDroplet, toTableRow, type TableRow } from './tableRow.ts';
import type { RunsWhereTable } from './table.ts';

/** The requests that a table needs. */
export type RunsWhereClient = Pick<CloudFoundryClient, 'allApps' | 'can' | 'dropletsWithGuids'>;

/** How far a table is. */
export type ReadingState =
  | { readonly kind: 'reading' | 'stopped' | 'done' }
  | { readonly kind: 'failed'; readonly reason: string };

/** The most requests for droplets at once. */
const mostAtOnce = 2;

/** Why a reading was aborted: the user, or another reading. */
const stopped = new Error('stopped');

/** Only a broken server has more apps, and each takes memory. */
const mostApps = 1_000_000;

/**
 * Reads the apps below a row of the tree, 5,000 a request, and meanwhile their current droplets, 150
 * a request. What was read stays when it is stopped or fails, and it can go on from there.
 */
export class RunsWhereReader {
  readonly #connect: (signal: AbortSignal) => Promise<RunsWhereClient>;
  readonly #filter: ListFilter;
  readonly #table: RunsWhereTable;
  readonly #onDidChange: () => void;
  #run = new AbortController();
  #state: ReadingState = { kind: 'done' };
  /** The next page: a function once the first one was read, null after the last one. */
  #next: Page<PlacedApp>['next'] | 'first' = 'first';
  /** The page that is being read, or was read last. */
  #page: Promise<void> = Promise.resolve();
  /** The rows whose droplets are to be asked for, by the droplet's guid. */
  #awaited = new Map<string, TableRow[]>();
  /** Rows of an earlier reading that haven't turned up again. */
  #old = new Set<string>();
  #total = 0;
  #read = 0;
  #droplets = 0;
  #canListDroplets = true;
  #incomplete: Error | null = null;

  constructor(
    connect: (signal: AbortSignal) => Promise<RunsWhereClient>,
    filter: ListFilter,
    table: RunsWhereTable,
    onDidChange: () => void,
  ) {
    this.#connect = connect;
    this.#filter = filter;
    this.#table = table;
    this.#onDidChange = onDidChange;
  }

  get state(): ReadingState {
    return this.#state;
  }

  /** The apps that are still to be read, as far as the API has said. */
  get appsLeft(): number {
    return this.#next === null ? 0 : Math.max(0, this.#total - this.#read);
  }

  /** The droplets that are still to be read. */
  get dropletsLeft(): number {
    return this.#droplets;
  }

  /** Whether this API can list droplets by guid. */
  get canListDroplets(): boolean {
    return this.#canListDroplets;
  }

  /** Why apps may be missing although no request failed. */
  get incomplete(): Error | null {
    return this.#incomplete;
  }

  /** Reads everything anew. Rows stay until they are known to be gone. Never rejects. */
  async start(): Promise<void> {
    this.#run.abort(stopped);
    this.#next = 'first';
    this.#awaited = new Map();
    this.#old = new Set(this.#table.guids);
    this.#total = this.#read = this.#droplets = 0;
    this.#incomplete = null;
    await this.resume();
  }

  /** Goes on after a failure, or after it was stopped. Never rejects. */
  async resume(): Promise<void> {
    this.#run.abort(stopped);
    const run = new AbortController();
    this.#run = run;
    this.#set({ kind: 'reading' });
    const end = await this.#readAll(run);
    // Otherwise another reading has begun.
    if (this.#run === run) this.#set(end);
  }

  stop(): void {
    this.#run.abort(stopped);
  }

  async #readAll(run: AbortController): Promise<ReadingState> {
    const { signal } = run;
    try {
      const client = await this.#connect(signal);
      this.#canListDroplets = client.can.dropletsByGuid;
      const parts = [this.#list(client, signal)];
      while (parts.length <= mostAtOnce) parts.push(this.#ask(client, signal));
      // The first failure ends the other parts, and is the one that counts.
      await Promise.all(parts.map((part) => part.catch((error: unknown) => run.abort(error))));
      signal.throwIfAborted();
      return { kind: 'done' };
    } catch (error) {
      return error === stopped ? { kind: 'stopped' } : { kind: 'failed', reason: reasonOf(error) };
    }
  }

  /** Reads one page after the other. */
  async #list(client: RunsWhereClient, signal: AbortSignal): Promise<void> {
    while (this.#next !== null) {
      this.#page = this.#readPage(client, signal);
      await this.#page;
    }
    this.#removeOld();
  }

  /** Asks for droplets: full requests as long as more apps may come. */
  async #ask(client: RunsWhereClient, signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      if (this.#awaited.size >= (this.#next === null ? 1 : mostGuidsAtOnce)) {
        await this.#askDroplets(client, signal);
      } else if (this.#next === null) return;
      else await this.#page;
    }
  }

  async #readPage(client: RunsWhereClient, signal: AbortSignal): Promise<void> {
    const next = this.#next;
    const page =
      next === 'first' || next === null
        ? await client.allApps({ pageSize: largestPage, filter: this.#filter }, signal)
        : await next(signal);
    signal.throwIfAborted();
    const rows = page.resources.filter(({ guid }) => guid !== '').map(toTableRow);
    for (const row of rows) this.#await(row);
    this.#table.add(rows);
    this.#read += page.resources.length;
    this.#total = Math.max(page.totalResults, this.#read);
    this.#incomplete ??= page.incomplete ?? null;
    this.#next = this.#table.size < mostApps ? page.next : null;
    this.#onDidChange();
  }

  /** A row that was read before shows its droplet until it was asked for again. */
  #await(row: TableRow): void {
    this.#old.delete(row.app.guid);
    if (row.current.kind !== 'awaited') return;
    const { guid } = row.current;
    const before = this.#table.get(row.app.guid)?.current;
    if (before?.kind === 'read' && before.droplet.guid === guid) row.current = before;
    if (!this.#canListDroplets) {
      row.current = { kind: 'unlisted', guid };
      return;
    }
    const rows = this.#awaited.get(guid);
    if (rows) {
      rows.push(row);
      return;
    }
    this.#awaited.set(guid, [row]);
    this.#droplets += 1;
  }

  async #askDroplets(client: RunsWhereClient, signal: AbortSignal): Promise<void> {
    const awaited = this.#awaited;
    const batch: (readonly [guid: string, rows: TableRow[]])[] = [];
    for (const entry of awaited) if (batch.push(entry) === mostGuidsAtOnce) break;
    for (const [guid] of batch) awaited.delete(guid);
    try {
      const asked = batch.map(([guid]) => guid);
      const droplets = await client.dropletsWithGuids(asked, signal);
      signal.throwIfAborted();
      const found = new Map(droplets.map((droplet) => [droplet.guid, droplet]));
      for (const [guid, rows] of batch) {
        const droplet = found.get(guid);
        const current = droplet
          ? ({ kind: 'read', droplet: toTableDroplet(droplet) } as const)
          : ({ kind: 'unlisted', guid } as const);
        for (const row of rows) {
          if (dropletGuidOf(row) === guid) row.current = current;
        }
      }
      this.#droplets -= batch.length;
    } catch (error) {
      // To be asked for again if it goes on.
      for (const [guid, rows] of batch) awaited.set(guid, rows);
      throw error;
    }
    this.#table.changed();
    this.#onDidChange();
  }

  #removeOld(): void {
    if (this.#incomplete === null) this.#table.remove(this.#old);
    this.#old = new Set();
  }

  #set(state: ReadingState): void {
    this.#state = state;
    this.#onDidChange();
  }
}
