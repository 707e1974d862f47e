import { setTimeout } from 'node:timers/promises';
import { UnreachableError } from '../errors.ts';

/** How many requests we send to a foundation at the same time. */
export const maxAtOnce = 6;

/**
 * Milliseconds before the first and second retry of a GET, varied randomly between half and one
 * and a half times.
 */
const backOffs: readonly number[] = [400, 1200];

export interface PacingOptions {
  /** Waits for this many milliseconds. Rejects with the signal's reason when aborted. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /**
   * Called with the end of a rate limit (as in `Date.now()`) when requests start to wait for it,
   * and with null when none waits any longer.
   */
  readonly onDidPause: (until: number | null) => void;
}

/**
 * Decides when a foundation may be asked: a few requests at once, and none while it has
 * asked us to wait.
 */
export class Pacing {
  readonly #sleep: PacingOptions['sleep'];
  readonly #onDidPause: PacingOptions['onDidPause'];
  readonly #stopped = new AbortController();
  #free = maxAtOnce;
  readonly #queue = new Set<() => void>();
  #pause: { readonly until: number } | null = null;
  #pausing = 0;

  constructor({ sleep = wait, onDidPause = () => undefined }: Partial<PacingOptions> = {}) {
    this.#sleep = sleep;
    this.#onDidPause = onDidPause;
  }

  /**
   * Runs the task when its turn comes. The signal aborts only a waiting task, not a running one.
   */
  async run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.#turn(signal);
    try {
      return await task();
    } finally {
      this.#leave();
    }
  }

  /** Resolves once the foundation may be asked again after `pause`; at once without a pause. */
  async ready(signal?: AbortSignal): Promise<void> {
    while (this.#pause) {
      const pause = this.#pause;
      this.#pausing += 1;
      if (this.#pausing === 1) this.#onDidPause(pause.until);
      try {
        await this.#wait(Math.max(0, pause.until - Date.now()), signal);
        // Unless the pause was extended meanwhile.
        if (this.#pause === pause) this.#pause = null;
      } finally {
        this.#pausing -= 1;
        if (this.#pausing === 0) this.#onDidPause(null);
      }
    }
  }

  /** The foundation asked us to wait: no request starts for this many milliseconds. */
  pause(milliseconds: number): void {
    const until = Date.now() + milliseconds;
    if (!this.#pause || this.#pause.until < until) this.#pause = { until };
  }

  /**
   * Waits before a retry, for a random time so that clients don't retry in step.
   * @param repetition 1 for the first.
   */
  async backOff(repetition: number, signal?: AbortSignal): Promise<void> {
    const usual = backOffs[repetition - 1] ?? backOffs.at(-1) ?? 0;
    await this.#wait(usual * (0.5 + Math.random()), signal);
  }

  /** Ends all waiting: the connection is closed. */
  stop(): void {
    this.#stopped.abort(
      new UnreachableError('', 'notConnected', 'the connection to the foundation was closed', null),
    );
  }

  async #wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
    const stopped = this.#stopped.signal;
    await this.#sleep(milliseconds, signal ? AbortSignal.any([signal, stopped]) : stopped);
  }

  async #turn(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const start = (): void => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      const onAbort = (): void => {
        this.#queue.delete(start);
        reject(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
      };
      this.#queue.add(start);
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** Passes the slot on to the task that has waited longest. */
  #leave(): void {
    const [next] = this.#queue;
    if (next) {
      this.#queue.delete(next);
      next();
    } else {
      this.#free += 1;
    }
  }
}

async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, { signal });
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  }
}
