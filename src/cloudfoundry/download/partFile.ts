import { open, rename, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { codeOf } from '../network/connectFailure.ts';
import { DownloadError, type DownloadFault } from './downloadError.ts';

/** What we use of an open file. */
interface Handle {
  write(
    piece: Buffer,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesWritten: number }>;
  truncate(size: number): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Suffixes of a file name until the file is complete. A file with the first suffix may belong to
 * another download, in progress or interrupted when its window closed: we never touch other
 * downloads' files, nor follow links to them.
 */
const endings = ['.part', ...[2, 3, 4, 5, 6, 7, 8, 9].map((number) => `.${number}.part`)];

/**
 * A file that is written under another name and gets its own once it is complete. In every case,
 * the target is either untouched or complete.
 */
export class PartFile {
  readonly #target: string;
  readonly #part: string;
  readonly #handle: Handle;
  #size = 0;

  private constructor(target: string, part: string, handle: Handle) {
    this.#target = target;
    this.#part = part;
    this.#handle = handle;
  }

  /** @param create opens the file, which must not exist yet. @throws DownloadError */
  static async create(
    target: string,
    create: (path: string) => Promise<Handle> = (path) => open(path, 'wx'),
  ): Promise<PartFile> {
    return reporting(async () => {
      if (await isFolder(target)) {
        throw new DownloadError('disk', `${basename(target)} is a folder`);
      }
      for (const ending of endings) {
        const part = `${target}${ending}`;
        const handle = await unlessThere(create(part));
        if (handle) return new PartFile(target, part, handle);
      }
      throw new DownloadError(
        'unfinished',
        `there are already ${endings.length} unfinished downloads of ${basename(target)}. Delete the ones that are no longer in progress`,
      );
    });
  }

  get size(): number {
    return this.#size;
  }

  /** Appends the whole piece. @throws DownloadError */
  async write(piece: Buffer): Promise<void> {
    await reporting(async () => {
      let written = 0;
      while (written < piece.length) {
        const length = piece.length - written;
        const { bytesWritten } = await this.#handle.write(piece, written, length, this.#size);
        written += bytesWritten;
        this.#size += bytesWritten;
      }
    });
  }

  /** Discards what was written. */
  async restart(): Promise<void> {
    await reporting(() => this.#handle.truncate(0));
    this.#size = 0;
  }

  /**
   * Gives the file its final name once it is on disk, replacing any existing file.
   * @throws DownloadError
   */
  async finish(): Promise<void> {
    await reporting(async () => {
      await this.#handle.sync();
      await this.#handle.close();
      await rename(this.#part, this.#target);
    });
  }

  /** Removes the file, in any state. */
  async discard(): Promise<void> {
    try {
      await this.#handle.close();
    } finally {
      await rm(this.#part, { force: true });
    }
  }
}

/** Null if a file with that name exists. */
async function unlessThere(created: Promise<Handle>): Promise<Handle | null> {
  try {
    return await created;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return null;
    throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    // It doesn't exist, or we can't see it; creating the file will tell.
    return false;
  }
}

async function reporting<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw error instanceof DownloadError ? error : toDiskError(error);
  }
}

function toDiskError(cause: unknown): DownloadError {
  const [fault, message] = explain(codeOf(cause) ?? '');
  return new DownloadError(fault, message, { cause });
}

function explain(code: string): readonly [DownloadFault, string] {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return ['diskFull', 'the disk is full'];
    case 'EFBIG':
      return ['diskFull', 'the disk doesn’t support files of this size'];
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return ['notWritable', 'you can’t write there'];
    case 'ENOENT':
    case 'ENOTDIR':
      return ['noFolder', 'the folder doesn’t exist'];
  }
  return ['disk', `the file could not be written (${code})`];
}
