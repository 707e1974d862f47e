import { asList, asNumber, asObject, asString, parseJson, type JsonObject } from './json.ts';
import { mask, maskText } from './secretText.ts';
import { toVisible } from './visibleText.ts';

/**
 * One error in a Cloud Controller answer. `title` starts with `CF-`; `detail` is for
 * people and may change.
 */
export interface ApiErrorDetail {
  readonly code: number | null;
  readonly title: string | null;
  readonly detail: string;
}

interface Answer {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly requestId: string | null;
  /** Seconds, from `Retry-After`. */
  readonly retryAfter: number | null;
}

/**
 * A foundation answered with an error of its own. Test `status`, `isUnknownEndpoint` or a detail's
 * `code`, never the text.
 * @see https://v3-apidocs.cloudfoundry.org/#errors
 */
export class CloudControllerError extends Error {
  override readonly name = 'CloudControllerError';
  readonly status: number;
  readonly details: readonly ApiErrorDetail[];
  readonly requestId: string | null;
  readonly retryAfter: number | null;
  readonly method: string;
  readonly url: string;

  constructor(answer: Answer, details: readonly ApiErrorDetail[]) {
    super(describe(answer, details));
    this.status = answer.status;
    this.requestId = answer.requestId;
    this.retryAfter = answer.retryAfter;
    this.method = answer.method;
    this.url = answer.url;
    this.details = details;
  }

  hasCode(code: number): boolean {
    return this.details.some((detail) => detail.code === code);
  }

  /**
   * The foundation doesn't have this endpoint at all (as opposed to a missing or invisible object).
   */
  get isUnknownEndpoint(): boolean {
    return this.status === 404 && this.hasCode(10000);
  }

  /**
   * The object doesn't exist or isn't visible to the user: the API doesn't distinguish these. A
   * gateway's 404 has no code.
   */
  get isNotFound(): boolean {
    const isOfApi = this.details.some((detail) => detail.code !== null);
    return this.status === 404 && isOfApi && !this.isUnknownEndpoint;
  }
}

/**
 * The login server refused, with its `error` code and its own words.
 * @see https://docs.cloudfoundry.org/api/uaa/
 */
export class UaaError extends Error {
  override readonly name = 'UaaError';
  readonly status: number;
  readonly error: string;

  constructor(status: number, error: string, description: string) {
    super(description);
    this.status = status;
    this.error = error;
  }
}

/** No answer: DNS, connection, TLS, time-out, or an answer that broke off. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
  readonly url: string;
  /** Only `notConnected` proves that the request wasn't carried out. */
  readonly reason: 'notConnected' | 'timeout' | 'connection';

  constructor(url: string, reason: UnreachableError['reason'], message: string, cause: unknown) {
    super(message, { cause });
    this.url = url;
    this.reason = reason;
  }
}

/** An answer that doesn't come from a Cloud Foundry API (HTML, other JSON, a foreign router). */
export class NotCloudFoundryError extends Error {
  override readonly name = 'NotCloudFoundryError';
  readonly url: string;
  readonly status: number;

  constructor(url: string, status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.url = url;
    this.status = status;
  }
}

/** An answer is too large to keep in memory. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
  readonly limit: number;

  constructor(url: string, limit: number) {
    super(`${url} returned more than ${Math.round(limit / 1024 / 1024)} MiB`);
    this.limit = limit;
  }
}

/** A link that we don't follow, and why. Nothing was sent. */
export class RefusedLinkError extends Error {
  override readonly name = 'RefusedLinkError';
  readonly href: string;

  constructor(href: string, reason: string) {
    super(reason);
    this.href = href;
  }
}

/** This foundation's version of the API doesn't support the request. Nothing was sent. */
export class UnsupportedError extends Error {
  override readonly name = 'UnsupportedError';
}

/** A change was requested on a read-only foundation. Nothing was sent. */
export class ReadOnlyError extends Error {
  override readonly name = 'ReadOnlyError';

  constructor(host: string) {
    super(`${host} is read-only here`);
  }
}

/** There is no valid token, and no way to get one without asking the user. */
export class SignedOutError extends Error {
  override readonly name = 'SignedOutError';
}

/**
 * Reads an error answer's body in any dialect: v3, v2 (and v3 before 2016-10), UAA,
 * HTML, plain text.
 */
export function toCloudControllerError(answer: Answer, body: string): CloudControllerError {
  return new CloudControllerError(answer, toDetails(body));
}

/**
 * The UAA's error without the secrets that we sent, which some versions repeat; null if
 * the body isn't one.
 */
export function toUaaError(
  status: number,
  body: string,
  secrets: readonly string[],
): UaaError | null {
  const json = asObject(parseJson(body));
  const error = asString(json['error']);
  if (error === null) return null;
  const said = asString(json['error_description']) ?? error;
  return new UaaError(status, error, toText(withoutSecrets(said, secrets)));
}

/** Whether this body is an error in the format of a Cloud Controller of any generation. */
export function isErrorOfApi(body: string): boolean {
  return toDetails(body).length > 0;
}

/** Masks these secrets in the text, except short ones, which would match inside ordinary words. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= 6)
    .reduce((bare, secret) => bare.replaceAll(secret, mask), text);
}

function toDetails(body: string): readonly ApiErrorDetail[] {
  // A router's or proxy's HTML or plain text tells us nothing: report the status.
  const json = asObject(parseJson(body));
  const errors = toErrorDetails(json['errors']);
  if (errors.length > 0) return errors;
  if (json['error_code'] !== undefined || json['description'] !== undefined) {
    return [
      {
        code: asNumber(json['code']),
        title: toTitle(json['error_code']),
        detail: toText(asString(json['description']) ?? ''),
      },
    ];
  }
  const error = asString(json['error']);
  if (error !== null) {
    return [
      {
        code: null,
        title: toTitle(error),
        detail: toText(asString(json['error_description']) ?? error),
      },
    ];
  }
  return [];
}

/** Reads the `errors` of an answer or a failed job. */
export function toErrorDetails(errors: unknown): readonly ApiErrorDetail[] {
  return asList(errors)
    .slice(0, 20)
    .map((error) => toDetail(asObject(error)));
}

function toDetail(json: JsonObject): ApiErrorDetail {
  return {
    code: asNumber(json['code']),
    title: toTitle(json['title']),
    detail: toText(asString(json['detail']) ?? ''),
  };
}

/** "the server said (CF-Title, request id …)": the end of every "Could not …" message. */
function describe(answer: Answer, details: readonly ApiErrorDetail[]): string {
  const said = details.map((detail) => detail.detail).filter((detail) => detail !== '');
  const names = details.map(({ code, title }) => title ?? (code === null ? null : `code ${code}`));
  const isOfApi = details.some(({ code }) => code !== null);
  const notes = [
    ...new Set(names),
    answer.retryAfter === null ? null : `try again in ${answer.retryAfter} s`,
    answer.requestId === null ? null : `request id ${toText(answer.requestId, 200)}`,
  ];
  const tail = notes.filter((note) => note).join(', ');
  const text =
    said.length > 0 ? said.join(' ') : `${answer.status} ${statusText(answer.status, isOfApi)}`;
  return tail === '' ? text : `${text} (${tail})`;
}

function statusText(status: number, isOfApi: boolean): string {
  switch (status) {
    case 401:
      return 'not signed in';
    case 403:
      return 'not allowed';
    case 404:
      return isOfApi ? 'not found' : 'not found, and the response isn’t from a Cloud Foundry API';
    case 413:
    case 414:
      return 'the request is too long';
    case 429:
      return 'too many requests';
    case 502:
    case 503:
    case 504:
      return 'the API isn’t available';
  }
  return status >= 500 ? 'the server failed' : 'unexpected response';
}

function toTitle(value: unknown): string | null {
  const title = asString(value);
  return title === null ? null : toText(title, 100);
}

/**
 * Makes a server's text safe for a message: short, visible, and without tokens and passwords
 * that it may repeat.
 */
function toText(text: string, length = 1000): string {
  // VS Code turns `[text](command:…)` in a notification into a link that runs the command.
  return toVisible(maskText(text.slice(0, 4 * length)), length).replaceAll('](', '] (');
}

/** Whether the API says that the object doesn't exist: deleted, or hidden from this user. */
export function isNotFound(error: unknown): boolean {
  return error instanceof CloudControllerError && error.isNotFound;
}

/**
 * Why something failed, as a sentence for users. Never a stack trace or a token: our
 * errors hold none.
 */
export function reasonOf(error: unknown): string {
  if (error instanceof Error && error.message !== '') return error.message;
  return 'no reason was given';
}
