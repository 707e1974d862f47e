import { retryAfter } from '../apiError.ts';
import { UnreachableError } from '../errors.ts';
import { ProxyError } from '../network/errors.ts';
import type { HttpAnswer, HttpRequest, HttpTransport } from './transport.ts';
import type { Log } from '../log.ts';
import type { Pacing } from './pacing.ts';

/** How a request ended, once its token was accepted. */
export type Attempt<A extends HttpAnswer = HttpAnswer> =
  | { readonly kind: 'answered'; readonly answer: A }
  | { readonly kind: 'failed'; readonly error: unknown };

/** What to do next. `wait` is in milliseconds. */
export type Verdict =
  | { readonly kind: 'settled' }
  | { readonly kind: 'backOff' }
  | { readonly kind: 'rateLimited'; readonly wait: number };

/** The maximum number of retries for a request. */
export const maxRetries = 2;

/**
 * Milliseconds. A read waits visibly for as long as rate limits last. A change sent an hour
 * after the user agreed to it would surprise them. If the server asks for a longer wait, the
 * error says how long.
 */
const longestWait = { read: 3_600_000, change: 60_000 };
const usualWait = 5_000;

/**
 * Decides whether to retry: a GET if the API or the connection seems to be down briefly, and any
 * request rejected by a rate limit, which proves that it wasn't carried out.
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
 * Whether the connection may work again in a moment. A time-out has already cost the user a minute,
 * and a certificate doesn't change within a second.
 */
export function isPassing(error: unknown): boolean {
  if (error instanceof UnreachableError) return error.reason !== 'timeout';
  if (!(error instanceof ProxyError)) return false;
  const isGateway = error.status !== null && error.status >= 500;
  return error.reason === 'notConnected' || (error.reason === 'refused' && isGateway);
}

/** Controls when requests may be sent, and logs when the foundation asks us to wait. */
interface Paced {
  readonly pacing: Pacing;
  readonly log: Log;
}

type Asked = Pick<HttpRequest, 'method' | 'url' | 'signal'>;

/**
 * Attempts a request until `judge` settles it: retries a GET while the API seems to be down
 * briefly, and any request rejected by a rate limit. Returns the last attempt, whatever its
 * outcome. Doesn't queue with other requests by itself.
 */
export async function retrying<A extends HttpAnswer>(
  { pacing, log }: Paced,
  { method, url, signal }: Asked,
  attempt: () => Promise<Attempt<A>>,
): Promise<Attempt<A>> {
  for (let repetition = 1; ; repetition += 1) {
    await pacing.ready(signal);
    const made = await attempt();
    const verdict = judge(method, made);
    if (repetition > maxRetries || verdict.kind === 'settled') return made;
    if (verdict.kind === 'backOff') {
      await pacing.backOff(repetition, signal);
    } else {
      log.info(`${url.host} asks to wait ${verdict.wait / 1000} s (429)`);
      pacing.pause(verdict.wait);
    }
  }
}

/**
 * Sends a request without the user's token, with the usual retries.
 * @throws the errors of `HttpTransport.send`.
 */
export async function sendWithRetries(
  http: Pick<HttpTransport, 'send' | 'pacing' | 'log'>,
  request: HttpRequest,
): Promise<HttpAnswer> {
  const attempt = await retrying(http, request, async (): Promise<Attempt> => {
    try {
      return { kind: 'answered', answer: await http.send(request) };
    } catch (error) {
      return { kind: 'failed', error };
    }
  });
  if (attempt.kind === 'failed') throw attempt.error;
  return attempt.answer;
}
