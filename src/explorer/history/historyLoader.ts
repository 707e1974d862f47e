import { Loader, type Attempt, type LoadState } from '../loader.ts';
import { toMissing, type Missing } from '../part.ts';
import type { AppHistory, HistoryView } from './appHistory.ts';

export type HistoryState = LoadState<HistoryView, Missing>;

/** What is being requested now. */
export type HistoryLoading = 'all' | 'older' | 'missing';

/**
 * Reads an app's history, goes further back, and refreshes it. A refresh replaces
 * any other request.
 */
export class HistoryLoader {
  readonly #make: (signal: AbortSignal) => Promise<AppHistory>;
  readonly #loader: Loader<HistoryView, Missing, HistoryLoading>;
  /** The history that is shown. */
  #history: AppHistory | null = null;

  /** @param make creates an empty history. It may fail, for example if nobody is signed in. */
  constructor(make: (signal: AbortSignal) => Promise<AppHistory>, onChange: () => void) {
    this.#make = make;
    this.#loader = new Loader((signal) => this.#readAfresh(signal), onChange);
  }

  get state(): HistoryState {
    return this.#loader.state;
  }

  get loading(): HistoryLoading | null {
    return this.#loader.loading;
  }

  /** Reads again as much as is shown. */
  async load(): Promise<void> {
    await this.#loader.load();
  }

  /** Goes further back. */
  async loadOlder(): Promise<void> {
    await this.#continue('older', (history, signal) => history.loadOlder(signal));
  }

  /** Retries what failed. */
  async retry(): Promise<void> {
    await this.#continue('missing', (history, signal) => history.retry(signal));
  }

  /** Cancels what is loading. */
  dispose(): void {
    this.#loader.dispose();
  }

  async #continue(
    what: HistoryLoading,
    read: (history: AppHistory, signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const history = this.#history;
    if (!history || this.loading) return;
    await this.#loader.run(what, async (signal) => {
      await read(history, signal);
      return { kind: 'done', value: history.view };
    });
  }

  async #readAfresh(signal: AbortSignal): Promise<Attempt<HistoryView, Missing>> {
    let history: AppHistory;
    try {
      history = await this.#make(signal);
    } catch (error) {
      return { kind: 'failed', error: toMissing(error), isGone: false };
    }
    await history.load(signal, this.#history);
    signal.throwIfAborted();
    const { failure } = history;
    if (failure) return { kind: 'failed', error: failure, isGone: false };
    this.#history = history;
    return { kind: 'done', value: history.view };
  }
}
