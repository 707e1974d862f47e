import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import type { CurrentDroplet } from '../cloudfoundry/resources/app.ts';
import type { AssignmentPlan } from './plan.ts';
import { askUntil, defaultDelays, sendOnce } from './sending.ts';

/** What *is* after an assignment was sent, as asked of the API; never what ought to be. */
export type Outcome =
  | { readonly kind: 'assigned'; readonly despite: unknown }
  | { readonly kind: 'notAssigned'; readonly current: CurrentDroplet; readonly despite: unknown }
  /** The API could not be asked afterwards. `wasAccepted` when it had said yes. */
  | { readonly kind: 'unverified'; readonly wasAccepted: boolean; readonly error: unknown };

/**
 * Sends the planned request once, whatever happens to it, then asks what is current until that is plain.
 * @throws CloudControllerError when the API refuses (4xx), and errors that prove that nothing was sent.
 */
export async function assign(
  client: Pick<CloudFoundryClient, 'send' | 'currentDroplet'>,
  plan: AssignmentPlan,
  delays: readonly number[] = defaultDelays,
): Promise<Outcome> {
  const sent = await sendOnce(client, plan.request);
  const isCandidate = (current: CurrentDroplet) =>
    current.kind === 'assigned' && current.guid === plan.candidate.guid;
  const asked = await askUntil(() => client.currentDroplet(plan.app), isCandidate, delays);
  if (asked.kind === 'failed') {
    return { kind: 'unverified', wasAccepted: sent.kind === 'accepted', error: asked.error };
  }
  const despite = sent.kind === 'open' ? sent.error : null;
  return isCandidate(asked.answer)
    ? { kind: 'assigned', despite }
    : { kind: 'notAssigned', current: asked.answer, despite };
}
