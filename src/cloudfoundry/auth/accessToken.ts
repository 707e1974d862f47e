import { asNumber, asObject, asString } from '../json.ts';

/** What an access token says of itself. All null for an opaque one. */
export interface Claims {
  /** The user, or the client that signed in as itself. */
  readonly user: string | null;
  /** Milliseconds since 1970 by the login server's clock. */
  readonly expiresAt: number | null;
}

/** Reads a JSON web token without verifying it: that is the API's to do. */
export function readClaims(accessToken: string): Claims {
  const claims = asObject(parse(accessToken.split('.')[1] ?? ''));
  const expiry = asNumber(claims['exp']);
  return {
    user: asString(claims['user_name']) ?? asString(claims['client_id']),
    expiresAt: expiry === null ? null : expiry * 1000,
  };
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  } catch {
    // Opaque, or none that we know how to read.
    return null;
  }
}
