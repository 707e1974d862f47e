import { NotCloudFoundryError, toUaaError } from '../errors.ts';
import type { HttpTransport } from '../http.ts';
import { asNumber, asObject, asString } from '../json.ts';

/** What the login server hands out. Secrets: kept in memory and in SecretStorage, nowhere else. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  /** Milliseconds since 1970 by our own clock; null where the server did not say. */
  readonly expiresAt: number | null;
}

/** The public client that Cloud Foundry's own command line uses: a name and an empty secret. */
const clientAuthorization = `Basic ${Buffer.from('cf:').toString('base64')}`;

/**
 * Exchanges user name and password for tokens.
 * @throws UaaError in the server's own words ("Bad credentials"); UnreachableError; NotCloudFoundryError.
 * @see https://docs.cloudfoundry.org/api/uaa/#password-grant
 */
export async function passwordGrant(
  http: HttpTransport,
  login: URL,
  credentials: { readonly username: string; readonly password: string },
  signal?: AbortSignal,
): Promise<Tokens> {
  const { username, password } = credentials;
  const form = { grant_type: 'password', username, password };
  return requestTokens(http, login, form, [password], signal);
}

/**
 * Exchanges a refresh token for a new access token. Where the server does not rotate, the old refresh token stays.
 * @throws UaaError `invalid_token` once it is revoked or expired; UnreachableError; NotCloudFoundryError.
 * @see https://docs.cloudfoundry.org/api/uaa/#refresh-token
 */
export async function refreshGrant(
  http: HttpTransport,
  login: URL,
  refreshToken: string,
): Promise<Tokens> {
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken };
  const tokens = await requestTokens(http, login, form, [refreshToken]);
  return { ...tokens, refreshToken: tokens.refreshToken ?? refreshToken };
}

async function requestTokens(
  http: HttpTransport,
  login: URL,
  form: Readonly<Record<string, string>>,
  secrets: readonly string[],
  signal?: AbortSignal,
): Promise<Tokens> {
  const url = new URL(login);
  // Resolved as a relative address, a path that begins with two slashes would lead to another host.
  url.pathname = `${login.pathname.replace(/\/+$/, '')}/oauth/token`;
  const answer = await http.send({
    method: 'POST',
    url,
    headers: {
      accept: 'application/json',
      authorization: clientAuthorization,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(form).toString(),
    signal,
  });
  if (answer.status >= 400) {
    const error = toUaaError(answer.status, answer.body, secrets);
    if (error) throw error;
  }
  const json = answer.status === 200 ? asObject(parse(answer.body)) : {};
  const accessToken = asString(json['access_token']);
  if (accessToken === null || !isHeaderSafe(accessToken)) {
    throw new NotCloudFoundryError(
      url.href,
      answer.status,
      `The login server ${url.host} answered ${answer.status} without a token`,
    );
  }
  const lifetime = asNumber(json['expires_in']);
  return {
    accessToken,
    refreshToken: asString(json['refresh_token']),
    expiresAt: lifetime === null ? null : Date.now() + lifetime * 1000,
  };
}

/** A token becomes part of a header: it may hold nothing that ends one. */
function isHeaderSafe(token: string): boolean {
  return /^[\x21-\x7e]+$/.test(token);
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Not JSON: no token in it, which the caller reports.
    return null;
  }
}
