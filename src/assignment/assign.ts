import { setTimeout } from 'node:timers/promises';
import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import {
  CloudControllerError,
  ReadOnlyError,
  RefusedLinkError,
  SignedOutError,
  UnreachableError,
} from '../cloudfoundry/errors.ts';
import { provesNoWay } from '../cloudfoundry/network/errors.ts';
import type { CurrentDroplet } from '../cloudfoundry/resources/app.ts';
import type { AssignmentPlan } from './plan.ts';

/** What *is* after an assignment was sent, as asked of the API; never what ought to be. */
export type Outcome =
  | { readonly kind: 'assigned'; readonly despite: unknown }
  | { readonly kind: 'notAssigned'; readonly current: CurrentDroplet; readonly despite: unknown }
  /** The API could not be asked afterwards. `wasAccepted` when it had said yes. */
  | { readonly kind: 'unverified'; readonly wasAccepted: boolean; readonly error: unknown };

type Asked = Pick<CloudFoundryClient, 'send' | 'currentDroplet'>;

/**
 * How long to wait before asking (again) what is current, in milliseconds: a Cloud Controller knows at once, Korifi a
 * moment later, and a request that lost its answer may still be on its way.
 */
const defaultDelays: readonly number[] = [0, 500, 1500, 3000];

/**
 * Sends the planned request once, whatever happens to it, then asks what is current until that is plain.
 * @throws CloudControllerError when the API refuses (4xx), and errors that prove that nothing was sent.
 */
export async function assign(
  client: Asked,
  plan: AssignmentPlan,
  delays: readonly number[] = defaultDelays,
): Promise<Outcome> {
  let failure: unknown = null;
  try {
    await client.send(plan.request);
  } catch (error) {
    if (provesNothingHappened(error)) throw error;
    failure = error;
  }
  return verify(client, plan, failure, delays);
}

async function verify(
  client: Asked,
  plan: AssignmentPlan,
  failure: unknown,
  delays: readonly number[],
): Promise<Outcome> {
  let last: Outcome = { kind: 'unverified', wasAccepted: failure === null, error: failure };
  for (const delay of delays) {
    if (delay > 0) await setTimeout(delay);
    try {
      const current = await client.currentDroplet(plan.app);
      if (current.kind === 'assigned' && current.guid === plan.candidate.guid) {
        return { kind: 'assigned', despite: failure };
      }
      last = { kind: 'notAssigned', current, despite: failure };
    } catch (error) {
      last = { kind: 'unverified', wasAccepted: failure === null, error };
    }
  }
  return last;
}

/** A refusal, or a failure before anything left us. A time-out, a reset or a 5xx leaves it open. */
function provesNothingHappened(error: unknown): boolean {
  if (error instanceof RefusedLinkError || error instanceof SignedOutError) return true;
  if (error instanceof ReadOnlyError) return true;
  if (error instanceof UnreachableError) return error.reason === 'notConnected';
  if (provesNoWay(error)) return true;
  return error instanceof CloudControllerError && error.status < 500 && error.status !== 408;
}
