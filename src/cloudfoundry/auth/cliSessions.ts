import { readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { readClaims } from './accessToken.ts';
import { readCliConfig, type CliSession } from './cliConfig.ts';
import { savedSuffix } from './cliName.ts';

/** One of several sessions of the command line. Secret: it holds the tokens. */
export interface FoundCliSession {
  readonly file: string;
  readonly session: CliSession;
  readonly user: string;
  /** The target that the plugin `cf-targets` saved it as. */
  readonly target: string | null;
  /** Whether the command line currently uses it. */
  readonly isCurrent: boolean;
}

/**
 * Finds the session in the file that the command line uses now, those in other folders that may be
 * a `CF_HOME`, and next to each the targets that the plugin `cf-targets` saved. Skips files
 * without a session.
 * @see https://github.com/cloudfoundry-community/cf-targets-plugin (`cf_targets.go`:
 * `targets/NAME.config.json`, `current`)
 */
export async function findCliSessions(
  currentFile: string,
  homes: readonly string[],
): Promise<readonly FoundCliSession[]> {
  const files = [currentFile, ...homes.map((home) => path.join(home, '.cf', 'config.json'))];
  const distinct = [...new Set(files.map((file) => path.resolve(file)))];
  const found = await Promise.all(
    distinct.map((file) => findAt(file, file === path.resolve(currentFile))),
  );
  return found.flat();
}

/**
 * Finds the sessions in one `CF_HOME`. Its file holds the current target, unless somebody has
 * signed in since.
 */
async function findAt(file: string, isCurrent: boolean): Promise<readonly FoundCliSession[]> {
  const targets = path.join(path.dirname(file), 'targets');
  const [used, names, current] = await Promise.all([
    readSession(file, null, isCurrent),
    savedNames(targets),
    currentName(targets),
  ]);
  const saved = await Promise.all(
    names.map((name) => readSession(path.join(targets, name + savedSuffix), name, false)),
  );
  const targeted = saved.find((each) => each?.target === current);
  const isSame = used && targeted && isSameSession(used, targeted);
  const first = used && isSame ? { ...used, target: current } : used;
  const others = saved.filter((each) => !isSame || each !== targeted);
  return [first, ...others].filter((each) => each !== null);
}

async function readSession(
  file: string,
  target: string | null,
  isCurrent: boolean,
): Promise<FoundCliSession | null> {
  const config = await readCliConfig(file);
  if (config.kind !== 'session') return null;
  const user = readClaims(config.session.accessToken).user ?? '';
  return { file, session: config.session, user, target, isCurrent };
}

function isSameSession(a: FoundCliSession, b: FoundCliSession): boolean {
  return a.session.api.origin === b.session.api.origin && a.user === b.user;
}

async function savedNames(folder: string): Promise<readonly string[]> {
  const names = await orNull(readdir(folder));
  return (names ?? [])
    .filter((name) => name.endsWith(savedSuffix) && name.length > savedSuffix.length)
    .map((name) => name.slice(0, -savedSuffix.length))
    .sort();
}

/** `current` is a symbolic link to the target's file. */
async function currentName(folder: string): Promise<string | null> {
  const file = await orNull(realpath(path.join(folder, 'current')));
  return file?.endsWith(savedSuffix) ? path.basename(file, savedSuffix) : null;
}

/** Most users don't have the plugin, and an unreadable folder has no targets to offer. */
async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  return reading.catch(() => null);
}
