import { apiError } from './apiError.ts';
import type { TokenSource } from './auth/tokens.ts';
import { NotCloudFoundryError, SignedOutError } from './errors.ts';
import type { HttpAnswer, HttpTransport } from './http.ts';
import { isObject, type JsonObject } from './json.ts';
import type { Log } from './log.ts';

/** Authenticated requests to the API: token in the header, one retry after a 401, answers checked and logged. */
export class Requests {
  readonly #http: HttpTransport;
  readonly #tokens: TokenSource;
  readonly #log: Log;

  constructor(http: HttpTransport, tokens: TokenSource, log: Log) {
    this.#http = http;
    this.#tokens = tokens;
    this.#log = log;
  }

  /** The JSON object at this address. */
  async get(url: URL, signal: AbortSignal | undefined): Promise<JsonObject> {
    const answer = await this.#send('GET', url, undefined, signal);
    return toObject(answer, url);
  }

  /** Sends a change. A second sending happens only after a 401, which proves that the first was not carried out. */
  async write(method: string, url: URL, body: string): Promise<void> {
    await this.#send(method, url, body, undefined);
  }

  async #send(
    method: string,
    url: URL,
    body: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<HttpAnswer> {
    const token = await this.#tokens.accessToken();
    const used = [token];
    let answer = await this.#sendWith(token, method, url, body, signal);
    if (answer.status === 401) {
      const fresh = await this.#tokens.replace(token);
      used.push(fresh);
      answer = await this.#sendWith(fresh, method, url, body, signal);
    }
    if (answer.status >= 200 && answer.status < 300) return answer;
    if (answer.status < 400) throw redirected(answer, url);
    const error = apiError(method, url, answer, used);
    // The fresh token is refused too: only the user can help.
    throw answer.status === 401 ? new SignedOutError(error.message, { cause: error }) : error;
  }

  async #sendWith(
    token: string,
    method: string,
    url: URL,
    body: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<HttpAnswer> {
    const started = performance.now();
    const line = `${method} ${url.pathname}${url.search}`;
    try {
      const answer = await this.#http.send({
        method,
        url,
        headers: {
          accept: 'application/json',
          authorization: `bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body }),
        signal,
      });
      this.#log.debug(`${line} ${answer.status} ${Math.round(performance.now() - started)} ms`);
      return answer;
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'failed';
      this.#log.debug(`${line} ${reason} ${Math.round(performance.now() - started)} ms`);
      throw error;
    }
  }
}

function toObject(answer: HttpAnswer, url: URL): JsonObject {
  let json: unknown;
  try {
    json = JSON.parse(answer.body);
  } catch (cause) {
    throw new NotCloudFoundryError(
      url.href,
      answer.status,
      `${url.host} answered ${answer.status}, but not with JSON${looksLikeHtml(answer) ? ' (a web page)' : ''}`,
      { cause },
    );
  }
  if (isObject(json)) return json;
  throw new NotCloudFoundryError(
    url.href,
    answer.status,
    `${url.host} answered ${answer.status} with JSON of another kind than expected`,
  );
}

/** An API answers where it is asked; a redirect is a proxy or a portal, and the token does not go there. */
function redirected(answer: HttpAnswer, url: URL): NotCloudFoundryError {
  const location = answer.header('location');
  const target =
    location !== null && URL.canParse(location, url.href)
      ? new URL(location, url).origin
      : 'elsewhere';
  return new NotCloudFoundryError(
    url.href,
    answer.status,
    `${url.host} answered ${answer.status} and points to ${target}, which is not followed`,
  );
}

function looksLikeHtml(answer: HttpAnswer): boolean {
  return /^\s*(<!doctype|<html)/i.test(answer.body.slice(0, 200));
}
