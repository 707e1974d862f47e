import type { Json } from '../../cloudfoundry/json.ts';

/** A refusal in the login server's words. */
export class UaaError extends Error {
  readonly status: number;
  readonly error: string;

  constructor(status: number, error: string, description: string) {
    super(description);
    this.status = status;
    this.error = error;
  }

  body(): Json {
    return { error: this.error, error_description: this.message };
  }
}

export const badCredentials = (): UaaError => new UaaError(401, 'unauthorized', 'Bad credentials');

export const badClient = (): UaaError => new UaaError(401, 'invalid_client', 'Bad credentials');

export const locked = (): UaaError =>
  new UaaError(
    401,
    'unauthorized',
    'Your account has been locked because of too many failed attempts to login.',
  );

/** Also for one that was used before or has expired: the server has forgotten those. */
export const badPasscode = (): UaaError => new UaaError(401, 'unauthorized', 'Invalid passcode');

export const badRefreshToken = (): UaaError =>
  new UaaError(
    401,
    'invalid_token',
    'The token expired, was revoked, or the token ID is incorrect.',
  );

export const wrongClient = (owner: string): UaaError =>
  new UaaError(400, 'invalid_grant', `Wrong client for this refresh token: ${owner}`);

export const unauthorizedGrant = (grantType: string): UaaError =>
  new UaaError(401, 'invalid_client', `Unauthorized grant type: ${grantType}`);

export const missingGrant = (): UaaError =>
  new UaaError(400, 'invalid_request', 'Missing grant type');

export const unsupportedGrant = (grantType: string): UaaError =>
  new UaaError(400, 'unsupported_grant_type', `Unsupported grant type: ${grantType}`);
