import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import type { App, CurrentDroplet } from '../cloudfoundry/resources/app.ts';
import type { Deployment } from '../cloudfoundry/resources/deployment.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import { assignability } from './assignability.ts';
import type { AssignmentPlan, Unassignable } from './plan.ts';
import { freshApp, freshDroplet, orGone, orNull } from './refetch.ts';

/** What changed between the question and the click, for every change; `unchanged` is the go-ahead. */
export type Guarded =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'currentChanged'; readonly current: CurrentDroplet }
  | { readonly kind: 'unassignable'; readonly droplet: Droplet; readonly reason: Unassignable }
  /** The link that assigns the droplet leads elsewhere now. */
  | { readonly kind: 'requestChanged'; readonly droplet: Droplet }
  /** Somebody has started or stopped the app. */
  | { readonly kind: 'stateChanged'; readonly app: App }
  /** Somebody has changed the same labels. */
  | { readonly kind: 'labelsChanged' }
  /** The droplet that is to be deleted is the current one, or the API doesn't say which one is. */
  | { readonly kind: 'isCurrent'; readonly droplet: Droplet }
  | { readonly kind: 'currentUnknown' }
  /** A deployment runs: one that the preview did not show, or any where the API assigns nothing meanwhile. */
  | { readonly kind: 'deploymentRuns'; readonly deployment: Deployment }
  /** The user's role has changed, and may not allow it any more. */
  | { readonly kind: 'roleLost' }
  /** Deleted, or the user may not see it any more: the API does not tell these apart. */
  | { readonly kind: 'appGone' }
  | { readonly kind: 'dropletGone'; readonly droplet: Droplet };

/** Why nothing is sent although the user has agreed. */
export type Obstacle = Exclude<Guarded, { kind: 'unchanged' }>;

/** Looks again just before an assignment: the user agreed to what the preview showed, and to nothing else. */
export async function guardAssignment(
  client: CloudFoundryClient,
  plan: AssignmentPlan,
): Promise<Guarded> {
  const { locksWhileDeploying } = client.can;
  return guard(client, plan, locksWhileDeploying ? [] : plan.activeDeployments);
}

/** As `guardAssignment`, for a deployment of the candidate: it supersedes those that the preview showed. */
export async function guardDeployment(
  client: CloudFoundryClient,
  plan: AssignmentPlan,
): Promise<Guarded> {
  return guard(client, plan, plan.activeDeployments);
}

/** @param accepted deployments that may run; null where it is not known which did */
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
