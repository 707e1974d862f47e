/** What is wrong with the blob store; with the defaults nothing is. */
export interface BlobFaults {
  /** Cuts the connection after so many bytes of an answer, and that only so many times. */
  readonly cut: { readonly after: number; readonly times: number } | null;
  /** Whether it can send a part of a blob. */
  readonly hasRanges: boolean;
  /** Whether a byte of what it sends is another than it should be. */
  readonly hasWrongBytes: boolean;
  /** The most bytes a second. */
  readonly rate: number | null;
}

export const noFaults: BlobFaults = {
  cut: null,
  hasRanges: true,
  hasWrongBytes: false,
  rate: null,
};
