import type { Entity } from '../model.ts';

/** What a list is ordered by. */
export interface Order {
  readonly field: string;
  readonly isDescending: boolean;
}

type Key<T> = (item: T) => number | string;

/** How lists were last ordered, by the field. */
const orders = new WeakMap<readonly Entity[], Map<string, readonly Entity[]>>();

/**
 * The items by the key, and where that is equal, by guid. A list that stays, such as that of all apps, is asked for page by
 * page: its last order is nearly right again, and what nearly is in order is quickly sorted.
 */
export function ordered<T extends Entity>(
  items: readonly T[],
  { field, isDescending }: Order,
  key: Key<T>,
): readonly T[] {
  const known = orders.get(items) ?? new Map<string, readonly Entity[]>();
  orders.set(items, known);
  // What is known of a list are its own items.
  const before = known.get(field) as readonly T[] | undefined;
  const sign = isDescending ? -1 : 1;
  const sorted = (before ?? items).toSorted(
    (a, b) => sign * (compare(key(a), key(b)) || compare(a.guid, b.guid)),
  );
  known.set(field, sorted);
  return sorted;
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
