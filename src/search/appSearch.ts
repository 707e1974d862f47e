import type { Log } from '../cloudfoundry/log.ts';
import type { IndexedApp } from './appIndex.ts';
import { askByGuid, askByName, askForApp, type AskedClient, type Target } from './asking.ts';
import type { IndexClient } from './filling.ts';
import { FoundationIndex } from './foundationIndex.ts';
import { guidsIn } from './guids.ts';
import { IndexFolder, noStore } from './indexFolder.ts';
import { findApps, type Match } from './matching.ts';

/** A foundation whose apps are searched. */
export interface SearchedFoundation {
  readonly id: string;
  readonly name: string;
  readonly user: string;
  /** Whether its index is kept on disk. */
  readonly isKept: boolean;
  readonly isSignedIn: () => Promise<boolean>;
  /** @throws SignedOutError */
  readonly client: (signal: AbortSignal) => Promise<IndexClient & AskedClient>;
}

/** An index, and the foundation whose apps it holds. */
export interface OpenIndex<F> {
  readonly foundation: F;
  readonly index: FoundationIndex;
}

/** What a pasted guid leads to. */
export interface FoundTarget<F> {
  readonly foundation: F;
  readonly target: Target;
}

interface Options<F> {
  readonly foundations: () => readonly F[];
  /** Where indexes are kept. */
  readonly folder: string;
  readonly log: Pick<Log, 'debug'>;
}

/** Finds apps in all foundations: in their indexes, and by asking their APIs. */
export class AppSearch<F extends SearchedFoundation> {
  readonly #options: Options<F>;
  readonly #folder: IndexFolder;
  readonly #listeners = new Set<() => void>();
  /** By the foundation's id. */
  readonly #indexes = new Map<string, { readonly user: string; readonly index: FoundationIndex }>();
  #isPruned = false;

  constructor(options: Options<F>) {
    this.#options = options;
    this.#folder = new IndexFolder(options.folder, options.log);
  }

  /** Called when an index has changed: it has more apps, or another state. */
  onDidChange(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /** The indexes of all foundations. */
  get indexes(): readonly OpenIndex<F>[] {
    return this.#options
      .foundations()
      .map((foundation) => ({ foundation, index: this.#indexOf(foundation) }));
  }

  /** Brings all indexes up to date. Never fails: each index has its state. */
  async use(): Promise<void> {
    if (!this.#isPruned) {
      this.#isPruned = true;
      void this.#folder.prune(this.#options.foundations().map(({ id }) => id));
    }
    await Promise.all(this.indexes.map(({ index }) => index.use()));
  }

  /** Reads all apps again. */
  async readAgain(): Promise<void> {
    await Promise.all(this.indexes.map(({ index }) => index.readAgain()));
  }

  /** Stops what is being read. */
  stop(): void {
    for (const { index } of this.indexes) index.stop();
  }

  /** The best matches in the indexes, see `findApps`. */
  find(query: string, most: number): readonly Match<F>[] {
    const searched = this.indexes.map(({ foundation, index: { apps } }) => ({
      source: foundation,
      apps,
      name: foundation.name,
    }));
    return findApps(searched, query, most);
  }

  /**
   * Asks all foundations for the apps of exactly this name and adds them to the indexes: works
   * without an index, and for an app that was created just now.
   */
  async askByName(name: string, signal: AbortSignal): Promise<void> {
    const asked = this.indexes.map(async ({ foundation, index }) => {
      const client = await foundation.client(signal);
      const apps = await askByName(client, name, signal);
      for (const app of apps) index.apps.put(app);
    });
    await this.#settled(asked, signal);
  }

  /** What the guids in a pasted text lead to, in any foundation. */
  async askByGuid(text: string, signal: AbortSignal): Promise<readonly FoundTarget<F>[]> {
    const guids = guidsIn(text);
    const asked = this.#options.foundations().map(async (foundation) => {
      const client = await foundation.client(signal);
      for (const guid of guids) {
        const target = await askByGuid(client, guid, signal);
        if (target) return [{ foundation, target }];
      }
      return [];
    });
    return (await this.#settled(asked, signal)).flat();
  }

  /**
   * The app with this guid in the first of these foundations that has it; null if none does.
   * @throws the first failure if none could be asked
   */
  async askForApp(
    guid: string,
    foundations: readonly F[],
    signal: AbortSignal,
  ): Promise<FoundTarget<F> | null> {
    const asked = foundations.map(async (foundation) => {
      const app = await askForApp(await foundation.client(signal), guid, signal);
      return app && { foundation, target: { kind: 'app', app, droplet: null } as const };
    });
    const answers = await this.#settled(asked, signal);
    if (answers.length === 0) await Promise.all(asked);
    return answers.find((answer) => answer !== null) ?? null;
  }

  /** Takes an app out of the index: it was deleted, or isn't visible anymore. */
  remove(foundation: F, app: IndexedApp): void {
    this.#indexOf(foundation).remove(app.guid);
  }

  /** Forgets a foundation, also on disk: the user signed out, or removed it. */
  async forget(foundationId: string): Promise<void> {
    this.#indexes.get(foundationId)?.index.stop();
    this.#indexes.delete(foundationId);
    await this.#folder.forget(foundationId);
  }

  dispose(): void {
    for (const { index } of this.#indexes.values()) index.stop();
    this.#indexes.clear();
    this.#listeners.clear();
  }

  /** Each user sees other apps, so each has an index of their own. */
  #indexOf(foundation: F): FoundationIndex {
    const { id, isKept, user } = foundation;
    const known = this.#indexes.get(id);
    if (known?.user === user) return known.index;
    known?.index.stop();
    const index = new FoundationIndex({
      store: isKept ? this.#folder.store(id, user) : noStore,
      isSignedIn: () => this.#foundation(id).isSignedIn(),
      client: (signal) => this.#foundation(id).client(signal),
      onChange: () => {
        for (const listener of this.#listeners) listener();
      },
      log: this.#options.log,
    });
    this.#indexes.set(id, { user, index });
    return index;
  }

  #foundation(id: string): F {
    const found = this.#options.foundations().find((foundation) => foundation.id === id);
    if (!found) throw new Error('the foundation is no longer in the tree');
    return found;
  }

  /** The answers of those that answered. A foundation that is down doesn't keep others from being searched. */
  async #settled<T>(
    asked: readonly Promise<T>[],
    signal: AbortSignal,
  ): Promise<readonly Awaited<T>[]> {
    const settled = await Promise.allSettled(asked);
    signal.throwIfAborted();
    return settled.flatMap((one) => {
      if (one.status === 'fulfilled') return [one.value];
      this.#options.log.debug(`Could not ask for an app: ${String(one.reason)}`);
      return [];
    });
  }
}
