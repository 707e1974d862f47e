import type { ChangeRequest } from '../cloudfoundry/change.ts';
import type { Accepted, CloudFoundryClient } from '../cloudfoundry/client.ts';
import { askUntil, defaultDelays, sendOnce, type Sent } from './sending.ts';

/**
 * What *is* after a change was sent, as asked of the API; never what ought to be. `answer` is what it answered last, and
 * `despite` the failure of the request itself: null where the API had accepted it.
 */
export type Verified<T, Otherwise = T> =
  | { readonly kind: 'done'; readonly answer: T; readonly despite: unknown }
  | { readonly kind: 'notDone'; readonly answer: Otherwise; readonly despite: unknown }
  /** The API could not be asked afterwards. `wasAccepted` where it had accepted the request. */
  | { readonly kind: 'unverified'; readonly wasAccepted: boolean; readonly error: unknown };

/** What is left of an outcome that isn't what the user wanted, or isn't known to be. */
export type NotVerified<T> = Exclude<Verified<T>, { kind: 'done' }>;

type Sender = Pick<CloudFoundryClient, 'send'>;
type Look<T> = (accepted: Accepted | null) => Promise<T>;

/**
 * Sends a change once, whatever happens to it, then looks until it is done.
 * @param look asks for what the change alters; it is given the answer to the request, null where that was lost
 * @param delays before each look, in milliseconds
 * @throws CloudControllerError when the API refuses (4xx), and errors that prove that nothing was sent.
 */
export async function sendAndVerify<T>(
  client: Sender,
  request: ChangeRequest,
  look: Look<T>,
  isDone: (now: T) => boolean,
  delays?: readonly number[],
): Promise<Verified<T>> {
  const sent = await sendOnce(client, request);
  return verify(sent, look, isDone, delays);
}

/** The second half of `sendAndVerify`, for a change that has something to wait for in between. */
export async function verify<T>(
  sent: Sent,
  look: Look<T>,
  isDone: (now: T) => boolean,
  delays: readonly number[] = defaultDelays,
): Promise<Verified<T>> {
  const accepted = sent.kind === 'accepted' ? sent.accepted : null;
  const asked = await askUntil(() => look(accepted), isDone, delays);
  if (asked.kind === 'failed') {
    return { kind: 'unverified', wasAccepted: accepted !== null, error: asked.error };
  }
  const { answer } = asked;
  const despite = sent.kind === 'open' ? sent.error : null;
  return { kind: isDone(answer) ? 'done' : 'notDone', answer, despite };
}
