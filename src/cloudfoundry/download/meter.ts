/** The progress of a download. */
export interface DownloadProgress {
  readonly bytes: number;
  /** Null if the server doesn't say. */
  readonly total: number | null;
  /** Recent bytes per second; null until it is known. */
  readonly rate: number | null;
}

/** Milliseconds between two reports, and how far back the rate looks. */
const interval = 250;
const span = 5_000;

/** Reports the progress of a download a few times per second. */
export class Meter {
  readonly #tell: (progress: DownloadProgress) => void;
  readonly #now: () => number;
  /** How many bytes had arrived at which time, kept or not. */
  #samples: readonly { readonly at: number; readonly arrived: number }[] = [];
  #arrived = 0;

  constructor(tell: (progress: DownloadProgress) => void, now = () => performance.now()) {
    this.#tell = tell;
    this.#now = now;
  }

  /** Counts bytes that arrived. @param file how much of the file we have */
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
