/** Does what concerns the same thing one after the other: a second click finds what the first one has done. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs once all that was given before under this key has ended, well or not. */
  async take<T>(key: string, run: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const turn = before.then(run, run);
    this.#last.set(key, turn);
    return turn;
  }
}
