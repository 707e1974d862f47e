import type { JsonObject } from '../../cloudfoundry/json.ts';
import { textAt } from '../http/body.ts';
import type { Headers } from '../http/call.ts';
import type { SampleOptions } from '../options.ts';
import { userNamed, type User } from '../users.ts';
import { AccessTokens, type TokenFormat } from './accessTokens.ts';
import { checkGrant, clientOf, cliClient, type Client } from './clients.ts';
import { Passcodes } from './passcodes.ts';
import { Passwords } from './passwords.ts';
import { RefreshTokens } from './refreshTokens.ts';
import { badCredentials, missingGrant, UaaError, unsupportedGrant } from './uaaError.ts';

/** Which of a user's tokens. */
export type Revoked = 'access' | 'refresh' | 'all';

/** Knows people and programs, and gives them tokens. */
export class Uaa {
  readonly access: AccessTokens;
  readonly #refresh: RefreshTokens;
  readonly #passcodes: Passcodes;
  readonly #passwords: Passwords;
  readonly #options: SampleOptions;

  constructor(options: SampleOptions, now: () => number) {
    this.access = new AccessTokens(options.tokenLifetime, now);
    this.#refresh = new RefreshTokens(options, now);
    this.#passcodes = new Passcodes(now);
    this.#passwords = new Passwords(options.extraPrompts, now);
    this.#options = options;
  }

  /** Answers the token endpoint. @param query what its address was asked with. @throws UaaError */
  grant(headers: Headers, query: URLSearchParams, form: URLSearchParams): JsonObject {
    const client = clientOf(headers, form, this.#options.decodesClients);
    const grantType = form.get('grant_type');
    switch (grantType) {
      case null:
        throw missingGrant();
      case 'password': {
        checkGrant(client, grantType);
        const user = this.#personOf(query, form);
        return this.#granted(user, client, form, this.#refresh.issue(user, client));
      }
      case 'refresh_token': {
        checkGrant(client, grantType);
        const { user, next } = this.#refresh.use(form.get('refresh_token') ?? '', client);
        return this.#granted(user, client, form, next);
      }
      case 'client_credentials':
        checkGrant(client, grantType);
        if (!client.user) throw badCredentials();
        return this.#granted(client.user, client, form, null);
      default:
        throw unsupportedGrant(grantType);
    }
  }

  /** A code for one sign-in, as the user would see it in a browser. @throws Error for an unknown user */
  passcodeFor(userName: string): string {
    return this.#passcodes.issue(userNamed(userName));
  }

  /** An access token as from a sign-in that happened elsewhere. @throws Error for an unknown user */
  tokenFor(userName: string): string {
    return this.access.issue(userNamed(userName), cliClient, this.#formatFor(null)).value;
  }

  /** Lets tokens of the user, or of the client of that name, count for nothing. */
  revoke(userName: string, which: Revoked): void {
    if (which !== 'refresh') this.access.revoke(userName);
    if (which !== 'access') this.#refresh.revoke(userName);
  }

  #personOf(query: URLSearchParams, form: URLSearchParams): User {
    const passcode = form.get('passcode');
    if (passcode !== null) return this.#passcodes.redeem(passcode);
    // Where people are known to another server only, none has a password here.
    if (this.#options.signIn === 'passcode') throw badCredentials();
    const { origin } = this.#options;
    // Without a hint, a UAA asks its own users only.
    if (origin !== null && originOf(query) !== origin) throw badCredentials();
    return this.#passwords.check(form);
  }

  #granted(user: User, client: Client, form: URLSearchParams, refresh: string | null): JsonObject {
    const format = this.#formatFor(form.get('token_format'));
    const { value, lifetime, scope, jti } = this.access.issue(user, client, format);
    return {
      access_token: value,
      token_type: 'bearer',
      ...(refresh !== null && { refresh_token: refresh }),
      expires_in: lifetime,
      scope,
      jti,
    };
  }

  #formatFor(asked: string | null): TokenFormat {
    return asked === 'opaque' || this.#options.opaqueTokens ? 'opaque' : 'jwt';
  }
}

/** The identity provider that a sign-in names: `login_hint={"origin":"ldap"}`. */
function originOf(query: URLSearchParams): string | undefined {
  try {
    return textAt(JSON.parse(query.get('login_hint') ?? '{}'), 'origin');
  } catch {
    throw new UaaError(400, 'invalid_request', 'Invalid login_hint');
  }
}
