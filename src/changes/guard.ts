import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import type { App, CurrentDroplet } from '../cloudfoundry/resources/app.ts';
import type { Deployment } from '../cloudfoundry/resources/deployment.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import { assignability } from './assignability.ts';
import type { AssignmentPlan, Unassignable } from './plan.ts';
import { freshApp, freshDroplet, orGone, orNull } from './refetch.ts';

/**
 * What changed between the question and the user's click, for every change; `unchanged`
 * is the go-ahead.
 */
export type Guarded =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'currentChanged'; readonly current: CurrentDroplet }
  | { readonly kind: 'unassignable'; readonly droplet: Droplet; readonly reason: Unassignable }
  /** The link that assigns the droplet now leads elsewhere. */
  | { readonly kind: 'requestChanged'; readonly droplet: Droplet }
  /** Someone has started or stopped the app. */
  | { readonly kind: 'stateChanged'; readonly app: App }
  /** Someone has changed the same labels. */
  | { readonly kind: 'labelsChanged' }
  /** The droplet to delete is the current one, or the API doesn't say which one is. */
  | { readonly kind: 'isCurrent'; readonly droplet: Droplet }
  | { readonly kind: 'currentUnknown' }
  /**
   * A deployment is running: one that the preview didn't show, or any if the API then
   * refuses to assign.
   */
  | { readonly kind: 'deploymentRuns'; readonly deployment: Deployment }
  /** The user's role has changed and may no longer allow it. */
  | { readonly kind: 'roleLost' }
  /** Deleted, or no longer visible to the user: the API doesn't distinguish these. */
  | { readonly kind: 'appGone' }
  | { readonly kind: 'dropletGone'; readonly droplet: Droplet };

/** Why nothing is sent although the user agreed. */
export type Obstacle = Exclude<Guarded, { kind: 'unchanged' }>;

/** Checks again just before an assignment: the user agreed only to what the preview showed. */
export async function guardAssignment(
  client: CloudFoundryClient,
  plan: AssignmentPlan,
): Promise<Guarded> {
  const { locksWhileDeploying } = client.can;
  return guard(client, plan, locksWhileDeploying ? [] : plan.activeDeployments);
}

/**
 * Like `guardAssignment`, for a deployment of the candidate: it supersedes those that
 * the preview showed.
 */
export async function guardDeployment(
  client: CloudFoundryClient,
  plan: AssignmentPlan,
): Promise<Guarded> {
  return guard(client, plan, plan.activeDeployments);
}

/** @param accepted deployments that may be running; null if it isn't known which were */
async function guard(
  client: CloudFoundryClient,
  plan: AssignmentPlan,
  accepted: readonly Deployment[] | null,
): Promise<Guarded> {
  const known = client.can;
  const [app, candidate, deployments, permissions] = await Promise.all([
    orGone(freshApp(client, plan.app)),
    orGone(freshDroplet(client, plan.candidate)),
    known.deployments ? orNull(client.activeDeployments(plan.app)) : null,
    plan.permissions ? orNull(client.permissions(plan.app)) : null,
  ]);
  if (app === 'gone') return { kind: 'appGone' };
  if (candidate === 'gone') return { kind: 'dropletGone', droplet: plan.candidate };
  if (app === 'forbidden' || candidate === 'forbidden') return { kind: 'roleLost' };
  if (plan.permissions?.readsSensitiveData && permissions?.readsSensitiveData === false) {
    return { kind: 'roleLost' };
  }
  const isAccepted = ({ guid }: Deployment) => accepted?.some((other) => other.guid === guid);
  const deployment = deployments?.find((running) => !isAccepted(running));
  if (deployment) return { kind: 'deploymentRuns', deployment };
  const current =
    app.currentDroplet.kind === 'unknown' ? await client.currentDroplet(app) : app.currentDroplet;
  if (!isSame(current, plan.current)) return { kind: 'currentChanged', current };
  const judged = assignability(candidate, app, current, client.scope);
  if (judged.kind !== 'assignable') {
    return { kind: 'unassignable', droplet: candidate, reason: judged };
  }
  const { method, url } = judged.request;
  const isRequestSame = method === plan.request.method && url.href === plan.request.url.href;
  return isRequestSame ? { kind: 'unchanged' } : { kind: 'requestChanged', droplet: candidate };
}

function isSame(a: CurrentDroplet, b: CurrentDroplet): boolean {
  return a.kind === 'assigned' && b.kind === 'assigned' ? a.guid === b.guid : a.kind === b.kind;
}
