import path from 'node:path';
import { asList, isList } from '../cloudfoundry/json.ts';

/** The valid part of the setting `cfDroplets.cfHomes`. */
interface CfHomes {
  /** Absolute paths. */
  readonly folders: readonly string[];
  /** Why entries are left out, one line each. */
  readonly faults: readonly string[];
}

/** Reads the setting. `~` stands for the user's home folder, as in a shell. */
export function parseCfHomes(value: unknown, home: string): CfHomes {
  const folders = new Set<string>();
  const faults: string[] = [];
  if (value !== undefined && !isList(value)) faults.push('it is not a list');
  for (const [index, entry] of asList(value).entries()) {
    const folder = typeof entry === 'string' ? entry.replace(/^~(?=$|[/\\])/, () => home) : '';
    if (path.isAbsolute(folder)) folders.add(path.resolve(folder));
    else faults.push(`entry ${index + 1} is left out: it is no absolute path of a folder`);
  }
  return { folders: [...folders], faults };
}
