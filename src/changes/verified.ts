import type { ChangeRequest } from '../cloudfoundry/change.ts';
import type { Accepted, CloudFoundryClient } from '../cloudfoundry/client.ts';
import { askUntil, defaultDelays, sendOnce, type Sent } from './sending.ts';

/**
 * What *is* true after a change was sent, as asked of the API; never what should be true.
 * `answer` is the API's last answer, `despite` the failure of the request itself: null if the
 * API accepted it.
 */
export type Verified<T, Otherwise = T> =
  | { readonly kind: 'done'; readonly answer: T; readonly despite: unknown }
  | { readonly kind: 'notDone'; readonly answer: Otherwise; readonly despite: unknown }
  /** The API couldn't be asked afterwards. `wasAccepted` if it had accepted the request. */
  | { readonly kind: 'unverified'; readonly wasAccepted: boolean; readonly error: unknown };

/** The outcomes that aren't what the user wanted, or aren't known to be. */
export type NotVerified<T> = Exclude<Verified<T>, { kind: 'done' }>;

type Sender = Pick<CloudFoundryClient, 'send'>;
type Look<T> = (accepted: Accepted | null) => Promise<T>;

/**
 * Sends a change once, whatever happens, then asks until it is done.
 * @param look fetches what the change alters; receives the answer to the request, or
 * null if it was lost
 * @param delays before each look, in milliseconds
 * @throws CloudControllerError when the API refuses (4xx), and errors that prove that
 * nothing was sent.
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

/** The second half of `sendAndVerify`, for changes that have to wait for something in between. */
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
