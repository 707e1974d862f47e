import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { reasonOf } from '../cloudfoundry/errors.ts';
import type { Log } from '../cloudfoundry/log.ts';
import { readIndex, writeIndex, type KeptIndex } from './indexFile.ts';

/** Where one index is kept. Never fails: an index can be filled again. */
export interface IndexStore {
  load(): Promise<KeptIndex | null>;
  save(index: KeptIndex): Promise<void>;
}

/** In bytes; a million apps take some 80 MB. */
const largestFile = 128 * 1024 * 1024;
/** Milliseconds after which an unfinished file is certainly nobody's. */
const abandoned = 3_600_000;

/** Keeps nothing. */
export const noStore: IndexStore = { load: async () => null, save: async () => undefined };

/**
 * Keeps indexes on disk, one file per foundation and user. A file is written whole and then
 * renamed, so that a window never reads half a file, whatever other windows do meanwhile.
 */
export class IndexFolder {
  readonly #folder: string;
  readonly #log: Pick<Log, 'debug'>;
  /** How often each foundation was forgotten: what is being written then must not appear afterward. */
  readonly #forgotten = new Map<string, number>();

  constructor(folder: string, log: Pick<Log, 'debug'>) {
    this.#folder = folder;
    this.#log = log;
  }

  store(foundationId: string, user: string): IndexStore {
    const file = path.join(this.#folder, `${hash(foundationId)}-${hash(user)}.jsonl`);
    const times = () => this.#forgotten.get(foundationId) ?? 0;
    return {
      load: () => this.#tried('read', () => load(file), null),
      save: (index) => this.#tried('write', () => this.#save(file, index, times), undefined),
    };
  }

  /** Deletes what is kept of a foundation, for all users. */
  async forget(foundationId: string): Promise<void> {
    this.#forgotten.set(foundationId, (this.#forgotten.get(foundationId) ?? 0) + 1);
    await this.#remove((name) => name.startsWith(`${hash(foundationId)}-`));
  }

  /** Deletes what is kept of other foundations than these, and unfinished files. */
  async prune(foundationIds: readonly string[]): Promise<void> {
    const kept = new Set(foundationIds.map(hash));
    await this.#remove(async (name) => {
      const isKnown = kept.has(name.split('-', 1)[0] ?? '');
      if (isKnown && !name.endsWith('.tmp')) return false;
      const { mtimeMs } = await fs.stat(path.join(this.#folder, name));
      return !isKnown || Date.now() - mtimeMs > abandoned;
    });
  }

  async #save(file: string, index: KeptIndex, forgotten: () => number): Promise<void> {
    const before = forgotten();
    const text = await writeIndex(index);
    const unfinished = `${file}.${randomUUID()}.tmp`;
    await fs.mkdir(this.#folder, { recursive: true, mode: 0o700 });
    try {
      await fs.writeFile(unfinished, text, { mode: 0o600, flush: true });
      if (before !== forgotten()) return;
      await fs.rename(unfinished, file);
      if (before !== forgotten()) await fs.rm(file, { force: true });
    } finally {
      await fs.rm(unfinished, { force: true });
    }
  }

  async #remove(isUnwanted: (name: string) => boolean | Promise<boolean>): Promise<void> {
    await this.#tried(
      'delete',
      async () => {
        const names = await fs.readdir(this.#folder).catch(ignoreMissing);
        for (const name of names ?? []) {
          if (await isUnwanted(name)) await fs.rm(path.join(this.#folder, name), { force: true });
        }
      },
      undefined,
    );
  }

  async #tried<T>(what: string, run: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await run();
    } catch (error) {
      this.#log.debug(`Could not ${what} an index of apps: ${reasonOf(error)}`);
      return otherwise;
    }
  }
}

async function load(file: string): Promise<KeptIndex | null> {
  const stat = await fs.stat(file).catch(ignoreMissing);
  if (!stat) return null;
  const index = stat.size > largestFile ? null : await readIndex(await fs.readFile(file, 'utf8'));
  if (!index) await fs.rm(file, { force: true });
  return index;
}

function ignoreMissing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}

/** Names of files tell neither addresses nor users. */
function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
