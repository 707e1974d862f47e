import type { State } from '../../src/foundations/state.ts';

/** As VS Code's globalState, it keeps what is JSON. */
export function aState(): State {
  const values = new Map<string, unknown>();
  return {
    get: (key) => values.get(key),
    update: async (key, value) => {
      values.set(key, JSON.parse(JSON.stringify(value)));
    },
  };
}
