import { apiError } from './apiError.ts';
import type { TokenSource } from './auth/tokens.ts';
import { NotCloudFoundryError, ReadOnlyError, SignedOutError, withoutSecrets } from './errors.ts';
import type { HttpAnswer, HttpTransport } from './http.ts';
import { isObject, type JsonObject } from './json.ts';
import type { Log } from './log.ts';
import { judge, maxRepetitions, type Attempt } from './retry.ts';
import { warningsOf } from './warnings.ts';

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
    const answer = await this.#send('GET', url, undefined, signal);
    return toObject(answer, url);
  }

  /**
   * Sends a change. It is sent again only after a 401 or 429, which prove that it was not carried out.
   * @param signal ends waiting; what is on its way is not called back.
   * @throws ReadOnlyError before anything is sent.
   */
  async write(method: string, url: URL, body: string, signal?: AbortSignal): Promise<void> {
    if (this.#isReadOnly()) throw new ReadOnlyError(url.host);
    await this.#send(method, url, body, signal);
  }

  async #send(
    method: string,
    url: URL,
    body: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<HttpAnswer> {
    const { pacing } = this.#http;
    const used: string[] = [];
    const attempt = await pacing.run(async () => {
      for (let repetition = 1; ; repetition += 1) {
        await pacing.ready(signal);
        const made = await this.#attempt(method, url, body, signal, used);
        const verdict = judge(method, made);
        if (repetition > maxRepetitions || verdict.kind === 'settled') return made;
        if (verdict.kind === 'backOff') {
          await pacing.backOff(repetition, signal);
        } else {
          this.#log.info(`${url.host} asks to wait ${verdict.wait / 1000} s (429)`);
          pacing.pause(verdict.wait);
        }
      }
    }, signal);
    if (attempt.kind === 'failed') throw attempt.error;
    const { answer } = attempt;
    if (answer.status >= 200 && answer.status < 300) return answer;
    if (answer.status < 400) throw redirected(answer, url);
    const error = apiError(method, url, answer, used);
    // The fresh token is refused too: only the user can help.
    throw answer.status === 401 ? new SignedOutError(error.message, { cause: error }) : error;
  }

  /** Sends it, and after a 401 once more with another token. The token is asked for now: it may have waited long. */
  async #attempt(
    method: string,
    url: URL,
    body: string | undefined,
    signal: AbortSignal | undefined,
    used: string[],
  ): Promise<Attempt> {
    const token = await this.#tokens.accessToken();
    used.push(token);
    const first = await this.#sendWith(token, method, url, body, signal);
    if (first.kind === 'failed' || first.answer.status !== 401) return first;
    const fresh = await this.#tokens.replace(token);
    used.push(fresh);
    return this.#sendWith(fresh, method, url, body, signal);
  }

  async #sendWith(
    token: string,
    method: string,
    url: URL,
    body: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Attempt> {
    // Aborted on its way, a change would leave open whether it was made.
    const ending = method === 'GET' ? signal : undefined;
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
        signal: ending,
      });
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
