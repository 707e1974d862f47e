/** Why a droplet's bits couldn't be saved to disk. */
export type DownloadFault =
  /** The blob store refused or failed; `status` says how. */
  | 'store'
  /** The blob store, or whatever answered in its place, sent something other than the file. */
  | 'notTheFile'
  /** Too many redirects. */
  | 'redirects'
  /** Not the announced number of bytes. */
  | 'size'
  | 'checksum'
  | 'diskFull'
  | 'notWritable'
  | 'noFolder'
  /** Too many unfinished files already exist. */
  | 'unfinished'
  /** Any other disk failure. */
  | 'disk';

/**
 * A download failed, and no part of it is left on disk. Messages name hosts, never
 * signed addresses.
 */
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
