/** Puts the items in the order of these ids. Items that aren't named keep their positions. */
export function arranged<T>(
  items: readonly T[],
  ids: readonly string[],
  idOf: (item: T) => string,
): readonly T[] {
  const named = ids.flatMap((id) => items.filter((item) => idOf(item) === id));
  return items.map((item) => (ids.includes(idOf(item)) ? (named.shift() ?? item) : item));
}
