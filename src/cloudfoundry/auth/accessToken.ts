import { asNumber, asObject, asString, parseJson } from '../json.ts';

/** What an access token says about itself. All null for an opaque token. */
interface Claims {
  /** The user, or the client that signed in as itself. */
  readonly user: string | null;
  /** Milliseconds since 1970, by the login server's clock. */
  readonly expiresAt: number | null;
}

/** Reads a JSON web token without verifying it; that's the API's job. */
export function readClaims(accessToken: string): Claims {
  const payload = Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString('utf8');
  const claims = asObject(parseJson(payload));
  const expiry = asNumber(claims['exp']);
  return {
    user: asString(claims['user_name']) ?? asString(claims['client_id']),
    expiresAt: expiry === null ? null : expiry * 1000,
  };
}
