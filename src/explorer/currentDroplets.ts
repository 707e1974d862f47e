import { mostGuidsAtOnce } from '../cloudfoundry/bounds.ts';
import { reasonOf } from '../cloudfoundry/errors.ts';
import type { Log } from '../cloudfoundry/log.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import type { Explorer } from './explorer.ts';
import { foundationOf, listOf, type AppRow, type AppsRow, type ListRow } from './rows.ts';
import { currentDropletOf } from './runningDroplets.ts';

interface Options {
  readonly explorer: Explorer;
  readonly log: Pick<Log, 'debug'>;
  /** Whether the user wants it; asked for each list. */
  readonly isOn: () => boolean;
  /** How long a list must stay open, in milliseconds. */
  readonly patience?: number;
}

/**
 * Asks for the current droplets of listed apps, so that rows can tell their age and buildpack: one
 * request for each page, once the user has stayed with it. Never fails: what can't be fetched
 * isn't shown.
 */
export class CurrentDroplets {
  readonly #options: Options;
  readonly #timers = new Map<AppsRow, NodeJS.Timeout>();
  readonly #asking = new Map<AbortController, AppsRow>();
  /** Which droplet was asked for; anew once the app has been listed again. */
  readonly #asked = new WeakMap<App, string>();
  readonly #watch: { dispose(): void };

  constructor(options: Options) {
    this.#options = options;
    // Signing out and removing a foundation change the tree.
    this.#watch = options.explorer.onDidChange(() => {
      for (const [abort, row] of this.#asking) {
        if (!this.#isInTree(row)) abort.abort();
      }
    });
  }

  /** Called when a list has rows that may be new, or is expanded. */
  look(row: AppsRow): void {
    if (this.#timers.has(row)) return;
    const timer = setTimeout(() => {
      this.#timers.delete(row);
      void this.#ask(row);
    }, this.#options.patience ?? 300);
    this.#timers.set(row, timer);
  }

  dispose(): void {
    this.#watch.dispose();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const abort of this.#asking.keys()) abort.abort();
  }

  async #ask(row: AppsRow): Promise<void> {
    const { isOn, log } = this.#options;
    if (!isOn()) {
      this.#hide(row);
      return;
    }
    const abort = new AbortController();
    this.#asking.set(abort, row);
    try {
      while (this.#isShown(row) && (await this.#askNext(row, abort.signal)));
    } catch (error) {
      log.debug(`Could not list current droplets: ${reasonOf(error)}`);
    } finally {
      this.#asking.delete(abort);
    }
  }

  /** Asks for as many droplets as fit into one request. Returns whether there were any. */
  async #askNext(row: AppsRow, signal: AbortSignal): Promise<boolean> {
    const client = foundationOf(row).connection.opened;
    const rows = appsUnder(row).filter((app) => this.#isUnknown(app));
    const asked = rows.slice(0, mostGuidsAtOnce);
    if (!client?.can.dropletsByGuid || asked.length === 0) return false;
    const guids = asked.map(({ app, current }) => {
      const guid = current.kind === 'assigned' ? current.guid : '';
      this.#asked.set(app, guid);
      return guid;
    });
    const droplets = await client.dropletsWithGuids([...new Set(guids)], signal);
    const byGuid = new Map(droplets.map((droplet) => [droplet.guid, droplet]));
    this.#options.explorer.redraw(
      asked.filter((app) => {
        // Something may have been assigned, or the app opened, meanwhile.
        const { current } = app;
        const droplet = current.kind === 'assigned' ? byGuid.get(current.guid) : undefined;
        if (!droplet || currentDropletOf(app)) return false;
        app.currentDroplet = droplet;
        // Its progress takes the place of this.
        return !app.rollout;
      }),
    );
    return true;
  }

  #isUnknown(row: AppRow): boolean {
    const { app, current } = row;
    if (current.kind !== 'assigned' || currentDropletOf(row)) return false;
    return this.#asked.get(app) !== current.guid;
  }

  #hide(row: AppsRow): void {
    const told = appsUnder(row).filter(({ currentDroplet }) => currentDroplet);
    for (const app of told) app.currentDroplet = null;
    this.#options.explorer.redraw(told);
  }

  /** Whether the list can be seen, and nothing is on its way that replaces it. */
  #isShown(row: AppsRow): boolean {
    const { explorer } = this.#options;
    return (
      this.#isInTree(row) &&
      pathOf(row).every((each) => explorer.isExpanded(each) && !listOf(each).isRefreshing)
    );
  }

  #isInTree(row: AppsRow): boolean {
    const { explorer } = this.#options;
    if (row.kind === 'results') return explorer.results.rows.includes(row);
    const { parent, space } = row;
    const { organizations } = parent.parent;
    return (
      explorer.foundations.includes(parent.parent) &&
      organizations.get(parent.organization.guid) === parent &&
      parent.spaces.get(space.guid) === row
    );
  }
}

/** The rows that must be expanded for this one's list to be seen. */
function pathOf(row: AppsRow): readonly ListRow[] {
  return row.kind === 'results' ? [row] : [row, row.parent, row.parent.parent];
}

function appsUnder(row: AppsRow): readonly AppRow[] {
  const rows = row.kind === 'results' ? row.found.rows : row.apps.rows;
  return rows.filter((each) => each.kind === 'app');
}
