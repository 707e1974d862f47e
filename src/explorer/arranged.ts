/** The items in the order of these ids. Those that are not named keep the places that they have among all. */
export function arranged<T>(
  items: readonly T[],
  ids: readonly string[],
  idOf: (item: T) => string,
): readonly T[] {
  const named = ids.flatMap((id) => items.filter((item) => idOf(item) === id));
  return items.map((item) => (ids.includes(idOf(item)) ? (named.shift() ?? item) : item));
}
