import { randomBytes } from 'node:crypto';
import type { User } from '../users.ts';
import { badPasscode } from './uaaError.ts';

const lifetime = 5 * 60_000;

/** The codes that a browser shows to somebody who has signed in there: each for one sign-in elsewhere. */
export class Passcodes {
  readonly #now: () => number;
  readonly #issued = new Map<string, { readonly user: User; readonly expiresAt: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  issue(user: User): string {
    const code = randomBytes(12).toString('base64url');
    this.#issued.set(code, { user, expiresAt: this.#now() + lifetime });
    return code;
  }

  /** Whose it was. @throws UaaError 401 */
  redeem(code: string): User {
    const issued = this.#issued.get(code);
    this.#issued.delete(code);
    if (!issued || issued.expiresAt <= this.#now()) throw badPasscode();
    return issued.user;
  }
}
