import path from 'node:path';

/** The suffix of files that the plugin `cf-targets` saves: `prod.config.json`. */
export const savedSuffix = '.config.json';

/**
 * The name to show for a session file: the target that it was saved as, or the folder that
 * is its `CF_HOME`.
 */
export function cliName(file: string): string {
  const base = path.basename(file);
  return isSaved(file)
    ? base.slice(0, -savedSuffix.length)
    : path.basename(path.dirname(path.dirname(file)));
}

/**
 * The command that creates a new session in that file; null means the command line's default file.
 * Without `-f`, the plugin doesn't overwrite a saved refresh token.
 */
export function cliAdvice(file: string | null, command: string): string {
  if (file === null) return `run ${command}`;
  if (!isSaved(file)) return `run ${command} with CF_HOME=${path.dirname(path.dirname(file))}`;
  return `run cf set-target ${cliName(file)}, ${command} and cf save-target -f`;
}

/** Says that the file is gone, and which command to run. */
export function cliGone(file: string | null): string {
  return file !== null && isSaved(file)
    ? `the cf CLI no longer has a target ${cliName(file)}; run cf login and cf save-target ${cliName(file)}`
    : `the cf CLI no longer has a session; ${cliAdvice(file, 'cf login')}`;
}

function isSaved(file: string): boolean {
  return file.endsWith(savedSuffix);
}
