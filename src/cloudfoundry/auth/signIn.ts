import type { HttpTransport } from '../http/transport.ts';
import { readClaims } from './accessToken.ts';
import { clientGrant, isHeaderSafe, passcodeGrant, passwordGrant, type Tokens } from './uaa.ts';
import { SignedOutError, UaaError } from '../errors.ts';

/** The credentials that a user signs in with. */
export type Credentials =
  | {
      readonly kind: 'password';
      readonly username: string;
      readonly password: string;
      readonly answers?: Readonly<Record<string, string>>;
      /** The identity provider that knows the user; null leaves it to the login server. */
      readonly origin?: string | null;
    }
  | { readonly kind: 'passcode'; readonly passcode: string }
  | { readonly kind: 'client'; readonly id: string; readonly secret: string }
  | { readonly kind: 'token'; readonly accessToken: string };

/**
 * Signs in.
 * @returns the tokens, and their user if they name one.
 * @throws UaaError in the server's own words; UnreachableError; NotCloudFoundryError.
 */
export async function signIn(
  http: HttpTransport,
  login: URL | null,
  credentials: Credentials,
  signal?: AbortSignal,
): Promise<{ readonly tokens: Tokens; readonly user: string | null }> {
  const tokens = await toTokens(http, login, credentials, signal);
  const { user } = readClaims(tokens.accessToken);
  return { tokens, user: user ?? (credentials.kind === 'password' ? credentials.username : null) };
}

async function toTokens(
  http: HttpTransport,
  login: URL | null,
  credentials: Credentials,
  signal: AbortSignal | undefined,
): Promise<Tokens> {
  if (credentials.kind === 'token') return pastedToken(credentials.accessToken);
  if (!login) throw new SignedOutError('the API doesn’t name a login server; use an access token');
  switch (credentials.kind) {
    case 'password':
      return passwordGrant(http, login, credentials, signal);
    case 'passcode':
      return passcodeGrant(http, login, credentials.passcode, signal);
    case 'client':
      return clientGrant(http, login, credentials, signal);
  }
}

function pastedToken(text: string): Tokens {
  const accessToken = text.replace(/^bearer\s+/i, '').trim();
  if (!isHeaderSafe(accessToken)) {
    throw new UaaError(0, 'invalid_token', 'this isn’t an access token');
  }
  return { accessToken, refreshToken: null, expiresAt: readClaims(accessToken).expiresAt };
}
