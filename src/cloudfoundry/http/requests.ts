import { apiError } from '../apiError.ts';
import type { TokenSource } from '../auth/tokens.ts';
import { NotCloudFoundryError, ReadOnlyError, SignedOutError, withoutSecrets } from '../errors.ts';
import type { HttpAnswer, HttpStream, HttpTransport } from './transport.ts';
import { isObject, type JsonObject } from '../json.ts';
import { parseInSlices } from './jsonSlices.ts';
import { targetOf } from '../links.ts';
import type { Log } from '../log.ts';
import { retrying, type Attempt } from './retry.ts';
import { untilAborted } from './untilAborted.ts';
import { warningsOf } from './warnings.ts';

/** One request to the API, and the type of its answer. */
interface Sending<A extends HttpAnswer> {
  readonly method: string;
  readonly url: URL;
  /** Stops waiting for a turn; aborts the request itself only for a GET. */
  readonly signal: AbortSignal | undefined;
  /** Sends it over the network. */
  readonly send: (authorization: string, signal: AbortSignal | undefined) => Promise<A>;
}

/**
 * Authenticated requests to the API, a few at once. Adds the token, and checks and logs answers. A
 * request rejected for its token or by a rate limit is sent again, and so is a GET if the API seems
 * to be down briefly.
 */
export class Requests {
  readonly #http: HttpTransport;
  readonly #tokens: TokenSource;
  readonly #log: Log;
  readonly #isReadOnly: () => boolean;

  /** @param isReadOnly asked for each change; if true, nothing is sent. */
  constructor(
    http: HttpTransport,
    tokens: TokenSource,
    log: Log,
    isReadOnly: () => boolean = () => false,
  ) {
    this.#http = http;
    this.#tokens = tokens;
    this.#log = log;
    this.#isReadOnly = isReadOnly;
  }

  /** Fetches the JSON object at this address. */
  async get(url: URL, signal: AbortSignal | undefined): Promise<JsonObject> {
    const answer = await this.#whole('GET', url, undefined, signal);
    return toObject(answer, url, JSON.parse);
  }

  /** Like `get`, for a list so long that it is parsed in slices. */
  async getLong(url: URL, signal: AbortSignal | undefined): Promise<JsonObject> {
    const answer = await this.#whole('GET', url, undefined, signal);
    return toObject(answer, url, (text) => parseInSlices(text, signal));
  }

  /**
   * Opens the content at this address, to be read as it arrives. For files, and for redirects,
   * which the caller checks.
   * @param headers sent in addition to the token.
   */
  async open(
    url: URL,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal | undefined,
  ): Promise<HttpStream> {
    return this.#send({
      method: 'GET',
      url,
      signal,
      send: (authorization, ending) =>
        this.#http.open({
          method: 'GET',
          url,
          headers: { ...headers, authorization },
          signal: ending,
        }),
    });
  }

  /**
   * Sends a change. Retries only after a 401 or 429, which prove that it wasn't carried out.
   * @param signal stops waiting; a request in flight isn't aborted.
   * @throws ReadOnlyError before anything is sent.
   */
  async write(
    method: string,
    url: URL,
    body: string | null,
    signal?: AbortSignal,
  ): Promise<HttpAnswer> {
    if (this.#isReadOnly()) throw new ReadOnlyError(url.host);
    return this.#whole(method, url, body ?? undefined, signal);
  }

  async #whole(
    method: string,
    url: URL,
    body: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<HttpAnswer> {
    const answer = await this.#send({
      method,
      url,
      signal,
      send: (authorization, ending) =>
        this.#http.send({
          method,
          url,
          headers: {
            accept: 'application/json',
            authorization,
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(body === undefined ? {} : { body }),
          signal: ending,
        }),
    });
    if (answer.status >= 300) throw redirected(answer, url);
    return answer;
  }

  /** @returns an answer without an error: a 2xx or a redirect */
  async #send<A extends HttpAnswer>(sending: Sending<A>): Promise<A> {
    const { method, signal, url } = sending;
    const { pacing } = this.#http;
    const used: string[] = [];
    const attempt = await pacing.run(
      () => retrying({ pacing, log: this.#log }, sending, () => this.#attempt(sending, used)),
      signal,
    );
    if (attempt.kind === 'failed') throw attempt.error;
    const { answer } = attempt;
    if (answer.status >= 200 && answer.status < 400) return answer;
    const error = apiError(method, url, answer, used);
    // The new token is rejected too: only the user can help.
    throw answer.status === 401 ? new SignedOutError(error.message, { cause: error }) : error;
  }

  /**
   * Sends the request, and after a 401 once more with another token. Gets the token only now, since
   * the request may have waited long.
   */
  async #attempt<A extends HttpAnswer>(sending: Sending<A>, used: string[]): Promise<Attempt<A>> {
    const { signal } = sending;
    const token = await untilAborted(this.#tokens.accessToken(), signal);
    used.push(token);
    const first = await this.#sendWith(token, sending);
    if (first.kind === 'failed' || first.answer.status !== 401) return first;
    const fresh = await untilAborted(this.#tokens.replace(token), signal);
    used.push(fresh);
    return this.#sendWith(fresh, sending);
  }

  async #sendWith<A extends HttpAnswer>(
    token: string,
    { method, send, signal, url }: Sending<A>,
  ): Promise<Attempt<A>> {
    // Aborting a change in flight would leave it unclear whether it was made.
    const ending = method === 'GET' ? signal : undefined;
    const started = performance.now();
    const line = `${method} ${url.pathname}${url.search}`;
    try {
      const answer = await send(`bearer ${token}`, ending);
      this.#log.debug(`${line} ${answer.status} ${Math.round(performance.now() - started)} ms`);
      for (const warning of warningsOf(answer)) {
        this.#log.warn(`${url.host} warns: ${withoutSecrets(warning, [token])}`);
      }
      return { kind: 'answered', answer };
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'failed';
      this.#log.debug(`${line} ${reason} ${Math.round(performance.now() - started)} ms`);
      ending?.throwIfAborted();
      return { kind: 'failed', error };
    }
  }
}

async function toObject(
  answer: HttpAnswer,
  url: URL,
  parse: (text: string) => unknown,
): Promise<JsonObject> {
  let json: unknown;
  try {
    json = await parse(answer.body);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new NotCloudFoundryError(
      url.href,
      answer.status,
      `${url.host} returned ${answer.status}, but not JSON${looksLikeHtml(answer) ? ' (a web page)' : ''}`,
      { cause },
    );
  }
  if (isObject(json)) return json;
  throw new NotCloudFoundryError(
    url.href,
    answer.status,
    `${url.host} returned ${answer.status} with unexpected JSON`,
  );
}

/** An API doesn't redirect; a proxy or a portal does, and must not get the token. */
function redirected(answer: HttpAnswer, url: URL): NotCloudFoundryError {
  const location = answer.header('location');
  const target = (location === null ? null : targetOf(location, url)) ?? 'elsewhere';
  return new NotCloudFoundryError(
    url.href,
    answer.status,
    `${url.host} returned ${answer.status} and redirects to ${target}, which wasn’t followed`,
  );
}

function looksLikeHtml(answer: HttpAnswer): boolean {
  return /^\s*(<!doctype|<html)/i.test(answer.body.slice(0, 200));
}
