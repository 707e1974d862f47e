import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import type { Deployment } from '../cloudfoundry/resources/deployment.ts';
import type { Guarded } from './guard.ts';
import { freshApp, orGone, orNull } from './refetch.ts';

/** The conditions for a restart, or for the start of a stopped app. */
export interface RestartPlan {
  /** Its current state. */
  readonly app: App;
  /**
   * The running deployments. A Cloud Controller restarts, starts and stops an app regardless, and
   * takes healthy instances down (3.228, observed). Null if they can't be listed.
   */
  readonly deployments: readonly Deployment[] | null;
}

/** Fetches an app and its running deployments. @throws CloudControllerError, as the client does */
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

/** Checks again just before a restart: the user agreed only to what the question showed. */
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
