import { randomUUID } from 'node:crypto';
import type { Tokens } from '../auth.ts';
import { settleDeployments } from '../rules/deployments.ts';
import type { State } from '../state.ts';
import { ApiError, errorBody, unknownError, unknownRequest } from './apiError.ts';
import type { Answer } from './answer.ts';
import { parseBody } from './body.ts';
import type { OpenCall } from './call.ts';
import { parseQuery } from './query.ts';
import { Router, type Match, type Route } from './router.ts';

/** A request as it came over the wire. */
interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: OpenCall['headers'];
  /** Undefined where it was too large. */
  readonly body: string | undefined;
}

/** An answer as it goes over the wire. */
export interface Written {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** The longest request line that the web server in front of a Cloud Controller takes. */
const longestUrl = 8192;

/** Takes a request to its route and writes what comes back, errors included. */
export class Dispatcher {
  readonly #state: State;
  readonly #tokens: Tokens;
  readonly #router: Router;
  readonly #origin: string;

  constructor(state: State, tokens: Tokens, routes: readonly Route[], origin: string) {
    this.#state = state;
    this.#tokens = tokens;
    this.#router = new Router(routes);
    this.#origin = origin;
  }

  answer(received: Received): Written {
    const { body, headers, url } = received;
    if (url.length > longestUrl) return page(414, 'Request-URI Too Large');
    if (body === undefined) return page(413, 'Request Entity Too Large');
    const [path = '', query = ''] = url.split('?', 2);
    const answer = this.#answerOf(received, path, query, body);
    return {
      status: answer.status,
      headers: {
        ...(answer.body !== undefined && { 'Content-Type': this.#contentType(path) }),
        'X-VCAP-Request-ID': requestId(headers['x-vcap-request-id']),
        'X-Content-Type-Options': 'nosniff',
        ...answer.headers,
      },
      text: answer.body === undefined ? '' : JSON.stringify(answer.body),
    };
  }

  #answerOf({ headers, method }: Received, path: string, query: string, body: string): Answer {
    try {
      settleDeployments(this.#state);
      const match = this.#router.match(method, path);
      if (!match) throw unknownRequest();
      return this.#call(match, {
        state: this.#state,
        path,
        query: parseQuery(query),
        text: body,
        headers,
        origin: this.#origin,
        api: this.#state.generation === 'modern' ? this.#origin : '',
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
    const { authorization } = call.headers;
    const user = this.#tokens.userOf(typeof authorization === 'string' ? authorization : undefined);
    return route.answer({ ...call, user, body: () => parseBody(call.text) });
  }

  #refusal(error: ApiError, path: string): Answer {
    const isV2 = this.#state.generation !== 'modern' || path.startsWith('/v2');
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

  /** Two frameworks answer, and one of them writes no blank. */
  #contentType(path: string): string {
    const isSinatra = this.#state.generation === '2015' || path === '/' || path.startsWith('/v2');
    return isSinatra ? 'application/json;charset=utf-8' : 'application/json; charset=utf-8';
  }
}

/** The client's own id comes back with ours appended. */
function requestId(sent: string | readonly string[] | undefined): string {
  return typeof sent === 'string' && sent !== '' ? `${sent}::${randomUUID()}` : randomUUID();
}

function page(status: number, title: string): Written {
  return {
    status,
    headers: { 'Content-Type': 'text/html' },
    text: `<html>\r\n<head><title>${status} ${title}</title></head>\r\n<body>\r\n<center><h1>${status} ${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`,
  };
}
