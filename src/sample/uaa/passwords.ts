import type { ExtraPrompt } from '../options.ts';
import { users, type User } from '../users.ts';
import { badCredentials, locked } from './uaaError.ts';

const mostFailures = 5;
const remembered = 3600_000;
const lockedFor = 300_000;

/** Knows people by their passwords, and locks those out who were wrong too often. */
export class Passwords {
  readonly #extraPrompts: readonly ExtraPrompt[];
  readonly #now: () => number;
  readonly #failures = new Map<User, readonly number[]>();

  constructor(extraPrompts: readonly ExtraPrompt[], now: () => number) {
    this.#extraPrompts = extraPrompts;
    this.#now = now;
  }

  /** Who it is. @throws UaaError 401 */
  check(form: URLSearchParams): User {
    const user = users.find(({ name }) => name === form.get('username'));
    if (!user) throw badCredentials();
    const now = this.#now();
    const failures = (this.#failures.get(user) ?? []).filter((time) => time > now - remembered);
    const latest = failures.at(-1) ?? 0;
    if (failures.length >= mostFailures && latest > now - lockedFor) throw locked();
    const fits =
      form.get('password') === user.name &&
      this.#extraPrompts.every(({ name, value }) => form.get(name) === value);
    if (!fits) {
      this.#failures.set(user, [...failures, now]);
      throw badCredentials();
    }
    this.#failures.delete(user);
    return user;
  }
}
