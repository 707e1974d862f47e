import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import { CloudControllerError } from '../cloudfoundry/errors.ts';
import type { Log } from '../cloudfoundry/log.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import type { Explorer } from './explorer.ts';
import { reasonOf } from './reason.ts';
import { foundationOf, type AppRow, type Running } from './rows.ts';

/** Looks at the apps that are opened: which droplets their instances run. */
export class AppWatch {
  readonly #explorer: Explorer;
  readonly #log: Log;

  constructor(explorer: Explorer, log: Log) {
    this.#explorer = explorer;
    this.#log = log;
  }

  /** Asks what an app runs, and shows it. Never fails: what cannot be had is not shown. */
  async look(row: AppRow): Promise<void> {
    const { client } = foundationOf(row);
    if (!client) return;
    const { app } = row;
    try {
      const running = await runningOf(client, app);
      if (row.app === app) this.#explorer.setRunning(row, running);
    } catch (error) {
      this.#log.warn(`Could not ask what ${app.name} runs: ${reasonOf(error)}`);
    }
  }
}

/** Which droplets an app's instances run. Unknown where the foundation keeps no revisions, or not of this app. */
async function runningOf(client: CloudFoundryClient, app: App): Promise<Running> {
  if (client.discovery.era === 'info' || app.state !== 'STARTED') return { kind: 'unknown' };
  try {
    const revisions = await client.deployedRevisions(app);
    const droplets = revisions.flatMap(({ dropletGuid }) => dropletGuid ?? []);
    return droplets.length > 0
      ? { kind: 'known', droplets: new Set(droplets) }
      : { kind: 'unknown' };
  } catch (error) {
    // No such endpoint, or not for this user.
    if (error instanceof CloudControllerError && error.status < 500) return { kind: 'unknown' };
    throw error;
  }
}
