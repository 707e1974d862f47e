import { toCloudControllerError, withoutSecrets, type CloudControllerError } from './errors.ts';
import type { HttpAnswer } from './http/transport.ts';

/**
 * Turns an answer with status 400 or above into an error, including what its headers say, without
 * the tokens that we sent.
 */
export function apiError(
  method: string,
  url: URL,
  answer: HttpAnswer,
  tokens: readonly string[],
): CloudControllerError {
  return toCloudControllerError(
    {
      method,
      url: url.href,
      status: answer.status,
      requestId: answer.header('x-vcap-request-id') ?? answer.header('x-correlation-id'),
      retryAfter: retryAfter(answer),
    },
    withoutSecrets(answer.body, tokens),
  );
}

/** Larger numbers are timestamps (seconds since 1970), not durations. Thirty years. */
const longestSpan = 1_000_000_000;

/**
 * Returns the number of seconds that the answer asks us to wait, or null if it doesn't say.
 * `Retry-After` is a number of seconds or a date (RFC 9110, 10.2.3). Older Cloud Controllers send
 * the reset time there, in seconds since 1970, as all of them do in `X-RateLimit-Reset` (their
 * `rate_limiter.rb`).
 */
export function retryAfter(answer: Pick<HttpAnswer, 'header'>): number | null {
  const said = answer.header('retry-after')?.trim() ?? '';
  const span = /^\d{1,12}$/.test(said) ? Number(said) : null;
  if (span !== null && span < longestSpan) return span;
  const date = /^[A-Z][a-z]{2,8},? /.test(said) ? Date.parse(said) : Number.NaN;
  if (!Number.isNaN(date)) return secondsUntil(date / 1000);
  const reset = answer.header('x-ratelimit-reset')?.trim() ?? '';
  const time = span ?? (/^\d{1,12}$/.test(reset) ? Number(reset) : null);
  return time === null ? null : secondsUntil(time);
}

/** @param time in seconds since 1970 */
function secondsUntil(time: number): number {
  return Math.max(0, Math.ceil(time - Date.now() / 1000));
}
