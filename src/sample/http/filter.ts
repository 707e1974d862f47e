/** Takes what was asked for once, and then tests one item after the other. */
export type Filter<T> = (values: readonly string[]) => (item: T) => boolean;

/** Lets pass what has one of the values. */
export function among<T>(valueOf: (item: T) => string | null): Filter<T> {
  return (values) => {
    const wanted = new Set<string | null>(values);
    return (item) => wanted.has(valueOf(item));
  };
}
