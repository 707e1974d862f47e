/** A version of the v3 API, asked by the minor version that brought a behaviour. */
export class ApiVersion {
  readonly text: string;
  readonly #minor: number;

  constructor(text: string) {
    this.text = text;
    this.#minor = Number(text.split('.')[1]);
  }

  /** Whether this version is 3.`minor` or later. */
  since(minor: number): boolean {
    return this.#minor >= minor;
  }
}
