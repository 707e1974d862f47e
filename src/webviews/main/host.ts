import type { FromWebview } from '../protocol.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** What outlives hiding the panel. */
export interface Kept {
  readonly tab: 'lifecycle' | 'json';
  readonly query: string;
}

const api = acquireVsCodeApi();

export function send(message: FromWebview): void {
  api.postMessage(message);
}

export function keep(kept: Kept): void {
  api.setState(kept);
}

export function readKept(): Kept {
  const state = api.getState();
  const { tab, query }: { tab?: unknown; query?: unknown } =
    typeof state === 'object' && state !== null ? state : {};
  return {
    tab: tab === 'json' ? 'json' : 'lifecycle',
    query: typeof query === 'string' ? query : '',
  };
}
