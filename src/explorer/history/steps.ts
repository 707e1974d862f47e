// A deployment and the event of its assignment are two records of one step, written one after the
// other. We match them by subject and by times at most two seconds apart.

const distances = [0, -1, 1, -2, 2];

/** Times by subject and second, to find records of the same step. */
export class Steps {
  readonly #times = new Map<string, number>();

  add(about: string | null, time: number | null): void {
    if (about !== null && time !== null) this.#times.set(keyOf(about, time, 0), time);
  }

  /** The time of a record of the same step; null if there is none. */
  find(about: string | null, time: number | null): number | null {
    if (about === null || time === null) return null;
    const keys = distances.map((distance) => keyOf(about, time, distance));
    return keys.map((key) => this.#times.get(key)).find((found) => found !== undefined) ?? null;
  }
}

function keyOf(about: string, time: number, distance: number): string {
  return `${Math.floor(time / 1000) + distance} ${about}`;
}
