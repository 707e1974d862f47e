interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** What VS Code gives to the script of a panel, once. */
export const vscodeApi: VsCodeApi = acquireVsCodeApi();
