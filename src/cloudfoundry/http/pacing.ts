import { setTimeout } from 'node:timers/promises';
import { UnreachableError } from '../errors.ts';

/** How many requests a foundation gets from us at the same time. */
export const maxAtOnce = 6;

/** Before the first and the second repetition of a GET, in milliseconds; half to one and a half times as long. */
const backOffs: readonly number[] = [400, 1200];

export interface PacingOptions {
  /** Waits so many milliseconds. Rejects with the signal's reason when aborted. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Told when requests begin to wait for a rate limit, with the time of its end (as `Date.now()`), and null when none does any more. */
  readonly onDidPause: (until: number | null) => void;
}

/** When a foundation may be asked: a few requests at once, and none while it has asked us to wait. */
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

  /** Runs the task when its turn comes. One that waits can be aborted; one that runs is its own master. */
  async run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.#turn(signal);
    try {
      return await task();
    } finally {
      this.#leave();
    }
  }

  /** Until the foundation may be asked again after `pause`; at once where it was not called. */
  async ready(signal?: AbortSignal): Promise<void> {
    while (this.#pause) {
      const pause = this.#pause;
      this.#pausing += 1;
      if (this.#pausing === 1) this.#onDidPause(pause.until);
      try {
        await this.#wait(Math.max(0, pause.until - Date.now()), signal);
        // Unless it was made longer meanwhile.
        if (this.#pause === pause) this.#pause = null;
      } finally {
        this.#pausing -= 1;
        if (this.#pausing === 0) this.#onDidPause(null);
      }
    }
  }

  /** The foundation wants to be left alone for so many milliseconds: nobody's next request is sent before. */
  pause(milliseconds: number): void {
    const until = Date.now() + milliseconds;
    if (!this.#pause || this.#pause.until < until) this.#pause = { until };
  }

  /** Waits before a repetition, not as long as all others do. @param repetition 1 for the first. */
  async backOff(repetition: number, signal?: AbortSignal): Promise<void> {
    const usual = backOffs[repetition - 1] ?? backOffs.at(-1) ?? 0;
    await this.#wait(usual * (0.5 + Math.random()), signal);
  }

  /** Ends all waiting: nobody can be asked any more. */
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

  /** Hands the place on to whoever has waited longest. */
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
