import type { Missing } from '../stage.ts';
import type { AppHistory, HistoryView } from './appHistory.ts';

export type HistoryState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly missing: Missing }
  /** `notRefreshed` is why the last attempt to read it afresh failed. */
  | { readonly kind: 'shown'; readonly view: HistoryView; readonly notRefreshed: Missing | null };

/** What is being asked for now. */
export type HistoryLoading = 'all' | 'older' | 'missing';

/**
 * Reads an app's history, further back, and afresh. One thing at a time: a refresh takes the place of anything else.
 * What is shown stays until there is something better.
 */
export class HistoryLoader {
  readonly #make: () => AppHistory;
  readonly #onChange: () => void;
  #state: HistoryState = { kind: 'loading' };
  #history: AppHistory | null = null;
  #running: { readonly what: HistoryLoading; readonly abort: AbortController } | null = null;

  constructor(make: () => AppHistory, onChange: () => void) {
    this.#make = make;
    this.#onChange = onChange;
  }

  get state(): HistoryState {
    return this.#state;
  }

  get loading(): HistoryLoading | null {
    return this.#running?.what ?? null;
  }

  /** Reads as much afresh as is shown. */
  async load(): Promise<void> {
    await this.#run('all', async (signal) => {
      const history = this.#make();
      await history.load(signal, this.#history);
      signal.throwIfAborted();
      const { failure } = history;
      if (!failure) return history;
      this.#state =
        this.#state.kind === 'shown'
          ? { ...this.#state, notRefreshed: failure }
          : { kind: 'failed', missing: failure };
      return null;
    });
  }

  /** Goes further back. */
  async loadOlder(): Promise<void> {
    await this.#continue('older', (history, signal) => history.loadOlder(signal));
  }

  /** Asks again for what failed. */
  async retry(): Promise<void> {
    await this.#continue('missing', (history, signal) => history.retry(signal));
  }

  /** Gives up what is loading. */
  dispose(): void {
    this.#running?.abort.abort();
    this.#running = null;
  }

  async #continue(
    what: HistoryLoading,
    read: (history: AppHistory, signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const history = this.#history;
    if (!history || this.#running) return;
    await this.#run(what, async (signal) => {
      await read(history, signal);
      return history;
    });
  }

  async #run(
    what: HistoryLoading,
    read: (signal: AbortSignal) => Promise<AppHistory | null>,
  ): Promise<void> {
    this.#running?.abort.abort();
    const running = { what, abort: new AbortController() };
    this.#running = running;
    if (this.#state.kind === 'failed') this.#state = { kind: 'loading' };
    this.#onChange();
    try {
      const history = await read(running.abort.signal);
      running.abort.signal.throwIfAborted();
      if (history) {
        this.#history = history;
        this.#state = { kind: 'shown', view: history.view, notRefreshed: null };
      }
    } catch (error) {
      // What was given up has nothing to say, and nothing else fails.
      if (running.abort.signal.aborted) return;
      throw error;
    }
    this.#running = null;
    this.#onChange();
  }
}
