import { NotCloudFoundryError, toUaaError } from '../errors.ts';
import type { HttpTransport } from '../http.ts';
import { asNumber, asObject, asString, parseJson } from '../json.ts';
import { sendRepeated } from '../repeat.ts';
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
}

/** A client of the login server: a program that asks for tokens, on behalf of a user or of itself. */
export interface OAuthClient {
  readonly id: string;
  readonly secret: string;
  /** It signs in as itself, without a user. */
  readonly isUser: boolean;
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
  },
  signal?: AbortSignal,
): Promise<Tokens> {
  const { username, password, answers = {} } = credentials;
  const form = { ...answers, grant_type: 'password', username, password };
  const secrets = [password, ...Object.values(answers)];
  return requestTokens(http, login, { form, secrets, signal });
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
  return requestTokens(http, login, { form, secrets: [passcode], signal });
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
  const tokens = await requestTokens(http, login, {
    form,
    secrets: [secret],
    signal,
    client: null,
  });
  return { ...tokens, refreshToken: null, client: { id, secret, isUser: true } };
}

/** Whether these tokens can be renewed without the user. */
export function canRenew({ refreshToken, client }: Tokens): boolean {
  return refreshToken !== null || client?.isUser === true;
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
  const tokens = await requestTokens(http, login, {
    form,
    secrets: [refreshToken],
    client: client ?? publicClient,
  });
  return {
    ...tokens,
    refreshToken: tokens.refreshToken ?? refreshToken,
    ...(client ? { client } : {}),
  };
}

interface TokenRequest {
  readonly form: Readonly<Record<string, string>>;
  /** What of it no message may repeat. */
  readonly secrets: readonly string[];
  /** Who asks, in the header; null where the form itself says so. */
  readonly client?: OAuthClient | null;
  readonly signal?: AbortSignal | undefined;
}

async function requestTokens(
  http: HttpTransport,
  login: URL,
  { form, secrets, client = publicClient, signal }: TokenRequest,
): Promise<Tokens> {
  const url = belowLogin(login, '/oauth/token');
  // Outside the turns of other requests: one that has its turn may wait for this one.
  const answer = await sendRepeated(http, {
    method: 'POST',
    url,
    headers: {
      accept: 'application/json',
      ...(client ? { authorization: basic(client) } : {}),
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(form).toString(),
    signal,
  });
  if (answer.status >= 400) {
    const error = toUaaError(answer.status, answer.body, secrets);
    if (error) throw error;
  }
  const json = answer.status === 200 ? asObject(parseJson(answer.body)) : {};
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
    login: login.origin,
    refreshToken: asString(json['refresh_token']),
    expiresAt: lifetime === null ? null : Date.now() + lifetime * 1000,
  };
}

/** As the command line sends it: a UAA takes what is escaped for escaped only where a header of its own says so. */
function basic({ id, secret }: OAuthClient): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}

/** A token becomes part of a header: it may hold nothing that ends one. */
export function isHeaderSafe(token: string): boolean {
  return /^[\x21-\x7e]+$/.test(token);
}
