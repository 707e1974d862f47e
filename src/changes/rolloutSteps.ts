import { cancelRequest, continueRequest, type ChangeRequest } from '../cloudfoundry/change.ts';
import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import type { Discovery } from '../cloudfoundry/discovery.ts';
import type { Deployment } from '../cloudfoundry/resources/deployment.ts';
import { freshDeployment } from './refetch.ts';
import { askUntil, defaultDelays, sendOnce } from './sending.ts';

/** What came of a step, with the deployment as it is now. */
export type StepOutcome =
  | { readonly kind: 'done'; readonly deployment: Deployment; readonly despite: unknown }
  | { readonly kind: 'notDone'; readonly deployment: Deployment; readonly despite: unknown }
  | { readonly kind: 'unverified'; readonly wasAccepted: boolean; readonly error: unknown };

type Client = Pick<CloudFoundryClient, 'send' | 'deployment' | 'discovery'>;

/**
 * Cancels a deployment: the API assigns the droplet before it and replaces the new instances. Environment and bindings
 * stay as they are now. @throws CloudControllerError 422 once it is over; RefusedLinkError without link.
 */
export async function cancelDeployment(
  client: Client,
  deployment: Deployment,
  delays: readonly number[] = defaultDelays,
): Promise<StepOutcome> {
  return take(client, deployment, cancelRequest, isCanceled, delays);
}

/** Lets a paused canary go on. @throws CloudControllerError 422 where it is not paused; RefusedLinkError without link. */
export async function continueDeployment(
  client: Client,
  deployment: Deployment,
  delays: readonly number[] = defaultDelays,
): Promise<StepOutcome> {
  return take(client, deployment, continueRequest, goesOn, delays);
}

async function take(
  client: Client,
  before: Deployment,
  request: (deployment: Deployment, discovery: Discovery) => ChangeRequest,
  isDone: (now: Deployment, then: Deployment) => boolean,
  delays: readonly number[],
): Promise<StepOutcome> {
  // The link comes and goes with the state, and what is shown may be seconds old.
  const deployment = await freshDeployment(client, before);
  if (isDone(deployment, before)) return { kind: 'done', deployment, despite: null };
  if (!deployment.isActive) return { kind: 'notDone', deployment, despite: null };
  const sent = await sendOnce(client, request(deployment, client.discovery));
  const look = () => freshDeployment(client, deployment);
  const asked = await askUntil(look, (now) => isDone(now, deployment), delays);
  if (asked.kind === 'failed') {
    return { kind: 'unverified', wasAccepted: sent.kind === 'accepted', error: asked.error };
  }
  const despite = sent.kind === 'open' ? sent.error : null;
  const kind = isDone(asked.answer, deployment) ? 'done' : 'notDone';
  return { kind, deployment: asked.answer, despite };
}

function isCanceled({ reason }: Deployment): boolean {
  return reason === 'CANCELING' || reason === 'CANCELED';
}

/** Somebody let it go on, or it has come to its next step. */
function goesOn(now: Deployment, then: Deployment): boolean {
  if (then.reason !== 'PAUSED') return false;
  return now.reason !== 'PAUSED' || (now.canary?.step ?? 0) > (then.canary?.step ?? 0);
}
