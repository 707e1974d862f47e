import { open, rename, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { codeOf } from '../network/connectFailure.ts';
import { DownloadError, type DownloadFault } from './downloadError.ts';

/** What we do with an open file. */
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
 * A file that is being written under another name, `<target>.part`, and has its own once it is whole. Whatever becomes
 * of it, the target is either untouched or whole.
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

  /** @param create opens the file, which must not be there. @throws DownloadError */
  static async create(
    target: string,
    create: (path: string) => Promise<Handle> = (path) => open(path, 'wx'),
  ): Promise<PartFile> {
    const part = `${target}.part`;
    return reporting(part, async () => {
      if (await isFolder(target)) {
        throw new DownloadError('disk', `${basename(target)} is a folder`);
      }
      // Nobody else's file, and none that a link leads to.
      return new PartFile(target, part, await create(part));
    });
  }

  get size(): number {
    return this.#size;
  }

  /** Appends all of it. @throws DownloadError */
  async write(piece: Buffer): Promise<void> {
    await reporting(this.#part, async () => {
      let written = 0;
      while (written < piece.length) {
        const length = piece.length - written;
        const { bytesWritten } = await this.#handle.write(piece, written, length, this.#size);
        written += bytesWritten;
        this.#size += bytesWritten;
      }
    });
  }

  /** Forgets what was written. */
  async restart(): Promise<void> {
    await reporting(this.#part, () => this.#handle.truncate(0));
    this.#size = 0;
  }

  /** Gives the file its name, once the disk has it. What had that name is replaced. @throws DownloadError */
  async finish(): Promise<void> {
    await reporting(this.#part, async () => {
      await this.#handle.sync();
      await this.#handle.close();
      await rename(this.#part, this.#target);
    });
  }

  /** Removes it, whatever state it is in. */
  async discard(): Promise<void> {
    try {
      await this.#handle.close();
    } finally {
      await rm(this.#part, { force: true });
    }
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    // Not there; or not to be seen, which creating the file will tell.
    return false;
  }
}

async function reporting<T>(part: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw error instanceof DownloadError ? error : toDiskError(error, part);
  }
}

function toDiskError(cause: unknown, part: string): DownloadError {
  const code = codeOf(cause) ?? '';
  const [fault, message] = explain(code, basename(part));
  return new DownloadError(fault, message, { cause });
}

function explain(code: string, part: string): readonly [DownloadFault, string] {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return ['diskFull', 'the disk is full'];
    case 'EFBIG':
      return ['diskFull', 'the disk does not hold files of this size'];
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return ['notWritable', 'writing there is not allowed'];
    case 'ENOENT':
    case 'ENOTDIR':
      return ['noFolder', 'there is no such folder'];
    case 'EEXIST':
      return [
        'unfinished',
        `${part} is there already: another download is writing it, or was cut short. Delete it, or save under another name`,
      ];
  }
  return ['disk', `the file could not be written (${code})`];
}
