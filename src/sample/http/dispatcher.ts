import { settleJobs } from '../rules/jobs.ts';
import { settleDeployments } from '../rules/rollout.ts';
import type { State } from '../state.ts';
import type { AccessTokens } from '../uaa/accessTokens.ts';
import { ApiError, errorBody, unknownError, unknownRequest } from './apiError.ts';
import type { Answer } from './answer.ts';
import { parseBody } from './body.ts';
import type { OpenCall } from './call.ts';
import { parseQuery } from './query.ts';
import { RateLimiter } from './rateLimiter.ts';
import { Router, type Match, type Route } from './router.ts';
import { commonHeaders, refusedAtTheDoor, type Received, type Written } from './written.ts';

/** The addresses that links begin with. */
export interface Addresses {
  readonly api: string;
  readonly login: string;
  readonly blobs: string;
}

/** Takes a request to its route and writes what comes back, errors included. */
export class Dispatcher {
  readonly #state: State;
  readonly #tokens: AccessTokens;
  readonly #router: Router;
  readonly #limiter: RateLimiter;
  readonly #addresses: Addresses;

  constructor(state: State, tokens: AccessTokens, routes: readonly Route[], addresses: Addresses) {
    this.#state = state;
    this.#tokens = tokens;
    this.#router = new Router(routes);
    this.#limiter = new RateLimiter(state);
    this.#addresses = addresses;
  }

  answer(received: Received): Written {
    const refusal = refusedAtTheDoor(received);
    if (refusal) return refusal;
    const { headers, url } = received;
    const [path = '', query = ''] = url.split('?', 2);
    const bearer = this.#tokens.find(headers['authorization']);
    const verdict = this.#limiter.take(path, received, bearer);
    if (verdict.kind === 'refused') return verdict.answer;
    const answer = this.#answerOf(received, path, query);
    return {
      status: answer.status,
      headers: {
        ...(answer.status !== 204 && {
          // A Cloud Controller calls an empty answer a web page.
          'Content-Type': answer.body === undefined ? 'text/html' : this.#contentType(path),
        }),
        ...commonHeaders(headers),
        ...verdict.headers,
        ...answer.headers,
      },
      text: answer.body === undefined ? '' : JSON.stringify(answer.body),
    };
  }

  #answerOf({ body = '', headers, method }: Received, path: string, query: string): Answer {
    try {
      settleDeployments(this.#state);
      settleJobs(this.#state);
      const match = this.#router.match(method, path);
      if (!match) throw unknownRequest();
      return this.#call(match, {
        state: this.#state,
        path,
        search: query,
        query: parseQuery(query),
        text: body,
        headers,
        origin: this.#addresses.api,
        login: this.#addresses.login,
        blobs: this.#addresses.blobs,
        api: this.#hasAbsoluteLinks() ? this.#addresses.api : '',
        parameter: match.parameter,
      });
    } catch (error) {
      if (error instanceof ApiError) return this.#refusal(error, path);
      const reason = error instanceof Error ? error.stack : String(error);
      process.stderr.write(`${method} ${path}: ${reason}\n`);
      return this.#refusal(unknownError(), path);
    }
  }

  #call({ route }: Match, call: OpenCall): Answer {
    if (route.access === 'open') return route.answer(call);
    const user = this.#tokens.userOf(call.headers['authorization']);
    return route.answer({ ...call, user, body: () => parseBody(call.text) });
  }

  #refusal(error: ApiError, path: string): Answer {
    const { generation, version } = this.#state;
    const isV2 = generation !== 'modern' || !version.sinceAlpha(5) || path.startsWith('/v2');
    const shown =
      this.#state.isKorifi && error.title === 'CF-ResourceNotFound'
        ? new ApiError(
            error.status,
            error.code,
            error.title,
            `${error.message}. Ensure it exists and you have access to it.`,
          )
        : error;
    return { status: error.status, body: errorBody(shown, isV2 ? 'v2' : 'v3') };
  }

  /** Links of resources began with the API's address from 3.0.0-alpha.3 on. */
  #hasAbsoluteLinks(): boolean {
    return this.#state.generation === 'modern' && this.#state.version.sinceAlpha(3);
  }

  /** Two frameworks answer, and one of them writes no blank. */
  #contentType(path: string): string {
    const isEarly = this.#state.generation.startsWith('2015');
    const isSinatra = isEarly || path === '/' || path.startsWith('/v2');
    return isSinatra ? 'application/json;charset=utf-8' : 'application/json; charset=utf-8';
  }
}
