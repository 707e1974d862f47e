import { cancelRequest, continueRequest, type ChangeRequest } from '../cloudfoundry/change.ts';
import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import type { Discovery } from '../cloudfoundry/discovery.ts';
import type { Deployment } from '../cloudfoundry/resources/deployment.ts';
import { freshDeployment } from './refetch.ts';
import { sendAndVerify, type Verified } from './verified.ts';

type Client = Pick<CloudFoundryClient, 'send' | 'deployment' | 'discovery'>;

/**
 * Cancels a deployment: the API assigns the previous droplet and replaces the new instances.
 * Environment and bindings stay as they are now.
 * @throws CloudControllerError 422 once it is over; RefusedLinkError without link.
 */
export async function cancelDeployment(
  client: Client,
  deployment: Deployment,
  delays?: readonly number[],
): Promise<Verified<Deployment>> {
  return take(client, deployment, cancelRequest, isCanceled, delays);
}

/**
 * Continues a paused canary.
 * @throws CloudControllerError 422 if it isn't paused; RefusedLinkError without link.
 */
export async function continueDeployment(
  client: Client,
  deployment: Deployment,
  delays?: readonly number[],
): Promise<Verified<Deployment>> {
  return take(client, deployment, continueRequest, goesOn, delays);
}

async function take(
  client: Client,
  before: Deployment,
  request: (deployment: Deployment, discovery: Discovery) => ChangeRequest,
  isDone: (now: Deployment, then: Deployment) => boolean,
  delays: readonly number[] | undefined,
): Promise<Verified<Deployment>> {
  // The link appears and disappears with the state, and the view can lag by a few seconds.
  const now = await freshDeployment(client, before);
  if (isDone(now, before)) return { kind: 'done', answer: now, despite: null };
  if (!now.isActive) {
    return { kind: 'notDone', answer: now, despite: new Error('it has already ended') };
  }
  return sendAndVerify(
    client,
    request(now, client.discovery),
    () => freshDeployment(client, now),
    (later) => isDone(later, now),
    delays,
  );
}

function isCanceled({ reason }: Deployment): boolean {
  return reason === 'CANCELING' || reason === 'CANCELED';
}

/** Someone continued it, or it has reached its next step. */
function goesOn(now: Deployment, then: Deployment): boolean {
  if (then.reason !== 'PAUSED') return false;
  return now.reason !== 'PAUSED' || (now.canary?.step ?? 0) > (then.canary?.step ?? 0);
}
