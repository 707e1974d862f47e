/** Why the bits of a droplet are not on the disk. */
export type DownloadFault =
  /** The blob store refused or failed; `status` says how. */
  | 'store'
  /** The blob store, or whatever answered in its place, sent something else than the file. */
  | 'notTheFile'
  /** More redirects than anybody needs. */
  | 'redirects'
  /** Not as many bytes as were announced. */
  | 'size'
  | 'checksum'
  | 'diskFull'
  | 'notWritable'
  | 'noFolder'
  /** Too many unfinished files are there already. */
  | 'unfinished'
  /** Any other failure of the disk. */
  | 'disk';

/** A download came to nothing, and no part of it is left on the disk. Messages name hosts, never signed addresses. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  readonly fault: DownloadFault;
  /** What the blob store answered. */
  readonly status: number | null;

  constructor(
    fault: DownloadFault,
    message: string,
    options: ErrorOptions & { readonly status?: number } = {},
  ) {
    super(message, options);
    this.fault = fault;
    this.status = options.status ?? null;
  }
}
