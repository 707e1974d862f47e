import type { Side } from '../../cloudfoundry/maskedPair.ts';
import type { Droplet } from '../../cloudfoundry/resources/droplet.ts';

export type Pair = Readonly<Record<Side, Droplet>>;

interface Waiting {
  readonly pair: Promise<Pair>;
  /** The document that has not asked for it yet. */
  readonly side: Side;
}

/** Loads the two droplets of a comparison once for its two documents, which ask for their side one after the other. */
export class Pairs {
  readonly #waiting = new Map<string, Waiting>();

  /** The pair that the other side was given already, else the one that `load` brings. */
  take(key: string, side: Side, load: () => Promise<Pair>): Promise<Pair> {
    const waiting = this.#waiting.get(key);
    if (waiting?.side === side) {
      this.#waiting.delete(key);
      return waiting.pair;
    }
    const pair = load();
    const made: Waiting = { pair, side: side === 'left' ? 'right' : 'left' };
    this.#waiting.set(key, made);
    // What failed is asked for again by the side that comes next.
    pair.catch(() => {
      if (this.#waiting.get(key) === made) this.#waiting.delete(key);
    });
    return pair;
  }
}
