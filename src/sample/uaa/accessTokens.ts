import type { JsonObject } from '../../cloudfoundry/json.ts';
import { invalidToken, notAuthenticated } from '../http/apiError.ts';
import type { User } from '../users.ts';
import type { Client } from './clients.ts';
import { tokenId } from './tokenId.ts';

/** What the token endpoint gives out, but for the refresh token. */
export interface AccessToken {
  readonly value: string;
  /** Seconds. */
  readonly lifetime: number;
  readonly scope: string;
  readonly jti: string;
}

/** `jwt` tells its reader whom it is for and when it ends, `opaque` tells nothing. */
export type TokenFormat = 'jwt' | 'opaque';

/** Who asks the API. */
export type Bearer =
  | { readonly kind: 'none' }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'known'; readonly user: User };

interface Issued {
  readonly user: User;
  readonly expiresAt: number;
}

const scope = 'cloud_controller.read cloud_controller.write openid';

/** The access tokens that are out: only those are known, and each one only until it expires. */
export class AccessTokens {
  readonly #lifetime: number;
  readonly #now: () => number;
  readonly #issued = new Map<string, Issued>();

  /** `lifetime` in seconds. */
  constructor(lifetime: number, now: () => number) {
    this.#lifetime = lifetime;
    this.#now = now;
  }

  issue(user: User, client: Client, format: TokenFormat): AccessToken {
    const jti = tokenId().replace(/-/g, '');
    const now = Math.floor(this.#now() / 1000);
    const exp = now + this.#lifetime;
    const lasts = { iat: now, exp, zid: 'uaa' };
    const value = format === 'opaque' ? jti : jwt(jti, { ...claims(jti, user, client), ...lasts });
    this.#issued.set(value, { user, expiresAt: exp * 1000 });
    return { value, lifetime: this.#lifetime, scope, jti };
  }

  /** Whose token the header carries. */
  find(authorization: string | readonly string[] | undefined): Bearer {
    if (typeof authorization !== 'string') return { kind: 'none' };
    const token = /^bearer (.+)$/i.exec(authorization)?.[1];
    const issued = token === undefined ? undefined : this.#issued.get(token);
    return issued && issued.expiresAt > this.#now()
      ? { kind: 'known', user: issued.user }
      : { kind: 'invalid' };
  }

  /** Who asks. @throws ApiError 401 without token, with one that is unknown, and with one that has expired */
  userOf(authorization: string | readonly string[] | undefined): User {
    const bearer = this.find(authorization);
    switch (bearer.kind) {
      case 'none':
        throw notAuthenticated();
      case 'invalid':
        throw invalidToken();
      case 'known':
        return bearer.user;
    }
  }

  /** Lets every token of the user count for nothing. */
  revoke(userName: string): void {
    for (const [token, { user }] of this.#issued) {
      if (user.name === userName) this.#issued.delete(token);
    }
  }
}

function claims(jti: string, user: User, client: Client): JsonObject {
  const asked = { client_id: client.id, cid: client.id, azp: client.id };
  const scopes = scope.split(' ');
  if (client.user) {
    return { jti, sub: client.id, scope: scopes, ...asked, grant_type: 'client_credentials' };
  }
  return {
    jti,
    sub: user.guid,
    scope: scopes,
    ...asked,
    grant_type: 'password',
    user_id: user.guid,
    origin: 'uaa',
    user_name: user.name,
    email: user.email,
  };
}

function jwt(jti: string, payload: JsonObject): string {
  return [{ alg: 'none', typ: 'JWT' }, payload, { jti }]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
}
