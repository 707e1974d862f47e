import type { FromDroplet } from '../dropletProtocol.ts';
import { vscodeApi } from './vscodeApi.ts';

/** State that survives hiding the panel. */
export interface Kept {
  readonly tab: 'lifecycle' | 'json';
  readonly query: string;
}

export function send(message: FromDroplet): void {
  vscodeApi.postMessage(message);
}

export function keep(kept: Kept): void {
  vscodeApi.setState(kept);
}

export function readKept(): Kept {
  const state = vscodeApi.getState();
  const { tab, query }: { tab?: unknown; query?: unknown } =
    typeof state === 'object' && state !== null ? state : {};
  return {
    tab: tab === 'json' ? 'json' : 'lifecycle',
    query: typeof query === 'string' ? query : '',
  };
}
