import { NotCloudFoundryError, TooLargeError, UnreachableError } from '../errors.ts';
import { codeOf } from '../network/connectFailure.ts';
import { provesNoWay } from '../network/errors.ts';

/**
 * Converts a request's failure to one of our errors.
 * @param isLate whether the request ran out of time
 */
export function toHttpError(error: unknown, url: URL, isLate: boolean): unknown {
  const isOurs = [UnreachableError, TooLargeError, NotCloudFoundryError].some(
    (kind) => error instanceof kind,
  );
  if (isOurs || provesNoWay(error)) return error;
  const code = codeOf(error);
  if (isLate || code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') {
    return new UnreachableError(url.href, 'timeout', `${url.host} didn’t respond in time`, error);
  }
  const why = error instanceof Error && error.message !== '' ? error.message : 'no reason given';
  const message = `the connection to ${url.host} was lost (${code ?? why})`;
  return new UnreachableError(url.href, 'connection', message, error);
}
