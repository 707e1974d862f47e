import { apiError } from '../apiError.ts';
import { isErrorOfApi, NotCloudFoundryError, toUaaError, UaaError } from '../errors.ts';
import type { HttpTransport } from '../http/transport.ts';
import { asNumber, asObject, asString, parseJson } from '../json.ts';
import { sendWithRetries } from '../http/retry.ts';
import { belowLogin } from './belowLogin.ts';

/** Tokens from the login server. Secrets: kept in memory and in SecretStorage, nowhere else. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  /** Milliseconds since 1970 by our own clock; null if the server doesn't say. */
  readonly expiresAt: number | null;
  /**
   * The origin that issued them. We never send them to another origin, even if the API
   * names one later.
   */
  readonly login?: string;
  /** The client that may renew them, if it isn't the client of Cloud Foundry's command line. */
  readonly client?: OAuthClient;
  /** What the user can do once they have expired and can't be renewed here. */
  readonly advice?: string;
}

/** A client of the login server: a program that requests tokens for a user or for itself. */
export interface OAuthClient {
  readonly id: string;
  readonly secret: string;
  /** The client signs in as itself, without a user. */
  readonly isUser: boolean;
  /**
   * Its login server expects id and secret in the `Authorization` header as they are,
   * not URL-encoded.
   */
  readonly isSentRaw?: boolean;
}

/** The public client that Cloud Foundry's own command line uses: a name and an empty secret. */
const publicClient: OAuthClient = { id: 'cf', secret: '', isUser: false };

/**
 * Exchanges user name and password for tokens.
 * @throws UaaError in the server's own words ("Bad credentials"); UnreachableError; NotCloudFoundryError.
 * @see https://docs.cloudfoundry.org/api/uaa/#password-grant
 */
export async function passwordGrant(
  http: HttpTransport,
  login: URL,
  credentials: {
    readonly username: string;
    readonly password: string;
    /** Answers to the login server's other prompts, by prompt name. */
    readonly answers?: Readonly<Record<string, string>>;
    /** The identity provider that knows the user (`ldap`); null leaves it to the login server. */
    readonly origin?: string | null;
  },
  signal?: AbortSignal,
): Promise<Tokens> {
  const { username, password, answers = {}, origin = null } = credentials;
  const form = { ...answers, grant_type: 'password', username, password };
  const secrets = [password, ...Object.values(answers)];
  return (await requestTokens(http, login, { form, secrets, origin, signal })).tokens;
}

/**
 * Exchanges a one-time passcode, obtained in the browser, for tokens.
 * @throws UaaError ("Invalid passcode"); UnreachableError; NotCloudFoundryError.
 * @see https://docs.cloudfoundry.org/api/uaa/#one-time-passcode
 */
export async function passcodeGrant(
  http: HttpTransport,
  login: URL,
  passcode: string,
  signal?: AbortSignal,
): Promise<Tokens> {
  const form = { grant_type: 'password', passcode };
  return (await requestTokens(http, login, { form, secrets: [passcode], signal })).tokens;
}

/**
 * Signs a client in as itself. There is no refresh token: the client signs in again.
 * @throws UaaError ("Bad credentials"); UnreachableError; NotCloudFoundryError.
 * @see https://docs.cloudfoundry.org/api/uaa/#client-credentials-grant
 */
export async function clientGrant(
  http: HttpTransport,
  login: URL,
  credentials: { readonly id: string; readonly secret: string },
  signal?: AbortSignal,
): Promise<Tokens> {
  const { id, secret } = credentials;
  const form = { grant_type: 'client_credentials', client_id: id, client_secret: secret };
  const { tokens } = await requestTokens(http, login, {
    form,
    secrets: [secret],
    signal,
    client: null,
  });
  return { ...tokens, refreshToken: null, client: { id, secret, isUser: true } };
}

/**
 * Whether these tokens can be renewed without the user. We don't try a client whose
 * secret is unknown.
 */
export function canRenew({ refreshToken, client }: Tokens): boolean {
  return refreshToken !== null || (client?.isUser === true && client.secret !== '');
}

/**
 * Gets a new access token. If the server doesn't rotate refresh tokens, the old one stays.
 * @throws UaaError `invalid_token` once the refresh token is revoked or expired; UnreachableError;
 * NotCloudFoundryError.
 * @see https://docs.cloudfoundry.org/api/uaa/#refresh-token
 */
export async function renewTokens(
  http: HttpTransport,
  login: URL,
  old: Pick<Tokens, 'refreshToken' | 'client'>,
): Promise<Tokens> {
  const { refreshToken, client } = old;
  if (refreshToken === null) return clientGrant(http, login, client ?? publicClient);
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken };
  const renewed = await requestTokens(http, login, {
    form,
    secrets: [refreshToken, client?.secret ?? ''],
    client: client ?? publicClient,
  });
  return {
    ...renewed.tokens,
    refreshToken: renewed.tokens.refreshToken ?? refreshToken,
    ...(client && renewed.client ? { client: renewed.client } : {}),
  };
}

interface TokenRequest {
  readonly form: Readonly<Record<string, string>>;
  /** The parts of the form that messages must not repeat. */
  readonly secrets: readonly string[];
  /** The client named in the header; null if the form itself names it. */
  readonly client?: OAuthClient | null;
  /** The identity provider that knows the user. */
  readonly origin?: string | null;
  readonly signal?: AbortSignal | undefined;
}

/** Tokens, and the client in the form that its login server accepts. */
interface Granted {
  readonly tokens: Tokens;
  readonly client: OAuthClient | null;
}

/**
 * A login server URL-decodes the header's id and secret, as RFC 6749 (2.3.1) says and UAA has done
 * since 2019; an older one reads them as they are. If the two forms differ and the client is
 * refused, we try the other form once.
 */
async function requestTokens(
  http: HttpTransport,
  login: URL,
  request: TokenRequest,
): Promise<Granted> {
  const { client = publicClient } = request;
  try {
    return { tokens: await requestOnce(http, login, { ...request, client }), client };
  } catch (error) {
    // Some versions call it `unauthorized`. For a password grant that's the user's fault, and a
    // retry would count as a second failed attempt.
    const isOfClient = request.form['grant_type'] !== 'password';
    const isClientRefused =
      error instanceof UaaError &&
      error.status === 401 &&
      (error.error === 'invalid_client' || (isOfClient && error.error === 'unauthorized'));
    if (!client || !isClientRefused || basic(client) === basic(otherForm(client))) throw error;
    const other = otherForm(client);
    return { tokens: await requestOnce(http, login, { ...request, client: other }), client: other };
  }
}

function otherForm(client: OAuthClient): OAuthClient {
  return { ...client, isSentRaw: client.isSentRaw !== true };
}

async function requestOnce(
  http: HttpTransport,
  login: URL,
  { form, secrets, client, origin = null, signal }: TokenRequest,
): Promise<Tokens> {
  const url = belowLogin(login, '/oauth/token');
  // As the command line does. @see https://docs.cloudfoundry.org/api/uaa/#password-grant
  if (origin !== null) url.searchParams.set('login_hint', JSON.stringify({ origin }));
  // Not queued with other requests: a request that has its turn may be waiting for this one.
  const answer = await sendWithRetries(http, {
    method: 'POST',
    url,
    headers: {
      accept: 'application/json',
      ...(client ? { authorization: basic(client), ...encodingOf(client) } : {}),
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(form).toString(),
    signal,
  });
  if (answer.status >= 400) {
    const error = toUaaError(answer.status, answer.body, secrets);
    if (error) throw error;
    // Report a Cloud Controller's own error, a rate limit or a gateway error as such. Anything else
    // isn't a login server.
    const isOurs = isErrorOfApi(answer.body) || answer.status === 429 || answer.status >= 500;
    if (isOurs) throw apiError('POST', new URL(url.pathname, url), answer, secrets);
  }
  const json = answer.status === 200 ? asObject(parseJson(answer.body)) : {};
  const accessToken = asString(json['access_token']);
  if (accessToken === null || !isHeaderSafe(accessToken)) {
    throw new NotCloudFoundryError(
      url.href,
      answer.status,
      `The login server ${url.host} returned ${answer.status} without a token`,
    );
  }
  const lifetime = asNumber(json['expires_in']);
  return {
    accessToken,
    login: login.origin,
    refreshToken: asString(json['refresh_token']),
    expiresAt: lifetime === null ? null : Date.now() + lifetime * 1000,
  };
}

function basic({ id, isSentRaw, secret }: OAuthClient): string {
  const [name, password] = isSentRaw ? [id, secret] : [id, secret].map(encodeURIComponent);
  return `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
}

/** A UAA configured for compatibility with old clients decodes only if this header is set. */
function encodingOf({ isSentRaw }: OAuthClient): Readonly<Record<string, string>> {
  return isSentRaw ? {} : { 'x-cf-encoded-credentials': 'true' };
}

/** A token becomes part of a header, so it must not contain characters that end one. */
export function isHeaderSafe(token: string): boolean {
  return /^[\x21-\x7e]+$/.test(token);
}
