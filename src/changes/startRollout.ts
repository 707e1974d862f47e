import { deploymentRequest, type DeploymentOrder } from '../cloudfoundry/change.ts';
import type { Accepted, CloudFoundryClient } from '../cloudfoundry/client.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import { toDeployment, type Deployment } from '../cloudfoundry/resources/deployment.ts';
import { sendAndVerify, type Verified } from './verified.ts';

/**
 * Starts a deployment with one POST. If the answer is lost, the app's deployments show whether it
 * has started; if there is none, it may still appear.
 * @throws CloudControllerError when the API refuses (4xx), and errors that prove that
 * nothing was sent.
 */
export async function startRollout(
  client: CloudFoundryClient,
  app: App,
  order: Omit<DeploymentOrder, 'appGuid'>,
  delays?: readonly number[],
): Promise<Verified<Deployment, null>> {
  const { dropletGuid } = order;
  // Deployments that already exist can't be ours, even with the same droplet. On Korifi an app
  // always has one, of whichever droplet is current.
  const earlier = await client.deployments(app);
  const before = new Map(earlier.map((one) => [one.guid, one.dropletGuid]));
  const { maxInFlight } = client.can;
  const request = deploymentRequest(client.scope, {
    ...order,
    appGuid: app.guid,
    maxInFlight: maxInFlight ? order.maxInFlight : null,
  });
  const isOurs = (one: Deployment) =>
    one.dropletGuid === dropletGuid && before.get(one.guid) !== dropletGuid;

  const look = async (accepted: Accepted | null): Promise<Deployment | null> => {
    const answered = accepted?.json ? toDeployment(accepted.json) : null;
    if (answered && answered.guid !== '' && isOurs(answered)) return answered;
    // All of them: the deployment of a stopped app is over at once.
    return (await client.deployments(app)).find(isOurs) ?? null;
  };
  const verified = await sendAndVerify(client, request, look, Boolean, delays);
  if (verified.kind === 'unverified') return verified;
  const { answer, despite } = verified;
  return answer ? { kind: 'done', answer, despite } : { kind: 'notDone', answer, despite };
}
