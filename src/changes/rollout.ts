import { setTimeout } from 'node:timers/promises';
import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import {
  CloudControllerError,
  isNotFound,
  RefusedLinkError,
  SignedOutError,
} from '../cloudfoundry/errors.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import type { Deployment } from '../cloudfoundry/resources/deployment.ts';
import { freshDeployment } from './refetch.ts';
import { lookAtRollout, type RolloutProgress } from './rolloutProgress.ts';
import { cancelDeployment, continueDeployment } from './rolloutSteps.ts';
import type { Verified } from './verified.ts';

/** How a deployment ended. */
export type RolloutEnd =
  | { readonly kind: 'deployed'; readonly deployment: Deployment }
  | { readonly kind: 'canceled'; readonly deployment: Deployment }
  /** Someone started another deployment: `by`, if it is still visible. */
  | { readonly kind: 'superseded'; readonly deployment: Deployment; readonly by: Deployment | null }
  /** Ended for another reason, named by `deployment.reason`. */
  | { readonly kind: 'failed'; readonly deployment: Deployment }
  /** Deleted with its app, or no longer visible. */
  | { readonly kind: 'gone' };

export interface RolloutOptions {
  /** Called after every look, including the first. */
  readonly onDidProgress?: (progress: RolloutProgress) => void;
  /** Waits for this many milliseconds. Rejects when aborted. */
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Milliseconds before each request for whether a step was taken. */
  readonly delays?: readonly number[];
}

/**
 * Milliseconds between two looks: the shortest while something changes, longer while nothing does.
 */
const shortest = 2000;
const longest = 15_000;

/**
 * Follows a deployment until it ends. The deployment continues by itself, even if
 * nothing follows it.
 */
export class Rollout {
  readonly app: App;
  readonly #client: CloudFoundryClient;
  readonly #options: RolloutOptions;
  #progress: RolloutProgress;
  #nap = new AbortController();

  constructor(
    client: CloudFoundryClient,
    app: App,
    deployment: Deployment,
    options: RolloutOptions = {},
  ) {
    this.app = app;
    this.#client = client;
    this.#options = options;
    this.#progress = { deployment, instances: null, problems: [], trouble: null };
  }

  /** The latest progress seen. */
  get progress(): RolloutProgress {
    return this.#progress;
  }

  /**
   * Watches the deployment until it ends. While the API can't be reached,
   * `progress.trouble` says why.
   * @throws SignedOutError, RefusedLinkError, CloudControllerError 403, and the signal's reason:
   * the deployment itself continues.
   */
  async follow(signal: AbortSignal): Promise<RolloutEnd> {
    let interval = shortest;
    for (;;) {
      signal.throwIfAborted();
      const before = this.#progress;
      try {
        await this.#look(signal);
      } catch (error) {
        signal.throwIfAborted();
        if (isNotFound(error)) return { kind: 'gone' };
        if (isFinal(error)) throw error;
        this.#progress = { ...this.#progress, trouble: error };
      }
      this.#options.onDidProgress?.(this.#progress);
      if (this.#progress.trouble === null && !this.#progress.deployment.isActive) {
        return this.#end(signal);
      }
      const isSame = this.#progress.trouble !== null || isSameProgress(before, this.#progress);
      interval = isSame ? Math.min(longest, interval * 1.5) : shortest;
      await this.#sleep(interval, signal);
    }
  }

  /** @throws what `cancelDeployment` throws */
  async cancel(): Promise<Verified<Deployment>> {
    return this.#take(cancelDeployment);
  }

  /** @throws what `continueDeployment` throws */
  async continue(): Promise<Verified<Deployment>> {
    return this.#take(continueDeployment);
  }

  async #look(signal: AbortSignal): Promise<void> {
    const before = this.#progress;
    const now = await freshDeployment(this.#client, before.deployment, signal);
    const seen = await lookAtRollout(this.#client, this.app, now, before, signal);
    // Unless a step was taken meanwhile: its answer is newer than this one.
    if (this.#progress === before) this.#progress = seen;
  }

  async #end(signal: AbortSignal): Promise<RolloutEnd> {
    const { deployment } = this.#progress;
    switch (deployment.reason) {
      case 'DEPLOYED':
        return { kind: 'deployed', deployment };
      case 'CANCELED':
        return { kind: 'canceled', deployment };
      case 'SUPERSEDED': {
        return { kind: 'superseded', deployment, by: await this.#successor(signal) };
      }
    }
    return { kind: 'failed', deployment };
  }

  /** Failing to fetch the successor doesn't change how the deployment ended. */
  async #successor(signal: AbortSignal): Promise<Deployment | null> {
    try {
      const [newest] = await this.#client.activeDeployments(this.app, signal);
      return newest ?? null;
    } catch {
      signal.throwIfAborted();
      return null;
    }
  }

  async #take(step: typeof cancelDeployment): Promise<Verified<Deployment>> {
    const outcome = await step(this.#client, this.#progress.deployment, this.#options.delays);
    if (outcome.kind !== 'unverified') {
      this.#progress = { ...this.#progress, deployment: outcome.answer };
    }
    this.#nap.abort();
    return outcome;
  }

  async #sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    const { sleep = wait } = this.#options;
    this.#nap = new AbortController();
    const nap = this.#nap.signal;
    try {
      await sleep(milliseconds, AbortSignal.any([signal, nap]));
    } catch (error) {
      signal.throwIfAborted();
      if (!nap.aborted) throw error;
    }
  }
}

/** The app's running deployment, whether started here or elsewhere; null if there is none. */
export async function activeRollout(
  client: CloudFoundryClient,
  app: App,
  options: RolloutOptions = {},
  signal?: AbortSignal,
): Promise<Rollout | null> {
  const [newest] = await client.activeDeployments(app, signal);
  return newest ? new Rollout(client, app, newest, options) : null;
}

async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal });
}

/** Errors that won't go away by themselves. */
function isFinal(error: unknown): boolean {
  if (error instanceof SignedOutError || error instanceof RefusedLinkError) return true;
  return error instanceof CloudControllerError && error.status === 403;
}

function isSameProgress(a: RolloutProgress, b: RolloutProgress): boolean {
  return JSON.stringify(keyOf(a)) === JSON.stringify(keyOf(b));
}

function keyOf({ deployment, instances, problems }: RolloutProgress): unknown {
  const { canary, error, reason } = deployment;
  return [reason, canary, error, instances, problems];
}
