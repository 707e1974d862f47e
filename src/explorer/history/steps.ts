// A deployment and the event of its assignment are two records of one step, written one after the other: they are
// recognized by what they are about and by times that lie at most two seconds apart.

const distances = [0, -1, 1, -2, 2];

/** Times by what they are about and second, to be found by records of the same step. */
export class Steps {
  readonly #times = new Map<string, number>();

  add(about: string | null, time: number | null): void {
    if (about !== null && time !== null) this.#times.set(keyOf(about, time, 0), time);
  }

  /** The time of a record that is of the same step; null where there is none. */
  find(about: string | null, time: number | null): number | null {
    if (about === null || time === null) return null;
    const keys = distances.map((distance) => keyOf(about, time, distance));
    return keys.map((key) => this.#times.get(key)).find((found) => found !== undefined) ?? null;
  }
}

function keyOf(about: string, time: number, distance: number): string {
  return `${Math.floor(time / 1000) + distance} ${about}`;
}
