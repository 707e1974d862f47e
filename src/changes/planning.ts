import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import { currentOf, questionOfCurrent } from '../cloudfoundry/current.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import type { Process } from '../cloudfoundry/resources/process.ts';
import { planFrom, type Planned } from './plan.ts';
import { freshApp, freshDroplet, orNull } from './refetch.ts';
import type { Place } from '../cloudfoundry/place.ts';

/**
 * Fetches app, candidate, current droplet and other relevant data at once, and plans from these:
 * data in lists is old and incomplete. The plan does without what the API refuses or doesn't have.
 * @param place of the app, for its labels.
 * @throws what the client throws; for a candidate deleted meanwhile, a CloudControllerError 404.
 */
export async function planAssignment(
  client: CloudFoundryClient,
  app: App,
  candidate: Droplet,
  place: Place | null,
  signal?: AbortSignal,
): Promise<Planned> {
  const known = client.can;
  const early = questionOfCurrent(app);
  const [nowApp, nowCandidate, asked, listed, deployments, permissions, sidecars] =
    await Promise.all([
      freshApp(client, app, signal),
      freshDroplet(client, candidate, signal),
      early && client.currentDropletWhole(app, signal),
      processesOf(client, app, signal),
      known.deployments ? orNull(client.deployments(app, signal)) : [],
      known.permissions ? orNull(client.permissions(app, signal)) : null,
      known.sidecars ? orNull(client.sidecars(app, signal)) : null,
    ]);
  const isSameQuestion = early?.href === questionOfCurrent(nowApp)?.href;
  const answered =
    early && isSameQuestion ? asked : await client.currentDropletWhole(nowApp, signal);
  // A list may omit links that the app itself has.
  const processes = app.links['processes'] ? listed : await processesOf(client, nowApp, signal);
  const current = currentOf(nowApp, answered);
  // Someone may assign another droplet between two answers. The check before the write will notice.
  const isCurrent = current.kind === 'assigned' && current.guid === answered?.guid;
  const currentDroplet = isCurrent ? answered : null;
  return planFrom(
    {
      app: nowApp,
      candidate: nowCandidate,
      current,
      currentDroplet,
      processes,
      deployments,
      permissions,
      sidecars,
      place,
    },
    client,
  );
}

async function processesOf(
  client: CloudFoundryClient,
  { links }: App,
  signal: AbortSignal | undefined,
): Promise<readonly Process[] | null> {
  const { processes } = links;
  return processes ? orNull(client.processes(processes, signal)) : null;
}
