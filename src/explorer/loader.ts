import { isNotFound } from '../cloudfoundry/errors.ts';

/** What there is of something that is loaded again and again. `E` says why it could not be had. */
export type LoadState<T, E> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: E }
  /** `error` is why the last attempt to load it afresh failed. */
  | { readonly kind: 'shown'; readonly value: T; readonly error: E | null };

/** What one attempt has come to. What is gone is not shown any longer. */
export type Attempt<T, E> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: E; readonly isGone: boolean };

type Read<T, E> = (signal: AbortSignal) => Promise<Attempt<T, E>>;

/**
 * Loads something again and again, one thing at a time. The last attempt wins; one that fails leaves what is shown,
 * unless that is gone.
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

  /** What is being asked for now. */
  get loading(): What | 'all' | null {
    return this.#running?.what ?? null;
  }

  /** Asks for everything afresh. Resolves once that has ended, or something later has taken its place. */
  async load(): Promise<void> {
    await this.run('all', this.#read);
  }

  /** Takes the place of what is under way. @throws what `read` throws, unless it was given up */
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
      // What was given up has nothing to say.
      if (this.#running === running) throw error;
    } finally {
      if (this.#running === running) {
        this.#running = null;
        this.#onChange();
      }
    }
  }

  /** Gives up what is loading. */
  dispose(): void {
    this.#running?.abort.abort();
    this.#running = null;
  }
}

/** Tries to load something whose failures are errors. Never rejects. */
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
