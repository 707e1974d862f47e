import type { Json } from '../../cloudfoundry/json.ts';

/** An error as Cloud Controller answers it. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: number;
  readonly title: string;

  constructor(status: number, code: number, title: string, detail: string) {
    super(detail);
    this.status = status;
    this.code = code;
    this.title = title;
  }
}

export const unknownRequest = (): ApiError =>
  new ApiError(404, 10000, 'CF-NotFound', 'Unknown request');

export const notFound = (what: string): ApiError =>
  new ApiError(404, 10010, 'CF-ResourceNotFound', `${what} not found`);

export const notAuthorized = (): ApiError =>
  new ApiError(
    403,
    10003,
    'CF-NotAuthorized',
    'You are not authorized to perform the requested action',
  );

export const suspended = (what: 'organization' | 'space'): ApiError =>
  what === 'organization'
    ? new ApiError(403, 10017, 'CF-OrgSuspended', 'The organization is suspended')
    : new ApiError(403, 10019, 'CF-SpaceSuspended', 'The space is suspended');

export const deploymentsDisabled = (): ApiError =>
  new ApiError(403, 390014, 'CF-DeploymentsDisabled', 'Deployments have been disabled');

export const notAuthenticated = (): ApiError =>
  new ApiError(401, 10002, 'CF-NotAuthenticated', 'Authentication error');

export const invalidToken = (): ApiError =>
  new ApiError(401, 1000, 'CF-InvalidAuthToken', 'Invalid Auth Token');

/** Too many requests of somebody who has signed in. */
export const rateLimitExceeded = (): ApiError =>
  new ApiError(429, 10013, 'CF-RateLimitExceeded', 'Rate Limit Exceeded');

/** Too many requests without a token from one address. */
export const addressLimitExceeded = (): ApiError =>
  new ApiError(
    429,
    10014,
    'CF-IPBasedRateLimitExceeded',
    'Rate Limit Exceeded: Unauthenticated requests from this IP address have exceeded the limit. Please log in.',
  );

export const unknownError = (): ApiError =>
  new ApiError(500, 10001, 'UnknownError', 'An unknown error occurred.');

export const unprocessable = (detail: string): ApiError =>
  new ApiError(422, 10008, 'CF-UnprocessableEntity', detail);

export const badQuery = (details: readonly string[]): ApiError =>
  new ApiError(
    400,
    10005,
    'CF-BadQueryParameter',
    `The query parameter is invalid: ${details.join(', ')}`,
  );

export const badBody = (): ApiError =>
  new ApiError(
    400,
    1001,
    'CF-MessageParseError',
    'Request invalid due to parse error: invalid request body',
  );

/** The error's body: a list since the end of 2016, one object before that and in v2. */
export function errorBody(error: ApiError, style: 'v2' | 'v3'): Json {
  return style === 'v2'
    ? { code: error.code, description: error.message, error_code: error.title }
    : { errors: [{ detail: error.message, title: error.title, code: error.code }] };
}
