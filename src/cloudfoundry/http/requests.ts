import { apiError } from '../apiError.ts';
import type { TokenSource } from '../auth/tokens.ts';
import { NotCloudFoundryError, ReadOnlyError, SignedOutError, withoutSecrets } from '../errors.ts';
import type { HttpAnswer, HttpStream, HttpTransport } from './transport.ts';
import { isObject, type JsonObject } from '../json.ts';
import { targetOf } from '../links.ts';
import type { Log } from '../log.ts';
import { retrying, type Attempt } from './retry.ts';
import { untilAborted } from './untilAborted.ts';
import { warningsOf } from './warnings.ts';

/** One request to the API, and what kind of answer it is sent for. */
interface Sending<A extends HttpAnswer> {
  readonly method: string;
  readonly url: URL;
  /** Ends waiting for a turn; and, of a GET, the request too. */
  readonly signal: AbortSignal | undefined;
  /** Puts it on the wire. */
  readonly send: (authorization: string, signal: AbortSignal | undefined) => Promise<A>;
}

/**
 * Authenticated requests to the API, a few at once: token in the header, answers checked and logged. What was refused
 * for its token or by a rate limit is sent again; besides, a GET is repeated where the API seems down for a moment.
 */
export class Requests {
  readonly #http: HttpTransport;
  readonly #tokens: TokenSource;
  readonly #log: Log;
  readonly #isReadOnly: () => boolean;

  /** @param isReadOnly asked with each change: where it says yes, nothing is sent. */
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

  /** The JSON object at this address. */
  async get(url: URL, signal: AbortSignal | undefined): Promise<JsonObject> {
    const answer = await this.#whole('GET', url, undefined, signal);
    return toObject(answer, url);
  }

  /**
   * Opens what is at this address, to be read as it arrives: for files, and for redirects, which are the caller's to
   * judge. @param headers sent besides the token.
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
   * Sends a change. It is sent again only after a 401 or 429, which prove that it was not carried out.
   * @param signal ends waiting; what is on its way is not called back.
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

  /** @returns an answer that is no error: a 2xx or a redirect */
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
    // The fresh token is refused too: only the user can help.
    throw answer.status === 401 ? new SignedOutError(error.message, { cause: error }) : error;
  }

  /** Sends it, and after a 401 once more with another token. The token is asked for now: it may have waited long. */
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
    // Aborted on its way, a change would leave open whether it was made.
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

function toObject(answer: HttpAnswer, url: URL): JsonObject {
  let json: unknown;
  try {
    json = JSON.parse(answer.body);
  } catch (cause) {
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

/** An API answers where it is asked; a redirect is a proxy or a portal, and the token does not go there. */
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
