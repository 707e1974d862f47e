import type { State } from '../state.ts';

export function settleDeployments(_state: State): void {}
