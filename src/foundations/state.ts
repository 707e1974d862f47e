/** The part of VS Code's globalState that we use. Any version may have written its values. */
export interface State {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}
