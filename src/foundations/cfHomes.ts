import path from 'node:path';
import { asList, isList } from '../cloudfoundry/json.ts';

/** The setting `cfDroplets.cfHomes`, as far as it can be understood. */
interface CfHomes {
  /** Absolute. */
  readonly folders: readonly string[];
  /** Why something is left out: a line each. */
  readonly faults: readonly string[];
}

/** Reads the setting. `~` stands for the user's home, as in a shell. */
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
