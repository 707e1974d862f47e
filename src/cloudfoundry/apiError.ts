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

/** Seconds that the answer asks to wait, said as such or as a date; null where it does not say. */
export function retryAfter(answer: HttpAnswer): number | null {
  const header = answer.header('retry-after')?.trim() ?? '';
  if (/^\d{1,9}$/.test(header)) return Number(header);
  const isDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(header);
  return isDate ? Math.max(0, Math.ceil((Date.parse(header) - Date.now()) / 1000)) : null;
}
