import type { State } from '../state.ts';
import type { Bearer } from '../uaa/accessTokens.ts';
import { addressLimitExceeded, errorBody, rateLimitExceeded } from './apiError.ts';
import { commonHeaders, type Received, type Written } from './written.ts';

interface Count {
  requests: number;
  readonly resetAt: number;
}

/** What a counted request is told: headers for its answer, or the refusal. */
type Verdict =
  | { readonly kind: 'allowed'; readonly headers: Readonly<Record<string, string>> }
  | { readonly kind: 'refused'; readonly answer: Written };

/** Since the summer of 2023 `Retry-After` is a count of seconds; before that it was the time in seconds since 1970. */
const retryAfterInSeconds = 141;

/** Counts everybody's requests, as a Cloud Controller does where its operator wants that. */
export class RateLimiter {
  readonly #state: State;
  readonly #counts = new Map<string, Count>();

  constructor(state: State) {
    this.#state = state;
  }

  /** Counts a request. The entrances and administrators are free; who has a bad token gets to know that first. */
  take(path: string, received: Received, bearer: Bearer): Verdict {
    const { rateLimit } = this.#state;
    const isFree =
      /^(?:\/|\/v3|\/v2\/info)$/.test(path) ||
      bearer.kind === 'invalid' ||
      (bearer.kind === 'known' && bearer.user.role === 'admin');
    if (!rateLimit || isFree) return { kind: 'allowed', headers: {} };
    const now = this.#state.exactNow();
    const count = this.#countOf(bearer.kind === 'known' ? bearer.user.guid : 'address', now);
    const { requests: limit } = rateLimit;
    const asked = count.requests + 1;
    const reset = String(Math.floor(count.resetAt / 1000));
    const headers = {
      'X-RateLimit-Limit': String(limit),
      'X-RateLimit-Reset': reset,
      // An estimate over several servers: only tenths of the limit are told.
      'X-RateLimit-Remaining': String(
        Math.max(0, Math.floor((Math.floor(((limit - asked) * 10) / limit) * limit) / 10)),
      ),
    };
    if (asked <= limit) {
      count.requests = asked;
      return { kind: 'allowed', headers };
    }
    const error = bearer.kind === 'known' ? rateLimitExceeded() : addressLimitExceeded();
    const isDelay =
      this.#state.generation === 'modern' && this.#state.version.since(retryAfterInSeconds);
    return {
      kind: 'refused',
      answer: {
        status: error.status,
        headers: {
          ...commonHeaders(received.headers),
          ...headers,
          'Retry-After': isDelay ? String(Math.ceil((count.resetAt - now) / 1000)) : reset,
          // JSON all the same.
          'Content-Type': 'text/plain; charset=utf-8',
        },
        text: JSON.stringify(errorBody(error, path.startsWith('/v2') ? 'v2' : 'v3')),
      },
    };
  }

  #countOf(who: string, now: number): Count {
    const known = this.#counts.get(who);
    if (known && known.resetAt > now) return known;
    const resetSeconds = this.#state.rateLimit?.resetSeconds ?? 0;
    const fresh = { requests: 0, resetAt: now + resetSeconds * 1000 };
    this.#counts.set(who, fresh);
    return fresh;
  }
}
