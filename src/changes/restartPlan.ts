import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import type { Deployment } from '../cloudfoundry/resources/deployment.ts';
import type { Guarded } from './guard.ts';
import { freshApp, orGone, orNull } from './refetch.ts';

/** What a restart, or the start of a stopped app, meets. */
export interface RestartPlan {
  /** As it is now. */
  readonly app: App;
  /**
   * The deployments that are running. A Cloud Controller restarts, starts and stops an app all the same, and takes
   * healthy instances down (3.228, observed). Null where they can't be listed.
   */
  readonly deployments: readonly Deployment[] | null;
}

/** Looks at an app, and at the deployments that are running. @throws CloudControllerError, as the client does */
export async function planRestart(
  client: CloudFoundryClient,
  app: App,
  signal?: AbortSignal,
): Promise<RestartPlan> {
  const [fresh, deployments] = await Promise.all([
    freshApp(client, app, signal),
    client.can.deployments ? orNull(client.activeDeployments(app, signal)) : null,
  ]);
  return { app: fresh, deployments };
}

/** Looks again just before a restart: the user agreed to what the question showed, and to nothing else. */
export async function guardRestart(
  client: CloudFoundryClient,
  plan: RestartPlan,
): Promise<Guarded> {
  const now = await orGone(planRestart(client, plan.app));
  if (now === 'gone') return { kind: 'appGone' };
  if (now === 'forbidden') return { kind: 'roleLost' };
  const shown = new Set(plan.deployments?.map(({ guid }) => guid));
  const deployment = now.deployments?.find(({ guid }) => !shown.has(guid));
  if (deployment) return { kind: 'deploymentRuns', deployment };
  return now.app.state === plan.app.state
    ? { kind: 'unchanged' }
    : { kind: 'stateChanged', app: now.app };
}
