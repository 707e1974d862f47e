import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import type { App } from '../cloudfoundry/resources/app.ts';

/** The instances of one process type. */
interface TypeInstances {
  readonly type: string;
  readonly running: number;
  /** The intended number of instances. */
  readonly wanted: number;
}

/** An app has two or three types; if one claims hundreds, we ask only for this many. */
const mostTypes = 8;

/**
 * How many instances of an app run now, for each type that should have any. One request,
 * plus one per type.
 * @throws what the client throws; null if the app has no link to its processes.
 */
export async function instancesOf(
  client: Pick<CloudFoundryClient, 'processes' | 'instances'>,
  app: App,
  signal?: AbortSignal,
): Promise<readonly TypeInstances[] | null> {
  const link = app.links['processes'];
  if (!link) return null;
  const processes = await client.processes(link, signal);
  return Promise.all(
    processes
      .filter(({ instances }) => instances !== null && instances > 0)
      .slice(0, mostTypes)
      .map(async (process) => {
        const seen = await client.instances(process, signal);
        const running = seen.filter(({ state }) => state === 'RUNNING').length;
        return { type: process.type, running, wanted: process.instances ?? seen.length };
      }),
  );
}
