/** Runs work on the same thing one after the other: a second click sees what the first one did. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs once all previous work under this key has ended, successfully or not. */
  async take<T>(key: string, run: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const turn = before.then(run, run);
    this.#last.set(key, turn);
    return turn;
  }
}
