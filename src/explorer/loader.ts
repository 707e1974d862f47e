import { isNotFound } from '../cloudfoundry/errors.ts';

/** The state of something that is loaded repeatedly. `E` says why it couldn't be loaded. */
export type LoadState<T, E> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: E }
  /** `error` is why the last attempt to load it again failed. */
  | { readonly kind: 'shown'; readonly value: T; readonly error: E | null };

/** The outcome of one attempt. What is gone is no longer shown. */
export type Attempt<T, E> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: E; readonly isGone: boolean };

type Read<T, E> = (signal: AbortSignal) => Promise<Attempt<T, E>>;

/**
 * Loads something repeatedly, one request at a time. The last attempt wins; a failed one keeps what
 * is shown, unless that is gone.
 */
export class Loader<T, E, What extends string = 'all'> {
  readonly #read: Read<T, E>;
  readonly #onChange: () => void;
  #state: LoadState<T, E> = { kind: 'loading' };
  /** The attempt that counts. */
  #running: { readonly what: What | 'all'; readonly abort: AbortController } | null = null;

  constructor(read: Read<T, E>, onChange: () => void) {
    this.#read = read;
    this.#onChange = onChange;
  }

  get state(): LoadState<T, E> {
    return this.#state;
  }

  /** What is being requested now. */
  get loading(): What | 'all' | null {
    return this.#running?.what ?? null;
  }

  /** Requests everything again. Resolves once that has ended or a later request has replaced it. */
  async load(): Promise<void> {
    await this.run('all', this.#read);
  }

  /** Replaces the request in progress. @throws what `read` throws, unless it was canceled */
  async run(what: What | 'all', read: Read<T, E>): Promise<void> {
    this.#running?.abort.abort();
    const running = { what, abort: new AbortController() };
    this.#running = running;
    if (this.#state.kind === 'failed') this.#state = { kind: 'loading' };
    this.#onChange();
    try {
      const attempted = await read(running.abort.signal);
      if (this.#running === running) this.#state = after(this.#state, attempted);
    } catch (error) {
      // Ignore the errors of canceled attempts.
      if (this.#running === running) throw error;
    } finally {
      if (this.#running === running) {
        this.#running = null;
        this.#onChange();
      }
    }
  }

  /** Cancels what is loading. */
  dispose(): void {
    this.#running?.abort.abort();
    this.#running = null;
  }
}

/** Loads something and returns its failure as an error. Never rejects. */
export async function attempt<T>(loaded: Promise<T>): Promise<Attempt<T, unknown>> {
  try {
    return { kind: 'done', value: await loaded };
  } catch (error) {
    return { kind: 'failed', error, isGone: isNotFound(error) };
  }
}

function after<T, E>(before: LoadState<T, E>, attempted: Attempt<T, E>): LoadState<T, E> {
  if (attempted.kind === 'done') return { kind: 'shown', value: attempted.value, error: null };
  const { error } = attempted;
  return before.kind === 'shown' && !attempted.isGone
    ? { ...before, error }
    : { kind: 'failed', error };
}
