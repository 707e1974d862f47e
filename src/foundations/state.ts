/** VS Code's globalState, as far as it is used: what it holds may have been written by any version. */
export interface State {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}
