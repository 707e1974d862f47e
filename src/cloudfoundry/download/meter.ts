/** How far a download is. */
export interface DownloadProgress {
  readonly bytes: number;
  /** Null where nobody says. */
  readonly total: number | null;
  /** Bytes a second, lately; null before that can be told. */
  readonly rate: number | null;
}

/** Milliseconds between two tellings, and how far back the rate looks. */
const interval = 250;
const span = 5_000;

/** Tells how far a download is, a few times a second. */
export class Meter {
  readonly #tell: (progress: DownloadProgress) => void;
  readonly #now: () => number;
  /** When how many bytes had arrived, whether or not they were kept. */
  #samples: readonly { readonly at: number; readonly arrived: number }[] = [];
  #arrived = 0;

  constructor(tell: (progress: DownloadProgress) => void, now = () => performance.now()) {
    this.#tell = tell;
    this.#now = now;
  }

  /** So many bytes more have arrived, and this is how much of the file is here. */
  add(arrived: number, file: Omit<DownloadProgress, 'rate'>): void {
    this.#arrived += arrived;
    const at = this.#now();
    const last = this.#samples.at(-1);
    if (last && at - last.at < interval) return;
    this.#samples = [
      ...this.#samples.filter((sample) => at - sample.at <= span),
      { at, arrived: this.#arrived },
    ];
    this.#tell({ ...file, rate: this.#rate() });
  }

  #rate(): number | null {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (!first || !last || last.at <= first.at) return null;
    return ((last.arrived - first.arrived) / (last.at - first.at)) * 1000;
  }
}
