import { asStrings } from '../cloudfoundry/json.ts';
import { parseFilter } from '../explorer/filterQuery.ts';
import type { FilterKind } from '../explorer/filter.ts';
import type { State } from './state.ts';

const most = 10;

/** The last filters of this kind, the latest first. */
export function loadFilters(state: State, kind: FilterKind): readonly string[] {
  // Another version may have written them.
  return asStrings(state.get(keyOf(kind))).filter(
    (text) => parseFilter(kind, text).kind === 'filter',
  );
}

export async function rememberFilter(state: State, kind: FilterKind, text: string): Promise<void> {
  const others = loadFilters(state, kind).filter((other) => other !== text);
  await state.update(keyOf(kind), [text, ...others].slice(0, most));
}

function keyOf(kind: FilterKind): string {
  return `cfDroplets.filters.${kind}`;
}
