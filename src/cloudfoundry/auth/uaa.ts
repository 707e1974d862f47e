import { apiError } from '../apiError.ts';
import { isErrorOfApi, NotCloudFoundryError, toUaaError, UaaError } from '../errors.ts';
import type { HttpTransport } from '../http/transport.ts';
import { asNumber, asObject, asString, parseJson } from '../json.ts';
import { sendWithRetries } from '../http/retry.ts';
import { belowLogin } from './belowLogin.ts';

/** What the login server hands out. Secrets: kept in memory and in SecretStorage, nowhere else. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  /** Milliseconds since 1970 by our own clock; null where the server did not say. */
  readonly expiresAt: number | null;
  /** The origin that handed them out. They are not shown to any other, should the API name one later. */
  readonly login?: string;
  /** Who may renew them, where that is not the client of Cloud Foundry's command line. */
  readonly client?: OAuthClient;
  /** What helps once they have run out and can't be renewed here. */
  readonly advice?: string;
}

/** A client of the login server: a program that asks for tokens, on behalf of a user or of itself. */
export interface OAuthClient {
  readonly id: string;
  readonly secret: string;
  /** It signs in as itself, without a user. */
  readonly isUser: boolean;
  /** Its login server takes id and secret as they are, and not URL-encoded, in the header `Authorization`. */
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
    /** Answers to further prompts of the login server, by their names. */
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
 * Exchanges a one-time passcode, got in the browser, for tokens.
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
 * Signs a client in as itself. There is no refresh token: it signs in again.
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

/** Whether these tokens can be renewed without the user. A client whose secret is not known here is not tried without. */
export function canRenew({ refreshToken, client }: Tokens): boolean {
  return refreshToken !== null || (client?.isUser === true && client.secret !== '');
}

/**
 * Gets a new access token for an old one. Where the server does not rotate, the refresh token stays.
 * @throws UaaError `invalid_token` once the refresh token is revoked or expired; UnreachableError; NotCloudFoundryError.
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
  /** What of it no message may repeat. */
  readonly secrets: readonly string[];
  /** Who asks, in the header; null where the form itself says so. */
  readonly client?: OAuthClient | null;
  /** The identity provider that knows the user. */
  readonly origin?: string | null;
  readonly signal?: AbortSignal | undefined;
}

/** Tokens, and the client as its login server takes it. */
interface Granted {
  readonly tokens: Tokens;
  readonly client: OAuthClient | null;
}

/**
 * A login server reads the header's id and secret URL-encoded, as RFC 6749 (2.3.1) says and a UAA has done since 2019;
 * an older one reads them as they are. Where the two differ and the client is refused, the other form is tried, once.
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
    // Some versions call it `unauthorized`, which for a password is the user's fault, and must not count twice.
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
  // Outside the turns of other requests: one that has its turn may wait for this one.
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
    // A Cloud Controller's own error, a rate limit, a gateway: said as such. Anything else is no login server.
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

/** A UAA that is told to be compatible with old clients decodes only where this header says so. */
function encodingOf({ isSentRaw }: OAuthClient): Readonly<Record<string, string>> {
  return isSentRaw ? {} : { 'x-cf-encoded-credentials': 'true' };
}

/** A token becomes part of a header: it may hold nothing that ends one. */
export function isHeaderSafe(token: string): boolean {
  return /^[\x21-\x7e]+$/.test(token);
}
