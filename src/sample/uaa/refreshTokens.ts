import type { SampleOptions } from '../options.ts';
import type { User } from '../users.ts';
import type { Client } from './clients.ts';
import { tokenId } from './tokenId.ts';
import { badRefreshToken, wrongClient } from './uaaError.ts';

interface Issued {
  readonly user: User;
  readonly clientId: string;
  readonly expiresAt: number;
}

/** The refresh tokens that are out. They end so many seconds after the sign-in, however often they are used. */
export class RefreshTokens {
  readonly #options: SampleOptions;
  readonly #now: () => number;
  readonly #issued = new Map<string, Issued>();

  constructor(options: SampleOptions, now: () => number) {
    this.#options = options;
    this.#now = now;
  }

  /** One for a fresh sign-in. */
  issue(user: User, client: Client): string {
    const expiresAt = this.#now() + this.#options.refreshTokenLifetime * 1000;
    return this.#keep({ user, clientId: client.id, expiresAt });
  }

  /** Whose it is, and the one to be used next. @throws UaaError 401, 400 for another client's */
  use(token: string, client: Client): { readonly user: User; readonly next: string } {
    const issued = this.#issued.get(token);
    if (!issued || issued.expiresAt <= this.#now()) throw badRefreshToken();
    if (issued.clientId !== client.id) throw wrongClient(issued.clientId);
    if (!this.#options.rotateRefreshTokens) return { user: issued.user, next: token };
    this.#issued.delete(token);
    return { user: issued.user, next: this.#keep(issued) };
  }

  /** Lets every token of the user count for nothing. */
  revoke(userName: string): void {
    this.#forget(({ user }) => user.name === userName);
  }

  #keep(issued: Issued): string {
    if (this.#options.uniqueRefreshTokens) {
      this.#forget(({ user, clientId }) => user === issued.user && clientId === issued.clientId);
    }
    const token = `${tokenId()}-r`;
    this.#issued.set(token, issued);
    return token;
  }

  #forget(isMeant: (issued: Issued) => boolean): void {
    for (const [token, issued] of this.#issued) {
      if (isMeant(issued)) this.#issued.delete(token);
    }
  }
}
