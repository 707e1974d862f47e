import { randomUUID } from 'node:crypto';
import { invalidToken, notAuthenticated } from './http/apiError.ts';
import { users, type User } from './users.ts';

const refreshTokenLifetime = 30 * 86_400_000;
const scope = 'cloud_controller.read cloud_controller.write openid';

interface Issued {
  readonly user: User;
  readonly expiresAt: number;
}

/** What the token endpoint gives out. */
export interface TokenGrant {
  readonly access_token: string;
  readonly token_type: 'bearer';
  readonly refresh_token: string;
  readonly expires_in: number;
  readonly scope: string;
  readonly jti: string;
}

/** The tokens that are out: only those are known, and each one only until it expires. */
export class Tokens {
  readonly #lifetime: number;
  readonly #now: () => number;
  readonly #access = new Map<string, Issued>();
  readonly #refresh = new Map<string, Issued>();

  /** `lifetime` of access tokens in seconds. */
  constructor(lifetime: number, now: () => number) {
    this.#lifetime = lifetime;
    this.#now = now;
  }

  /** Tokens for a name and password, or undefined where they do not fit. */
  byPassword(name: string, password: string): TokenGrant | undefined {
    const user = users.find((candidate) => candidate.name === name);
    if (!user || password !== user.name) return undefined;
    const refreshToken = `${randomUUID()}-r`;
    this.#refresh.set(refreshToken, { user, expiresAt: this.#now() + refreshTokenLifetime });
    return this.#grant(user, refreshToken);
  }

  /** A new access token; the refresh token stays as it is, as a UAA does by default. */
  byRefreshToken(refreshToken: string): TokenGrant | undefined {
    const issued = this.#refresh.get(refreshToken);
    if (!issued || issued.expiresAt <= this.#now()) return undefined;
    return this.#grant(issued.user, refreshToken);
  }

  /** Who asks. @throws ApiError 401 without token, with one that is unknown, and with one that has expired */
  userOf(authorization: string | undefined): User {
    if (authorization === undefined) throw notAuthenticated();
    const token = /^bearer (.+)$/i.exec(authorization)?.[1];
    const issued = token === undefined ? undefined : this.#access.get(token);
    if (!issued || issued.expiresAt <= this.#now()) throw invalidToken();
    return issued.user;
  }

  #grant(user: User, refreshToken: string): TokenGrant {
    const jti = randomUUID().replace(/-/g, '');
    const now = Math.floor(this.#now() / 1000);
    const exp = now + this.#lifetime;
    const claims = {
      jti,
      sub: user.guid,
      scope: scope.split(' '),
      client_id: 'cf',
      cid: 'cf',
      azp: 'cf',
      grant_type: 'password',
      user_id: user.guid,
      origin: 'uaa',
      user_name: user.name,
      email: user.email,
      iat: now,
      exp,
      zid: 'uaa',
    };
    const token = `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.${encode({ jti })}`;
    this.#access.set(token, { user, expiresAt: exp * 1000 });
    return {
      access_token: token,
      token_type: 'bearer',
      refresh_token: refreshToken,
      expires_in: this.#lifetime,
      scope,
      jti,
    };
  }
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
