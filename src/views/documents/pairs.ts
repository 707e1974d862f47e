import type { Side } from '../../cloudfoundry/maskedPair.ts';
import type { Droplet } from '../../cloudfoundry/resources/droplet.ts';

export type Pair = Readonly<Record<Side, Droplet>>;

interface Waiting {
  readonly pair: Promise<Pair>;
  /** The document that hasn't asked for it yet. */
  readonly side: Side;
}

/**
 * Loads the two droplets of a comparison once for its two documents, which each ask for their side.
 */
export class Pairs {
  readonly #waiting = new Map<string, Waiting>();

  /**
   * Returns the pair that the other side already received, otherwise the one that `load` returns.
   */
  take(key: string, side: Side, load: () => Promise<Pair>): Promise<Pair> {
    const waiting = this.#waiting.get(key);
    if (waiting?.side === side) {
      this.#waiting.delete(key);
      return waiting.pair;
    }
    const pair = load();
    const made: Waiting = { pair, side: side === 'left' ? 'right' : 'left' };
    this.#waiting.set(key, made);
    // After a failure, the next side requests it again.
    pair.catch(() => {
      if (this.#waiting.get(key) === made) this.#waiting.delete(key);
    });
    return pair;
  }
}
