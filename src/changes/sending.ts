import { setTimeout } from 'node:timers/promises';
import type { ChangeRequest } from '../cloudfoundry/change.ts';
import type { Accepted, CloudFoundryClient } from '../cloudfoundry/client.ts';
import {
  CloudControllerError,
  ReadOnlyError,
  RefusedLinkError,
  SignedOutError,
  UnreachableError,
} from '../cloudfoundry/errors.ts';
import { provesNoWay } from '../cloudfoundry/network/errors.ts';

/** What became of a request that was sent once: the API accepted it, or it isn't known. */
export type Sent =
  | { readonly kind: 'accepted'; readonly accepted: Accepted }
  | { readonly kind: 'open'; readonly error: unknown };

/**
 * Sends a change once, whatever happens.
 * @throws CloudControllerError when the API refuses (4xx), and errors that prove that
 * nothing was sent.
 */
export async function sendOnce(
  client: Pick<CloudFoundryClient, 'send'>,
  request: ChangeRequest,
): Promise<Sent> {
  try {
    return { kind: 'accepted', accepted: await client.send(request) };
  } catch (error) {
    if (provesNothingHappened(error)) throw error;
    return { kind: 'open', error };
  }
}

/**
 * Milliseconds to wait before asking (again) for the outcome of a change. A Cloud Controller knows
 * it at once, Korifi a moment later, and a request that lost its answer may still be in flight.
 */
export const defaultDelays: readonly number[] = [0, 500, 1500, 3000];

/** The last answer, or the error if the last request failed. */
export type Asked<T> =
  | { readonly kind: 'answered'; readonly answer: T }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Asks after each delay until the answer is the expected one. */
export async function askUntil<T>(
  ask: () => Promise<T>,
  isHopedFor: (answer: T) => boolean,
  delays: readonly number[],
): Promise<Asked<T>> {
  let last: Asked<T> = { kind: 'failed', error: new Error('nothing was asked') };
  for (const delay of delays) {
    if (delay > 0) await setTimeout(delay);
    try {
      const answer = await ask();
      last = { kind: 'answered', answer };
      if (isHopedFor(answer)) return last;
    } catch (error) {
      last = { kind: 'failed', error };
    }
  }
  return last;
}

/**
 * A refusal, or a failure before anything was sent. After a time-out, a reset or a 5xx, the
 * outcome is unknown.
 */
function provesNothingHappened(error: unknown): boolean {
  if (error instanceof RefusedLinkError || error instanceof SignedOutError) return true;
  if (error instanceof ReadOnlyError) return true;
  if (error instanceof UnreachableError) return error.reason === 'notConnected';
  if (provesNoWay(error)) return true;
  return error instanceof CloudControllerError && error.status < 500 && error.status !== 408;
}
