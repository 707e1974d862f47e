import { CloudControllerError } from '../cloudfoundry/errors.ts';
import type { Lifecycle } from './lifecycle.ts';

export type LoadState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** `error` is why the last attempt to load it afresh failed. */
  | { readonly kind: 'shown'; readonly lifecycle: Lifecycle; readonly error: unknown };

/**
 * Loads a droplet's lifecycle again and again. The last load wins; one that fails leaves what is there, unless the
 * droplet is gone.
 */
export class LifecycleLoader {
  readonly #load: (signal: AbortSignal) => Promise<Lifecycle>;
  readonly #onChange: () => void;
  #state: LoadState = { kind: 'loading' };
  /** The load that counts. */
  #running: AbortController | null = null;

  constructor(load: (signal: AbortSignal) => Promise<Lifecycle>, onChange: () => void) {
    this.#load = load;
    this.#onChange = onChange;
  }

  get state(): LoadState {
    return this.#state;
  }

  get isLoading(): boolean {
    return this.#running !== null;
  }

  /** Resolves once this load has ended, or a later one has taken its place. Never rejects. */
  async load(): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    if (this.#state.kind === 'failed') this.#state = { kind: 'loading' };
    this.#onChange();
    const state = await this.#attempt(running.signal);
    if (this.#running !== running) return;
    this.#running = null;
    this.#state = state;
    this.#onChange();
  }

  /** Gives up what is loading. */
  dispose(): void {
    this.#running?.abort();
    this.#running = null;
  }

  async #attempt(signal: AbortSignal): Promise<LoadState> {
    try {
      return { kind: 'shown', lifecycle: await this.#load(signal), error: null };
    } catch (error) {
      return this.#state.kind === 'shown' && !isGone(error)
        ? { ...this.#state, error }
        : { kind: 'failed', error };
    }
  }
}

/** Whether the object that was asked for does not exist, or may not be seen. */
export function isGone(error: unknown): boolean {
  return error instanceof CloudControllerError && error.isNotFound;
}
