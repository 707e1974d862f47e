import path from 'node:path';

/** What the plugin `cf-targets` names its files with: `prod.config.json`. */
export const savedSuffix = '.config.json';

/** How to call a session in a file of its own: as the target that it was saved as, else as the folder that is its `CF_HOME`. */
export function cliName(file: string): string {
  const base = path.basename(file);
  return isSaved(file)
    ? base.slice(0, -savedSuffix.length)
    : path.basename(path.dirname(path.dirname(file)));
}

/**
 * What to run for another session in that file; null: the file that the command line uses anyway. Without `-f`, the plugin saves no
 * other refresh token than the one that is saved.
 */
export function cliAdvice(file: string | null, command: string): string {
  if (file === null) return `run ${command}`;
  if (!isSaved(file)) return `run ${command} with CF_HOME=${path.dirname(path.dirname(file))}`;
  return `run cf set-target ${cliName(file)}, ${command} and cf save-target -f`;
}

/** That the file is gone, and what to run. */
export function cliGone(file: string | null): string {
  return file !== null && isSaved(file)
    ? `the cf CLI no longer has a target ${cliName(file)}; run cf login and cf save-target ${cliName(file)}`
    : `the cf CLI no longer has a session; ${cliAdvice(file, 'cf login')}`;
}

function isSaved(file: string): boolean {
  return file.endsWith(savedSuffix);
}
