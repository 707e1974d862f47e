import type { Log } from '../cloudfoundry/log.ts';
import { SignedOutError, reasonOf } from '../cloudfoundry/errors.ts';
import { AppIndex } from './appIndex.ts';
import { fill, refresh, type FillProgress, type IndexClient } from './filling.ts';
import type { IndexStore } from './indexFolder.ts';

/** What is going on with the index of a foundation. */
export type IndexState =
  | { readonly kind: 'unused' }
  /** The file is read, or the API is asked for changes. */
  | { readonly kind: 'checking' }
  | { readonly kind: 'filling'; readonly progress: FillProgress | null }
  | { readonly kind: 'complete' }
  /** The user stopped it. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly error: unknown };

interface Options {
  readonly store: IndexStore;
  /** Whether there is a session, expired or not. */
  readonly isSignedIn: () => Promise<boolean>;
  readonly client: (signal: AbortSignal) => Promise<IndexClient>;
  readonly onChange: () => void;
  readonly log: Pick<Log, 'debug'>;
}

type Work = (client: IndexClient, signal: AbortSignal) => Promise<void>;

/** Milliseconds during which an index counts as current. */
const freshness = 30_000;
/** The same for an API that can't be asked for changes, so that all must be read again. */
const longFreshness = 900_000;

/**
 * The index of one foundation's apps for one user: read from disk, brought up to date when it is
 * used, and filled if need be. It can be searched all the time.
 */
export class FoundationIndex {
  readonly #options: Options;
  #apps = new AppIndex();
  #state: IndexState = { kind: 'unused' };
  /** The time since which changes must be asked for; null until it was complete once. */
  #since: Date | null = null;
  #checked: Date | null = null;
  #running: { readonly done: Promise<void>; readonly abort: AbortController } | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  get apps(): AppIndex {
    return this.#apps;
  }

  get state(): IndexState {
    return this.#state;
  }

  /** When it was last known to be complete; null if it never was. */
  get checked(): Date | null {
    return this.#checked;
  }

  /** Brings it up to date, unless that was done just now. Never fails: see `state`. */
  async use(): Promise<void> {
    if (!this.#running && this.#state.kind === 'complete' && this.#age() < freshness) return;
    await this.#run((client, signal) => this.#bringUpToDate(client, signal));
  }

  /** Reads all apps again, even if it seems up to date. Never fails: see `state`. */
  async readAgain(): Promise<void> {
    this.stop();
    await this.#running?.done;
    await this.#run((client, signal) => this.#fill(client, signal));
  }

  /** Ends what is going on; what was read until then stays. */
  stop(): void {
    this.#running?.abort.abort();
  }

  /** Takes an app out: it was deleted, or isn't visible anymore. */
  remove(guid: string): void {
    this.#apps.remove(guid);
  }

  async #run(work: Work): Promise<void> {
    if (!this.#running) {
      const abort = new AbortController();
      this.#running = { abort, done: this.#settle(work, abort.signal) };
    }
    await this.#running.done;
  }

  async #settle(work: Work, signal: AbortSignal): Promise<void> {
    let end: IndexState = { kind: 'complete' };
    try {
      this.#become({ kind: 'checking' });
      await this.#load(signal);
      await work(await this.#options.client(signal), signal);
    } catch (error) {
      end = signal.aborted ? { kind: 'stopped' } : { kind: 'failed', error };
      if (error instanceof SignedOutError) this.#forget();
      this.#options.log.debug(`Could not read all apps: ${reasonOf(error)}`);
    }
    this.#running = null;
    this.#become(end);
  }

  /** What a user could see isn't shown once they are signed out. */
  #forget(): void {
    this.#apps = new AppIndex();
    this.#since = null;
    this.#checked = null;
  }

  async #load(signal: AbortSignal): Promise<void> {
    if (this.#since !== null) return;
    // What is kept is for the signed-in user only.
    if (!(await this.#options.isSignedIn())) throw new SignedOutError('you are not signed in');
    const kept = await this.#options.store.load();
    signal.throwIfAborted();
    if (!kept) return;
    this.#apps = kept.apps;
    this.#since = kept.since;
    this.#checked = kept.checked;
    this.#options.onChange();
  }

  async #bringUpToDate(client: IndexClient, signal: AbortSignal): Promise<void> {
    if (this.#since !== null) {
      const refreshed = await refresh(client, this.#apps, this.#since, signal);
      if (refreshed.kind === 'current') {
        this.#since = refreshed.since;
        this.#checked = new Date();
        if (refreshed.hasChanged) await this.#save();
        return;
      }
      if (!client.can.changedSince && this.#age() < longFreshness) return;
    }
    await this.#fill(client, signal);
  }

  async #fill(client: IndexClient, signal: AbortSignal): Promise<void> {
    this.#become({ kind: 'filling', progress: null });
    this.#since = await fill(
      client,
      this.#apps,
      (progress) => this.#become({ kind: 'filling', progress }),
      signal,
    );
    this.#checked = new Date();
    await this.#save();
  }

  async #save(): Promise<void> {
    if (this.#since === null || this.#checked === null) return;
    const index = { apps: this.#apps, since: this.#since, checked: this.#checked };
    await this.#options.store.save(index);
  }

  #age(): number {
    return this.#checked === null ? Infinity : Date.now() - this.#checked.getTime();
  }

  #become(state: IndexState): void {
    this.#state = state;
    this.#options.onChange();
  }
}
