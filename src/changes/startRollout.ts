import { deploymentRequest, type DeploymentOrder } from '../cloudfoundry/change.ts';
import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import { toDeployment, type Deployment } from '../cloudfoundry/resources/deployment.ts';
import { abilitiesOf } from '../cloudfoundry/versions.ts';
import { askUntil, defaultDelays, sendOnce } from './sending.ts';

/** What came of the wish to deploy. */
export type RolloutStart =
  | { readonly kind: 'started'; readonly deployment: Deployment; readonly despite: unknown }
  /** The answer was lost, and no such deployment is seen: it is not known whether one will still appear. */
  | { readonly kind: 'notSeen'; readonly despite: unknown }
  /** The answer was lost, and the API could not be asked. */
  | { readonly kind: 'unverified'; readonly error: unknown };

/**
 * Starts a deployment with one POST. Where its answer is lost, the deployments of the app tell whether it has begun.
 * @throws CloudControllerError when the API refuses (4xx), and errors that prove that nothing was sent.
 */
export async function startRollout(
  client: CloudFoundryClient,
  app: App,
  order: Omit<DeploymentOrder, 'appGuid'>,
  delays: readonly number[] = defaultDelays,
): Promise<RolloutStart> {
  const { dropletGuid } = order;
  // What is there already cannot be ours, even if it is of the same droplet. On Korifi an app has one for ever, of
  // whichever droplet is current.
  const earlier = await client.deployments(app);
  const before = new Map(earlier.map((one) => [one.guid, one.dropletGuid]));
  const { maxInFlight } = abilitiesOf(client.discovery);
  const request = deploymentRequest(client.scope, {
    ...order,
    appGuid: app.guid,
    maxInFlight: maxInFlight ? order.maxInFlight : null,
  });
  const isOurs = (one: Deployment) =>
    one.dropletGuid === dropletGuid && before.get(one.guid) !== dropletGuid;

  const sent = await sendOnce(client, request);
  if (sent.kind === 'accepted' && sent.accepted.json) {
    const deployment = toDeployment(sent.accepted.json);
    if (deployment.guid !== '' && isOurs(deployment)) {
      return { kind: 'started', deployment, despite: null };
    }
  }
  const despite = sent.kind === 'open' ? sent.error : null;
  // All of them: that of a stopped app is over at once.
  const find = async () => (await client.deployments(app)).find(isOurs) ?? null;
  const asked = await askUntil(find, (deployment) => deployment !== null, delays);
  if (asked.kind === 'failed') return { kind: 'unverified', error: asked.error };
  return asked.answer
    ? { kind: 'started', deployment: asked.answer, despite }
    : { kind: 'notSeen', despite };
}
