import { toCloudControllerError, withoutSecrets, type CloudControllerError } from './errors.ts';
import type { HttpAnswer } from './http.ts';

/** The error that an answer with a status of 400 or above is, with what its headers tell, and without the tokens sent. */
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

/** Seconds that the answer asks to wait; null where it does not say, or not in digits. */
export function retryAfter(answer: HttpAnswer): number | null {
  const header = answer.header('retry-after');
  return header !== null && /^\d{1,9}$/.test(header.trim()) ? Number(header) : null;
}
