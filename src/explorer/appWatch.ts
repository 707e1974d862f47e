import { activeRollout, Rollout, type RolloutEnd } from '../changes/rollout.ts';
import type { RolloutProgress } from '../changes/rolloutProgress.ts';
import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import { CloudControllerError, reasonOf } from '../cloudfoundry/errors.ts';
import type { Log } from '../cloudfoundry/log.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import type { Deployment } from '../cloudfoundry/resources/deployment.ts';
import type { Explorer } from './explorer.ts';
import { foundationOf, type AppRow, type Running, unknownRunning } from './rows.ts';

/** A deployment that this window follows. */
export interface Followed {
  readonly row: AppRow;
  readonly rollout: Rollout;
  /**
   * How it ended; null if it is no longer followed: the foundation has left the tree or
   * can't be reached.
   */
  readonly ended: Promise<RolloutEnd | null>;
}

interface Options {
  readonly explorer: Explorer;
  readonly log: Log;
  /** Called for each deployment when following starts. */
  readonly onDidFollow: (followed: Followed) => void;
  /** Called once for each deployment whose new instances don't start. */
  readonly onDidStumble: (followed: Followed) => void;
}

/**
 * Watches the opened apps: which droplets their instances run, and their deployments in progress.
 */
export class AppWatch {
  readonly #options: Options;
  /** By foundation and app: an app has one deployment at a time. */
  readonly #followed = new Map<string, Followed>();
  readonly #stumbled = new WeakSet<Rollout>();
  readonly #closing = new AbortController();

  constructor(options: Options) {
    this.#options = options;
  }

  /**
   * Asks what an app runs, and follows its deployment. Never fails: what can't be
   * fetched isn't shown.
   */
  async look(row: AppRow): Promise<void> {
    const client = foundationOf(row).connection.opened;
    if (!client || row.app.state !== 'STARTED') return;
    await Promise.all([this.#lookAtRunning(client, row), this.#lookForRollout(client, row)]);
  }

  /** The app's deployment that is followed or in progress; null if there is none. */
  async rolloutOf(row: AppRow, signal?: AbortSignal): Promise<Rollout | null> {
    const known = this.#followed.get(row.id);
    if (known) return known.rollout;
    const client = await foundationOf(row).connection.client(signal);
    const found = await activeRollout(client, row.app, {}, signal);
    return found && this.follow(row, client, found.progress.deployment).rollout;
  }

  /** Shows a deployment at the app's row until it is over. */
  follow(row: AppRow, client: CloudFoundryClient, deployment: Deployment): Followed {
    const key = row.id;
    const known = this.#followed.get(key);
    if (known?.rollout.progress.deployment.guid === deployment.guid) return known;
    const left = new AbortController();
    const rollout = new Rollout(client, row.app, deployment, {
      // Also called if the API can't be reached, for example after a removed foundation's
      // connection is closed.
      onDidProgress: (progress) => {
        if (this.#options.explorer.foundations.includes(foundationOf(row))) {
          this.#progressed(followed, progress);
        } else left.abort();
      },
    });
    const signal = AbortSignal.any([this.#closing.signal, left.signal]);
    const ended = this.#run(row, client, rollout, signal).finally(() => {
      if (this.#followed.get(key) === followed) this.#followed.delete(key);
      this.#show(followed);
    });
    const followed: Followed = { row, rollout, ended };
    this.#followed.set(key, followed);
    this.#show(followed);
    this.#options.onDidFollow(followed);
    return followed;
  }

  dispose(): void {
    this.#closing.abort();
  }

  async #run(
    row: AppRow,
    client: CloudFoundryClient,
    rollout: Rollout,
    signal: AbortSignal,
  ): Promise<RolloutEnd | null> {
    const { log } = this.#options;
    const { app } = rollout;
    try {
      const end = await rollout.follow(signal);
      log.info(`The deployment of ${app.name} has ended: ${end.kind}`);
      await this.#showEnd(client, row);
      return end;
    } catch (error) {
      if (!signal.aborted) {
        log.warn(`The deployment of ${app.name} is not followed any more: ${reasonOf(error)}`);
      }
      return null;
    }
  }

  /** Asks again what is running whenever the number of new instances changes. */
  #progressed(followed: Followed, { instances, problems }: RolloutProgress): void {
    const { rollout } = followed;
    if (problems.length > 0 && !this.#stumbled.has(rollout)) {
      this.#stumbled.add(rollout);
      this.#options.onDidStumble(followed);
    }
    const row = this.#options.explorer.inTree(followed.row);
    const before = row?.rollout?.instances?.running;
    this.#show(followed);
    const isNews = instances?.running !== null && instances?.running !== before;
    const client = row && foundationOf(row).connection.opened;
    if (client && isNews) void this.#lookAtRunning(client, row);
  }

  /**
   * A deployment changes which droplet is current, and its end may change it back. It has ended
   * even if a request for the details fails.
   */
  async #showEnd(client: CloudFoundryClient, followed: AppRow): Promise<void> {
    const { explorer, log } = this.#options;
    const row = explorer.inTree(followed);
    if (!row) return;
    try {
      explorer.update(row, { current: await client.currentDroplet(row.app) });
    } catch (error) {
      log.warn(`Could not ask which droplet of ${row.app.name} is current: ${reasonOf(error)}`);
    }
    await this.#lookAtRunning(client, row);
  }

  #show({ row, rollout }: Followed): void {
    const isFollowed = this.#followed.get(row.id)?.rollout === rollout;
    this.#options.explorer.update(row, { rollout: isFollowed ? rollout.progress : null });
  }

  async #lookForRollout(client: CloudFoundryClient, row: AppRow): Promise<void> {
    if (!client.can.deployments) return;
    try {
      const [newest] = await client.activeDeployments(row.app);
      if (newest) this.#show(this.follow(row, client, newest));
    } catch (error) {
      this.#options.log.warn(`Could not list deployments of ${row.app.name}: ${reasonOf(error)}`);
    }
  }

  async #lookAtRunning(client: CloudFoundryClient, row: AppRow): Promise<void> {
    const { app } = row;
    try {
      const running = await runningOf(client, app);
      if (row.app === app) this.#options.explorer.update(row, { running });
    } catch (error) {
      this.#options.log.warn(`Could not ask what ${app.name} runs: ${reasonOf(error)}`);
    }
  }
}

/**
 * Which droplets an app's instances run. Unknown if the foundation keeps no revisions, or
 * none for this app.
 */
async function runningOf(client: CloudFoundryClient, app: App): Promise<Running> {
  if (!client.can.deployedRevisions) return unknownRunning;
  try {
    const revisions = await client.deployedRevisions(app);
    const droplets = revisions.flatMap(({ dropletGuid }) => dropletGuid ?? []);
    return droplets.length > 0 ? { kind: 'known', droplets: new Set(droplets) } : unknownRunning;
  } catch (error) {
    // No such endpoint, or not for this user.
    if (error instanceof CloudControllerError && error.status < 500) return unknownRunning;
    throw error;
  }
}
