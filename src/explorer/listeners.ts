/** An event, like VS Code's `EventEmitter`: it calls its listeners until they are disposed of. */
export class Listeners<T> {
  readonly #all = new Set<(value: T) => void>();

  /** Adds a listener. */
  readonly event = (listener: (value: T) => void): { dispose(): void } => {
    this.#all.add(listener);
    return { dispose: () => this.#all.delete(listener) };
  };

  tell(value: T): void {
    for (const listener of this.#all) listener(value);
  }
}
