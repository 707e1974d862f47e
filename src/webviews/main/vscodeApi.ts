interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** VS Code's API for a panel's script; it can be acquired only once. */
export const vscodeApi: VsCodeApi = acquireVsCodeApi();
