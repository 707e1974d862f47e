/** A version of the v3 API, asked by what brought a behavior. */
export class ApiVersion {
  readonly text: string;
  readonly #minor: number;
  readonly #alpha: number;

  /** @param text such as `3.228.0`, or of the end of 2016 `3.0.0-alpha.3` */
  constructor(text: string) {
    this.text = text;
    this.#minor = Number(text.split('.')[1]);
    this.#alpha = Number(/-alpha\.(\d+)$/.exec(text)?.[1] ?? Infinity);
  }

  /** Whether this version is 3.`minor` or later. */
  since(minor: number): boolean {
    return this.#minor >= minor;
  }

  /** Whether this version is 3.0.0-alpha.`number` or later. */
  sinceAlpha(number: number): boolean {
    return this.#alpha >= number;
  }
}
