import { retryAfter } from './apiError.ts';
import { UnreachableError } from './errors.ts';
import type { HttpAnswer } from './http.ts';
import { ProxyError } from './network/errors.ts';

/** How a request ended, once its token was accepted. */
export type Attempt<A extends HttpAnswer = HttpAnswer> =
  | { readonly kind: 'answered'; readonly answer: A }
  | { readonly kind: 'failed'; readonly error: unknown };

/** What to do with it. `wait` is in milliseconds. */
export type Verdict =
  | { readonly kind: 'settled' }
  | { readonly kind: 'backOff' }
  | { readonly kind: 'rateLimited'; readonly wait: number };

/** So often a request is sent again at most. */
export const maxRepetitions = 2;

/**
 * Milliseconds. A read waits for as long as rate limits last, visibly; a change that is sent an hour after somebody has
 * agreed to it would surprise them. Whoever is asked to wait longer reads how long in the error.
 */
const longestWait = { read: 3_600_000, change: 60_000 };
const usualWait = 5_000;

/**
 * Whether a request that ended so is sent again by itself: a GET when the API or the way to it seems to be down for a
 * moment, and any request that was refused by a rate limit, since that proves that it was not carried out.
 */
export function judge(method: string, attempt: Attempt): Verdict {
  const isRead = method === 'GET';
  if (attempt.kind === 'failed') {
    return { kind: isRead && isPassing(attempt.error) ? 'backOff' : 'settled' };
  }
  const { answer } = attempt;
  if (answer.status === 429) {
    const seconds = retryAfter(answer);
    const wait = seconds === null ? usualWait : Math.max(1000, seconds * 1000);
    const longest = isRead ? longestWait.read : longestWait.change;
    return wait <= longest ? { kind: 'rateLimited', wait } : { kind: 'settled' };
  }
  const isDown = [500, 502, 503, 504].includes(answer.status);
  return { kind: isRead && isDown ? 'backOff' : 'settled' };
}

/**
 * Whether the way to a server may be there again in a moment. A time-out has cost the user a minute already, and a
 * certificate does not change within a second.
 */
export function isPassing(error: unknown): boolean {
  if (error instanceof UnreachableError) return error.reason !== 'timeout';
  if (!(error instanceof ProxyError)) return false;
  const isGateway = error.status !== null && error.status >= 500;
  return error.reason === 'notConnected' || (error.reason === 'refused' && isGateway);
}
