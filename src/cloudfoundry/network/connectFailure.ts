import { UnreachableError } from '../errors.ts';
import { provesNoWay } from './errors.ts';

/** Node nests the reason in an AggregateError of all addresses tried, or in a cause. */
export function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}

/** Why a connection to that origin's server couldn't be made. Nothing was sent to the server. */
export function toConnectFailure(error: unknown, origin: URL): Error {
  if (error instanceof Error && provesNoWay(error)) return error;
  const why = explainConnect(error, origin);
  return new UnreachableError(origin.href, 'notConnected', why, error);
}

/** The end of "…: it refused the connection", for a server or a proxy. */
export function explainConnect(
  error: unknown,
  { host, hostname }: Pick<URL, 'host' | 'hostname'>,
): string {
  const code = codeOf(error) ?? '';
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `the host ${hostname} could not be found`;
    case 'ECONNREFUSED':
      return `${host} refused the connection`;
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
      return `${host} doesn’t use TLS; is it an http address?`;
  }
  const reason = error instanceof Error ? error.message : 'no reason given';
  return `could not connect to ${host} (${code === '' ? reason : code})`;
}
